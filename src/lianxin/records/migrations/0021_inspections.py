"""Inspections of intake: a subject of its own, its samples, its forms and its remarks."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    """Four tables, and three indexes by which intakes are found of which somebody may be inspected."""

    dependencies = [
        ("records", "0020_ratings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("what", lianxin.records.fields.WordField(lianxin.law.words.InspectedKind, db_collation="C")),
                ("taken_at", models.DateTimeField()),
                ("cause", lianxin.records.fields.WordField(lianxin.law.words.InspectionCause, db_collation="C")),
                (
                    "state",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.InspectionState,
                        db_collation="C",
                        default=lianxin.law.words.InspectionState["DRAWN"],
                    ),
                ),
                ("drawn_at", models.DateTimeField()),
                ("form_version", models.TextField(blank=True, db_collation="C", null=True)),
                ("points", models.JSONField(null=True)),
                (
                    "faults",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("total", models.SmallIntegerField(null=True)),
                ("scored_at", models.DateTimeField(blank=True, null=True)),
                ("appeal_until", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("upheld", models.BooleanField(null=True)),
                ("points_decided", models.JSONField(null=True)),
                (
                    "faults_decided",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("total_decided", models.SmallIntegerField(null=True)),
            ],
            options={
                "db_table": "inspection",
            },
        ),
        migrations.CreateModel(
            name="InspectionFormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.TextField(db_collation="C", unique=True)),
                ("in_force_from", models.DateField()),
                ("text", models.TextField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "inspection_form",
            },
        ),
        migrations.CreateModel(
            name="InspectionSample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", lianxin.records.fields.WordField(lianxin.law.words.InspectedKind, db_collation="C")),
                ("first_date", models.DateField()),
                ("last_date", models.DateField()),
                ("per_agent", models.SmallIntegerField()),
                ("seed", models.TextField(db_collation="C")),
                ("sizes", models.JSONField()),
                ("drawn_at", models.DateTimeField()),
            ],
            options={
                "db_table": "inspection_sample",
            },
        ),
        migrations.CreateModel(
            name="InspectionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.IntegerField()),
                ("place", models.SmallIntegerField()),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.InspectionTextKind, db_collation="C")),
                ("content", models.TextField(null=True)),
                ("hmac_key", models.BinaryField(null=True)),
                ("digest", models.TextField(db_collation="C")),
                ("at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "inspection_text",
            },
        ),
        migrations.RemoveConstraint(
            model_name="externalreference",
            name="external_reference_subject_kind_known",
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(
                    ("agent__isnull", False), ("answered_at__isnull", False), ("disposed_at__isnull", False)
                ),
                fields=["answered_at", "agent"],
                name="call_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="ordercaller",
            index=models.Index(
                condition=models.Q(
                    ("grade_attitude__in", ["dissatisfied", "very_dissatisfied"]), ("rated_at__isnull", False)
                ),
                fields=["rated_at"],
                name="order_caller_attitude",
            ),
        ),
        migrations.AddIndex(
            model_name="ordertext",
            index=models.Index(
                condition=models.Q(("author__isnull", False), ("kind", "account"), ("sequence", 1)),
                fields=["at", "author"],
                name="order_text_intake",
            ),
        ),
        migrations.AddConstraint(
            model_name="externalreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject_kind__in",
                        ["order", "unit", "staff", "calendar", "regime", "catalogue", "outage", "call", "inspection"],
                    )
                ),
                name="external_reference_subject_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="agent",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspected",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="agent_unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="call",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="records.call",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="decided_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="drawn_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="inspector",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="records.workorder",
            ),
        ),
        migrations.AddField(
            model_name="inspectionsample",
            name="drawn_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="sample",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="records.inspectionsample",
            ),
        ),
        migrations.AddField(
            model_name="inspectiontext",
            name="author",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspectiontext",
            name="inspection",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="texts",
                to="records.inspection",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionsample",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["order", "call"])), name="inspection_sample_what_known"
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["state", "drawn_at", "id"], name="inspection_by_state"),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                condition=models.Q(("scored_at__isnull", False)), fields=["scored_at", "id"], name="inspection_scored"
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(
                condition=models.Q(("scored_at__isnull", False)),
                fields=["agent", "scored_at"],
                name="inspection_of_agent",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("order",), name="inspection_of_order_once"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("call",), name="inspection_of_call_once"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["order", "call"])), name="inspection_what_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        ["sample", "misdirected", "sent_back_twice", "unusual_length", "attitude", "by_person"],
                    )
                ),
                name="inspection_cause_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drawn", "scored", "acknowledged", "appealed", "decided"])),
                name="inspection_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("call__isnull", True), ("order__isnull", False), ("what", "order")),
                    models.Q(("call__isnull", False), ("order__isnull", True), ("what", "call")),
                    _connector="OR",
                ),
                name="inspection_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scored_at__isnull", True), ("state", "drawn"), ("total__isnull", True)),
                    models.Q(
                        ("form_version__isnull", False),
                        ("inspector__isnull", False),
                        ("points__isnull", False),
                        ("scored_at__isnull", False),
                        ("total__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="inspection_scored_wholly",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("agent", models.F("inspector")), _negated=True), name="inspection_by_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(
                        models.Q(("decided_by", models.F("inspector")), _negated=True),
                        models.Q(("decided_by", models.F("agent")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="inspection_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectiontext",
            constraint=models.UniqueConstraint(
                fields=("inspection", "sequence", "place"), name="inspection_text_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectiontext",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["reason", "good", "better", "appeal", "decision"])),
                name="inspection_text_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectiontext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_at__isnull", True),
                    models.Q(("content__isnull", True), ("hmac_key__isnull", True)),
                    _connector="OR",
                ),
                name="inspection_text_destroyed_wholly",
            ),
        ),
    ]
