"""Consultations: a subject of its own, its notes, answers, words, themes, report and one-time codes."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    """Eight tables, and one kind of subject more in the table of references."""

    dependencies = [
        ("records", "0030_publishing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
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
                        lianxin.law.words.ConsultationState,
                        db_collation="C",
                        default=lianxin.law.words.ConsultationState["DRAFTED"],
                    ),
                ),
                ("content", models.JSONField()),
                ("content_digest", models.TextField(db_collation="C")),
                ("version", models.IntegerField(default=1)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("one_per_person", models.BooleanField(default=False)),
                ("drafted_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                ("answers", models.IntegerField(default=0)),
                ("figures", models.JSONField(null=True)),
                ("words_destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "consultation",
            },
        ),
        migrations.CreateModel(
            name="ConsultationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.IntegerField()),
                ("sequence", models.IntegerField()),
                ("channel", lianxin.records.fields.WordField(lianxin.law.words.ConsultationChannel, db_collation="C")),
                ("group", models.TextField(blank=True, db_collation="C")),
                ("picks", models.JSONField()),
                ("giver_digest", models.BinaryField(null=True)),
                ("proved", models.BooleanField(default=False)),
                ("counts", models.BooleanField(default=True)),
                ("received_on", models.DateField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "consultation_answer",
            },
        ),
        migrations.CreateModel(
            name="ConsultationArrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source_digest", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "consultation_arrival",
            },
        ),
        migrations.CreateModel(
            name="ConsultationCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contact_digest", models.BinaryField()),
                ("giver_digest", models.BinaryField()),
                ("code_digest", models.BinaryField()),
                ("source_digest", models.BinaryField(null=True)),
                ("wrapped_key", models.BinaryField(null=True)),
                ("number_ct", models.BinaryField(null=True)),
                ("code_ct", models.BinaryField(null=True)),
                ("english", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("tries", models.SmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.SmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "consultation_code",
            },
        ),
        migrations.CreateModel(
            name="ConsultationNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.IntegerField()),
                ("zh", models.TextField()),
                ("en", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "consultation_note",
            },
        ),
        migrations.CreateModel(
            name="ConsultationReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.SmallIntegerField()),
                ("summary_zh", models.TextField()),
                ("summary_en", models.TextField(blank=True)),
                ("taken_up", lianxin.records.fields.WordField(lianxin.law.words.TakenUp, db_collation="C")),
                ("reason_zh", models.TextField(blank=True)),
                ("reason_en", models.TextField(blank=True)),
            ],
            options={
                "db_table": "consultation_report",
            },
        ),
        migrations.CreateModel(
            name="ConsultationTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
            ],
            options={
                "db_table": "consultation_theme",
            },
        ),
        migrations.CreateModel(
            name="ConsultationWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.SmallIntegerField()),
                ("content", models.TextField(null=True)),
                ("hmac_key", models.BinaryField(null=True)),
                ("digest", models.TextField(db_collation="C")),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("sorted_at", models.DateTimeField(blank=True, null=True)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "consultation_words",
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
                            "consultation",
                            "month",
                        ],
                    )
                ),
                name="external_reference_subject_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="drafted_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="published_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="report_published_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="reported_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultationanswer",
            name="consultation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="given",
                to="records.consultation",
            ),
        ),
        migrations.AddField(
            model_name="consultationanswer",
            name="entered_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="consultationarrival",
            index=models.Index(fields=["at"], name="consultation_arrival_age"),
        ),
        migrations.AddField(
            model_name="consultationcode",
            name="consultation",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.consultation"
            ),
        ),
        migrations.AddField(
            model_name="consultationnote",
            name="author",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultationnote",
            name="consultation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="records.consultation",
            ),
        ),
        migrations.AddField(
            model_name="consultationreport",
            name="consultation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="report",
                to="records.consultation",
            ),
        ),
        migrations.AddField(
            model_name="consultationtheme",
            name="consultation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="themes",
                to="records.consultation",
            ),
        ),
        migrations.AddField(
            model_name="consultationwords",
            name="answer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="words",
                to="records.consultationanswer",
            ),
        ),
        migrations.AddField(
            model_name="consultationwords",
            name="sorted_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(fields=["state", "-opens_at", "-id"], name="consultation_by_state"),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(("words_destroyed_at__isnull", True)),
                fields=["closes_at"],
                name="consultation_words_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["drafted", "published", "closed", "reported"])),
                name="consultation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens_at__lt", models.F("closes_at"))), name="consultation_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("state", "drafted")),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="consultation_published_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by__isnull", True),
                    models.Q(("published_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="consultation_published_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("report_published_by__isnull", True),
                    models.Q(("report_published_by", models.F("reported_by")), _negated=True),
                    _connector="OR",
                ),
                name="consultation_reported_by_another",
            ),
        ),
        migrations.AddIndex(
            model_name="consultationanswer",
            index=models.Index(
                condition=models.Q(("counts", True)), fields=["consultation", "group"], name="consultation_counted"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultationanswer",
            constraint=models.UniqueConstraint(fields=("consultation", "serial"), name="consultation_answer_serial"),
        ),
        migrations.AddConstraint(
            model_name="consultationanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("counts", True)),
                fields=("consultation", "giver_digest"),
                name="consultation_answer_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultationanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["portal", "desk", "letter"])),
                name="consultation_answer_channel_known",
            ),
        ),
        migrations.AddIndex(
            model_name="consultationcode",
            index=models.Index(fields=["contact_digest"], name="consultation_code_contact"),
        ),
        migrations.AddIndex(
            model_name="consultationcode",
            index=models.Index(fields=["made_at"], name="consultation_code_age"),
        ),
        migrations.AddIndex(
            model_name="consultationcode",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)), fields=["next_at"], name="consultation_code_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="consultationnote",
            constraint=models.UniqueConstraint(fields=("consultation", "sequence"), name="consultation_note_once"),
        ),
        migrations.AddConstraint(
            model_name="consultationreport",
            constraint=models.UniqueConstraint(fields=("consultation", "item"), name="consultation_report_once"),
        ),
        migrations.AddConstraint(
            model_name="consultationreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_up__in", ["yes", "partly", "no", "nothing"])),
                name="consultation_report_taken_up_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultationtheme",
            constraint=models.UniqueConstraint(fields=("consultation", "name"), name="consultation_theme_once"),
        ),
        migrations.AddConstraint(
            model_name="consultationwords",
            constraint=models.UniqueConstraint(fields=("answer", "item"), name="consultation_words_once"),
        ),
        migrations.AddConstraint(
            model_name="consultationwords",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_at__isnull", True),
                    models.Q(("content__isnull", True), ("hmac_key__isnull", True)),
                    _connector="OR",
                ),
                name="consultation_words_destroyed_wholly",
            ),
        ),
    ]
