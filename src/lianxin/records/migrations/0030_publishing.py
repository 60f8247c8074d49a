"""What is published: typical cases, opinions on the hotline, and how many matters a counted month had."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields

MATTERS = """
INSERT INTO month_matters (month_id, topic_id, district_id, received)
WITH RECURSIVE above (code, top, parent) AS (
    SELECT code, code, parent_id FROM division
    UNION ALL SELECT above.code, d.code, d.parent_id FROM above JOIN division d ON d.code = above.parent
)
SELECT m.month, o.topic_id, t.top, count(*)
FROM indicator_month m
    JOIN work_order o ON o.received_at >= m.month::timestamp AT TIME ZONE 'Asia/Shanghai'
        AND o.received_at < (m.month + interval '1 month') AT TIME ZONE 'Asia/Shanghai'
    LEFT JOIN above t ON t.code = o.division_id AND t.parent IS NULL
WHERE o.closed_as IS DISTINCT FROM 'no_matter'
GROUP BY 1, 2, 3
"""
"""Months that were counted before have their matters counted once, as they stand now."""


class Migration(migrations.Migration):
    """Six tables; months that were counted already get their matters counted."""

    dependencies = [
        ("records", "0029_following"),
    ]

    operations = [
        migrations.CreateModel(
            name="HotlineOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("number", models.TextField(db_collation="C", unique=True)),
                (
                    "state",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.HotlineOpinionState,
                        db_collation="C",
                        default=lianxin.law.words.HotlineOpinionState["RECEIVED"],
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("wants_answer", models.BooleanField(default=True)),
                ("may_publish", models.BooleanField(default=False)),
                ("answer_due_at", models.DateTimeField(blank=True, null=True)),
                ("wrapped_key", models.BinaryField(null=True)),
                ("contact_ct", models.BinaryField(null=True)),
                ("contact_digest", models.BinaryField(null=True)),
                ("code_digest", models.BinaryField(null=True)),
                ("text_digest", models.BinaryField(null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed", models.JSONField(default=dict)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "hotline_opinion",
            },
        ),
        migrations.CreateModel(
            name="HotlineOpinionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.IntegerField()),
                ("place", models.SmallIntegerField()),
                ("content", models.TextField(null=True)),
                ("hmac_key", models.BinaryField(null=True)),
                ("digest", models.TextField(db_collation="C")),
                ("at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.HotlineOpinionTextKind, db_collation="C")),
            ],
            options={
                "db_table": "hotline_opinion_text",
            },
        ),
        migrations.CreateModel(
            name="MonthMatters",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("received", models.IntegerField()),
            ],
            options={
                "db_table": "month_matters",
            },
        ),
        migrations.CreateModel(
            name="OpinionCodeAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "opinion_code_attempt",
            },
        ),
        migrations.CreateModel(
            name="TypicalCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                (
                    "state",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.TypicalCaseState,
                        db_collation="C",
                        default=lianxin.law.words.TypicalCaseState["AWAITING"],
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("confirmed", models.JSONField(default=dict)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "typical_case",
            },
        ),
        migrations.CreateModel(
            name="TypicalCaseText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.IntegerField()),
                ("place", models.SmallIntegerField()),
                ("content", models.TextField(null=True)),
                ("hmac_key", models.BinaryField(null=True)),
                ("digest", models.TextField(db_collation="C")),
                ("at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.TypicalCaseTextKind, db_collation="C")),
            ],
            options={
                "db_table": "typical_case_text",
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
                            "month",
                        ],
                    )
                ),
                name="external_reference_subject_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="hotlineopinion",
            name="answerer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hotlineopinion",
            name="publisher",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hotlineopiniontext",
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
            model_name="hotlineopiniontext",
            name="opinion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="texts",
                to="records.hotlineopinion",
            ),
        ),
        migrations.AddField(
            model_name="monthmatters",
            name="district",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.division",
            ),
        ),
        migrations.AddField(
            model_name="monthmatters",
            name="month",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="matters",
                to="records.indicatormonth",
            ),
        ),
        migrations.AddField(
            model_name="monthmatters",
            name="topic",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.topic",
            ),
        ),
        migrations.AddField(
            model_name="opinioncodeattempt",
            name="opinion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.hotlineopinion",
            ),
        ),
        migrations.AddField(
            model_name="typicalcase",
            name="decider",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="typicalcase",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="typical_cases",
                to="records.workorder",
            ),
        ),
        migrations.AddField(
            model_name="typicalcase",
            name="topic",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.topic",
            ),
        ),
        migrations.AddField(
            model_name="typicalcase",
            name="writer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="typicalcasetext",
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
            model_name="typicalcasetext",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="texts",
                to="records.typicalcase",
            ),
        ),
        migrations.AddIndex(
            model_name="hotlineopinion",
            index=models.Index(fields=["state", "received_at", "id"], name="hotline_opinion_by_state"),
        ),
        migrations.AddIndex(
            model_name="hotlineopinion",
            index=models.Index(fields=["received_at"], name="hotline_opinion_age"),
        ),
        migrations.AddIndex(
            model_name="hotlineopinion",
            index=models.Index(
                condition=models.Q(("contact_digest__isnull", False)),
                fields=["contact_digest", "received_at"],
                name="hotline_opinion_of_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "answered", "published", "set_aside"])),
                name="hotline_opinion_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_at__isnull", True),
                    models.Q(
                        ("code_digest__isnull", True),
                        ("contact_ct__isnull", True),
                        ("contact_digest__isnull", True),
                        ("wrapped_key__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="hotline_opinion_forgotten_wholly",
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publisher__isnull", True),
                    models.Q(("publisher", models.F("answerer")), _negated=True),
                    _connector="OR",
                ),
                name="hotline_opinion_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("may_publish", True), ("publisher__isnull", False)),
                    _connector="OR",
                ),
                name="hotline_opinion_published_by_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopiniontext",
            constraint=models.UniqueConstraint(
                fields=("opinion", "sequence", "place"), name="hotline_opinion_text_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopiniontext",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["opinion", "answer", "public_opinion", "public_answer", "reason"])),
                name="hotline_opinion_text_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="hotlineopiniontext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_at__isnull", True),
                    models.Q(("content__isnull", True), ("hmac_key__isnull", True)),
                    _connector="OR",
                ),
                name="hotline_opinion_text_destroyed_wholly",
            ),
        ),
        migrations.AddIndex(
            model_name="monthmatters",
            index=models.Index(fields=["month"], name="month_matters_of"),
        ),
        migrations.AddIndex(
            model_name="opinioncodeattempt",
            index=models.Index(fields=["opinion", "at"], name="opinion_code_attempt_of"),
        ),
        migrations.AddIndex(
            model_name="typicalcase",
            index=models.Index(fields=["state", "written_at", "id"], name="typical_case_by_state"),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.UniqueConstraint(fields=("order",), name="typical_case_of_order_once"),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["awaiting", "published", "declined", "withdrawn"])),
                name="typical_case_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decider__isnull", True), models.Q(("decider", models.F("writer")), _negated=True), _connector="OR"
                ),
                name="typical_case_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="typicalcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True), ("decider__isnull", False), _connector="OR"
                ),
                name="typical_case_published_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="typicalcasetext",
            constraint=models.UniqueConstraint(fields=("case", "sequence", "place"), name="typical_case_text_place"),
        ),
        migrations.AddConstraint(
            model_name="typicalcasetext",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["title", "body", "reason"])), name="typical_case_text_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="typicalcasetext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_at__isnull", True),
                    models.Q(("content__isnull", True), ("hmac_key__isnull", True)),
                    _connector="OR",
                ),
                name="typical_case_text_destroyed_wholly",
            ),
        ),
        migrations.RunSQL(MATTERS, migrations.RunSQL.noop),
    ]
