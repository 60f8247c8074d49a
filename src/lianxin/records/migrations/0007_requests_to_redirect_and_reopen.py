"""Requests to redirect and to reopen, whether an order was settled before, and when its unit last made contact."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_who_fed_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="workorder",
            name="settled_before",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="assignment",
            name="last_contact_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(
            model_name="overlay",
            name="overlay_kind_known",
        ),
        migrations.AddConstraint(
            model_name="overlay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "send_back",
                            "extension",
                            "withdrawal",
                            "recusal",
                            "host_change",
                            "promise_change",
                            "sealing",
                            "difficult",
                            "contradiction",
                            "supervision",
                            "escalation",
                            "instruction",
                            "explanation",
                            "objection",
                            "risk",
                            "misuse",
                            "police_referral",
                            "interest",
                            "outage",
                            "proposal",
                            "co_handling",
                            "retaliation",
                            "redirection",
                            "reopening",
                        ],
                    )
                ),
                name="overlay_kind_known",
            ),
        ),
    ]
