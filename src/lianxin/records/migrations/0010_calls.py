"""Calls: a subject of its own beside the orders it leads to."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_the_latest_orders_of_a_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                ("head_hash", models.BinaryField(default=bytes(32))),
                ("source", models.TextField(db_collation="C")),
                ("source_id", models.TextField(db_collation="C")),
                (
                    "direction",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallDirection, db_collation="C", default=lianxin.law.words.CallDirection.IN
                    ),
                ),
                ("did", models.TextField(blank=True, db_collation="C")),
                ("queue", models.TextField(blank=True)),
                ("wrapped_key", models.BinaryField(null=True)),
                ("number_ct", models.BinaryField(null=True)),
                ("number_digest", models.BinaryField(null=True)),
                ("number_destroyed_at", models.DateTimeField(blank=True, null=True)),
                ("queued_at", models.DateTimeField(blank=True, null=True)),
                ("offered_at", models.DateTimeField()),
                ("rang_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallEndedBy, blank=True, db_collation="C", null=True
                    ),
                ),
                (
                    "missed",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallMissed, blank=True, db_collation="C", null=True
                    ),
                ),
                (
                    "disposition",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallDisposition, blank=True, db_collation="C", null=True
                    ),
                ),
                ("disposed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "call",
            },
        ),
        migrations.CreateModel(
            name="CallOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("relation", lianxin.records.fields.WordField(lianxin.law.words.CallRelation, db_collation="C")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "call_order",
            },
        ),
        migrations.RemoveConstraint(
            model_name="externalreference",
            name="external_reference_subject_kind_known",
        ),
        migrations.AddConstraint(
            model_name="externalreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject_kind__in",
                        ["order", "unit", "staff", "calendar", "regime", "catalogue", "outage", "call"],
                    )
                ),
                name="external_reference_subject_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="agent",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="callorder",
            name="call",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="records.call"
            ),
        ),
        migrations.AddField(
            model_name="callorder",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="records.workorder"
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("agent__isnull", False), ("disposed_at__isnull", True), ("missed__isnull", True)),
                fields=["agent"],
                name="call_on_a_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("number_digest__isnull", False)), fields=["number_digest"], name="call_number"
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("number_digest__isnull", False)), fields=["ended_at"], name="call_number_age"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("source", "source_id"), name="call_once"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["in", "back"])), name="call_direction_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_by__in", ["caller", "agent", "system"])), name="call_ended_by_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("missed__in", ["abandoned", "no_answer", "no_agent", "timed_out", "overflow", "failed"])
                ),
                name="call_missed_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "disposition__in",
                        ["wrong_number", "silent", "dropped", "test", "consulted", "matter", "followed_up", "told"],
                    )
                ),
                name="call_disposition_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number_ct__isnull", True), ("number_digest__isnull", True), ("wrapped_key__isnull", True)
                    ),
                    models.Q(
                        ("number_ct__isnull", False),
                        ("number_destroyed_at__isnull", True),
                        ("number_digest__isnull", False),
                        ("wrapped_key__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="call_number_wholly",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disposed_at__isnull", True), ("disposition__isnull", True)),
                    models.Q(
                        ("disposed_at__isnull", False), ("disposition__isnull", False), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="call_disposed_after_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="callorder",
            constraint=models.UniqueConstraint(fields=("call", "order", "relation"), name="call_order_once"),
        ),
        migrations.AddConstraint(
            model_name="callorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", ["received", "answered", "supplemented", "joined", "told"])),
                name="call_order_relation_known",
            ),
        ),
    ]
