"""The log knows a file by a digest under a key, and both go with the file (R46, R63)."""

from __future__ import annotations

from django.db import migrations, models

WHOLLY = "UPDATE attachment SET name = '', digest = '' WHERE destroyed_at IS NOT NULL"


class Migration(migrations.Migration):
    """What was destroyed before loses its digest; of files that are there the log keeps what it was told."""

    dependencies = [("records", "0015_charges_to_correct")]
    operations = [
        migrations.AddField(model_name="attachment", name="hmac_key", field=models.BinaryField(null=True)),
        migrations.RunSQL(WHOLLY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_at__isnull", True),
                    models.Q(("digest", b""), ("hmac_key__isnull", True), ("name", "")),
                    _connector="OR",
                ),
                name="attachment_destroyed_wholly",
            ),
        ),
    ]
