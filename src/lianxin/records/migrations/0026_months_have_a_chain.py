"""A month whose figures are frozen is a subject of the log."""

from __future__ import annotations

from django.db import migrations, models

SUBJECTS = ["order", "unit", "staff", "calendar", "regime", "catalogue", "outage", "call", "inspection", "month"]
KNOWN = "external_reference_subject_kind_known"


class Migration(migrations.Migration):
    """Two columns and one word more. What was frozen before has no event, and the log says nothing about it."""

    dependencies = [("records", "0025_messages_of_a_desk")]

    operations = [
        migrations.AddField("indicatormonth", "head_sequence", models.IntegerField(default=0)),
        migrations.AddField("indicatormonth", "head_hash", models.BinaryField(default=bytes(32))),
        migrations.RemoveConstraint("externalreference", KNOWN),
        migrations.AddConstraint(
            "externalreference",
            models.CheckConstraint(condition=models.Q(("subject_kind__in", SUBJECTS)), name=KNOWN),
        ),
    ]
