"""A call by which an explanation was demanded is counted as such, and not as one that was told the progress."""

from __future__ import annotations

from django.db import migrations, models

DISPOSITIONS = (
    "wrong_number", "silent", "dropped", "test", "consulted", "matter", "followed_up", "demanded", "told"
)  # fmt: skip
RELATIONS = ("received", "answered", "supplemented", "joined", "demanded", "told")


class Migration(migrations.Migration):
    """One word more for what came of a call, and for what ties it to an order."""

    dependencies = [("records", "0017_drafts_thrown_away")]

    operations = [
        migrations.RemoveConstraint(model_name="call", name="call_disposition_known"),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("disposition__in", list(DISPOSITIONS))), name="call_disposition_known"
            ),
        ),
        migrations.RemoveConstraint(model_name="callorder", name="call_order_relation_known"),
        migrations.AddConstraint(
            model_name="callorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", list(RELATIONS))), name="call_order_relation_known"
            ),
        ),
    ]
