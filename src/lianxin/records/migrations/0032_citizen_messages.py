"""Messages to people of whom no order is known, arrivals by the web, one table of tried codes; new ends, drafts given up."""

from __future__ import annotations

from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    """Two tables for four; a code that waits to be sent at that moment is asked for again."""

    dependencies = [
        ("records", "0031_consultations"),
    ]

    operations = [
        migrations.CreateModel(
            name="CitizenMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(db_collation="C")),
                ("template", models.TextField(db_collation="C")),
                ("subject_kind", lianxin.records.fields.WordField(lianxin.law.words.SubjectKind, db_collation="C")),
                ("subject_id", models.BigIntegerField()),
                ("english", models.BooleanField(default=False)),
                ("wrapped_key", models.BinaryField(null=True)),
                ("said_ct", models.BinaryField(null=True)),
                (
                    "state",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.DeliveryState,
                        db_collation="C",
                        default=lianxin.law.words.DeliveryState["PENDING"],
                    ),
                ),
                ("attempts", models.SmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("good_until", models.DateTimeField(blank=True, null=True)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "citizen_message",
            },
        ),
        migrations.CreateModel(
            name="WebArrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source_digest", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "web_arrival",
            },
        ),
        migrations.DeleteModel(
            name="ConsultationArrival",
        ),
        migrations.RemoveField(
            model_name="opinioncodeattempt",
            name="opinion",
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="consultation_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="consultation_published_by_somebody",
        ),
        migrations.RemoveIndex(
            model_name="consultationcode",
            name="consultation_code_due",
        ),
        migrations.RemoveField(
            model_name="consultationcode",
            name="attempts",
        ),
        migrations.RemoveField(
            model_name="consultationcode",
            name="code_ct",
        ),
        migrations.RemoveField(
            model_name="consultationcode",
            name="english",
        ),
        migrations.RemoveField(
            model_name="consultationcode",
            name="next_at",
        ),
        migrations.RemoveField(
            model_name="consultationcode",
            name="number_ct",
        ),
        migrations.RemoveField(
            model_name="consultationcode",
            name="wrapped_key",
        ),
        migrations.AddField(
            model_name="consultationnote",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hotlineopinion",
            name="english",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drafted", "published", "closed", "reported", "discarded"])),
                name="consultation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("state__in", ["drafted", "discarded"])),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_published_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="citizenmessage",
            index=models.Index(
                condition=models.Q(("state", "pending")), fields=["next_at"], name="citizen_message_due"
            ),
        ),
        migrations.AddIndex(
            model_name="citizenmessage",
            index=models.Index(fields=["subject_kind", "subject_id"], name="citizen_message_subject"),
        ),
        migrations.AddConstraint(
            model_name="citizenmessage",
            constraint=models.UniqueConstraint(fields=("key",), name="citizen_message_key"),
        ),
        migrations.AddConstraint(
            model_name="citizenmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "sent", "recorded", "failed"])),
                name="citizen_message_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject_kind__in",
                        [
                            "order",
                            "unit",
                            "staff",
                            "calendar",
                            "regime",
                            "catalogue",
                            "outage",
                            "call",
                            "inspection",
                            "typical_case",
                            "hotline_opinion",
                            "consultation",
                            "month",
                        ],
                    )
                ),
                name="citizen_message_subject_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "pending"),
                    models.Q(("said_ct__isnull", True), ("wrapped_key__isnull", True)),
                    _connector="OR",
                ),
                name="citizen_message_gone_wholly",
            ),
        ),
        migrations.AddIndex(
            model_name="webarrival",
            index=models.Index(fields=["source_digest", "at"], name="web_arrival_of"),
        ),
        migrations.AddIndex(
            model_name="webarrival",
            index=models.Index(fields=["at"], name="web_arrival_age"),
        ),
        migrations.DeleteModel(
            name="OpinionCodeAttempt",
        ),
    ]
