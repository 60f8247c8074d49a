"""A charge whose feedback came back for correction says so, those of delegates as well (R22)."""

from __future__ import annotations

from django.db import migrations, models

MARK = """
UPDATE assignment SET to_correct = TRUE
FROM (SELECT DISTINCT ON (order_id, assignment) order_id, assignment, feedback."end" AS last_end
      FROM feedback ORDER BY order_id, assignment, serial DESC) AS told
WHERE assignment.order_id = told.order_id AND assignment.serial = told.assignment AND told.last_end = 'returned'
  AND assignment.state IN ('signed', 'delegated')
"""


class Migration(migrations.Migration):
    """One column; hosts whose feedback lies returned are marked, of delegates nothing was written down before."""

    dependencies = [("records", "0014_alerts")]

    operations = [
        migrations.AddField(model_name="assignment", name="to_correct", field=models.BooleanField(default=False)),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
