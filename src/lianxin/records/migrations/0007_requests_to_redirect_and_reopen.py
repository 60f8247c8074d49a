"""Two more kinds of requests: to redirect what entered a procedure midway, and to reopen what is not settled."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_who_fed_back"),
    ]

    operations = [
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
