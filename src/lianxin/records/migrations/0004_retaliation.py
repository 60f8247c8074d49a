"""The word for retaliation may lie over an order (R48)."""

from __future__ import annotations

from django.db import migrations, models

KINDS = [
    "send_back", "extension", "withdrawal", "recusal", "host_change", "promise_change", "sealing", "difficult",
    "contradiction", "supervision", "escalation", "instruction", "explanation", "objection", "risk", "misuse",
    "police_referral", "interest", "outage", "proposal", "co_handling", "retaliation",
]  # fmt: skip


class Migration(migrations.Migration):
    """Another CHECK in the place of the old one."""

    dependencies = [("records", "0003_query_codes")]
    operations = [
        migrations.RemoveConstraint(model_name="overlay", name="overlay_kind_known"),
        migrations.AddConstraint(
            model_name="overlay",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="overlay_kind_known"),
        ),
    ]
