"""Every rating by a caller is a row: the last one counts, all are kept (R30)."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields

OVERLAY_KINDS = [
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
    "rehandling",
]
GRADES = ["very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied"]


def _word(words: type[lianxin.law.words.Word]) -> lianxin.records.fields.WordField:
    return lianxin.records.fields.WordField(words, blank=True, db_collation="C", null=True)


def _known(column: str, codes: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q((f"{column}__in", codes)), name=f"rating_{column}_known")


class Migration(migrations.Migration):
    """A table that begins empty: ratings given before stand in their callers' rows alone, as in the log.

    With it a rehandling can be proposed, and the city says how it asks.
    """

    dependencies = [("records", "0019_points")]
    operations = [
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                ("caller", models.SmallIntegerField()),
                ("rated_at", models.DateTimeField()),
                ("round", models.SmallIntegerField()),
                ("way", lianxin.records.fields.WordField(lianxin.law.words.RatingWay, db_collation="C")),
                ("contacted", models.BooleanField(null=True)),
                ("solved", _word(lianxin.law.words.Solved)),
                ("grade_result", _word(lianxin.law.words.Grade)),
                ("grade_attitude", _word(lianxin.law.words.Grade)),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(db_collation="C"), default=list, size=None
                    ),
                ),
                ("check_state", _word(lianxin.law.words.RatingCheck)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "rating",
                "indexes": [
                    models.Index(fields=["rated_at"], name="rating_at"),
                    models.Index(
                        condition=models.Q(("check_state", "to_check")),
                        fields=["rated_at", "order"],
                        name="rating_to_check",
                    ),
                ],
                "constraints": [
                    _known("way", ["call", "message", "portal", "desk"]),
                    _known("solved", ["yes", "partly", "no"]),
                    _known("grade_result", GRADES),
                    _known("grade_attitude", GRADES),
                    _known("check_state", ["to_check", "stands", "set_aside"]),
                ],
            },
        ),
        migrations.AddField(model_name="city", name="evaluation", field=models.TextField(blank=True)),
        migrations.RemoveConstraint(model_name="overlay", name="overlay_kind_known"),
        migrations.AddConstraint(
            model_name="overlay",
            constraint=models.CheckConstraint(condition=models.Q(kind__in=OVERLAY_KINDS), name="overlay_kind_known"),
        ),
    ]
