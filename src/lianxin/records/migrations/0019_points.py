"""The points of a matter, each ticked when a feedback is examined, and the texts that say them (Art. 27)."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    """A table that begins empty, and one more word for the kind of a text."""

    dependencies = [("records", "0018_calls_that_demanded")]

    operations = [
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                (
                    "state",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.PointState, db_collation="C", default=lianxin.law.words.PointState.OPEN
                    ),
                ),
                ("feedback", models.SmallIntegerField(null=True)),
                (
                    "evidence",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="records.workorder",
                    ),
                ),
            ],
            options={"db_table": "order_point"},
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "answered", "missing", "dropped"])),
                name="order_point_state_known",
            ),
        ),
        migrations.RemoveConstraint(model_name="ordertext", name="order_text_kind_known"),
        migrations.AddConstraint(
            model_name="ordertext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "title",
                            "account",
                            "transfer",
                            "address",
                            "subject_person",
                            "reason",
                            "answer",
                            "reply",
                            "findings",
                            "measures",
                            "legal_ground",
                            "public_answer",
                            "opinion",
                            "note",
                            "wish",
                            "case_number",
                            "body",
                            "document",
                            "point",
                        ],
                    )
                ),
                name="order_text_kind_known",
            ),
        ),
    ]
