"""Figures are counted by the moment a case falls due, and a month's counts are kept."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT

JUDGED = ["sign", "reply", "feed_back", "finish", "callback"]


def _named(name: str, table: str, fields: list[str], condition: models.Q | None = None) -> migrations.AddIndex:
    return migrations.AddIndex(model_name=table, index=models.Index(fields=fields, name=name, condition=condition))


def _key(to: str, *, cascade: bool = False) -> models.ForeignKey[Any, Any]:
    if cascade:
        return models.ForeignKey(f"records.{to}", CASCADE, db_index=False, related_name="counts")
    return models.ForeignKey(f"records.{to}", PROTECT, db_index=False, null=True, related_name="+")


class Migration(migrations.Migration):
    """Two tables and five indexes; no row changes."""

    dependencies = [("records", "0023_promises_and_explanations")]

    operations = [
        migrations.CreateModel(
            name="IndicatorMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("counted_at", models.DateTimeField()),
                ("frozen", models.BooleanField(default=False)),
            ],
            options={"db_table": "indicator_month"},
        ),
        migrations.CreateModel(
            name="IndicatorCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField(db_collation="C")),
                ("of", models.TextField(db_collation="C")),
                ("verdict", models.TextField(db_collation="C")),
                ("cases", models.IntegerField()),
                ("month", _key("indicatormonth", cascade=True)),
                ("topic", _key("topic")),
                ("unit", _key("unit")),
            ],
            options={
                "db_table": "indicator_count",
                "indexes": [
                    models.Index(fields=["month", "of", "code"], name="indicator_count_of_month"),
                    models.Index(fields=["code", "of", "month"], name="indicator_count_of_code"),
                ],
            },
        ),
        _named("assignment_of_host", "assignment", ["offered_at", "order", "serial"], models.Q(kind="host")),
        _named("clock_by_due", "clock", ["name", "due_at", "order", "serial"], models.Q(name__in=JUDGED)),
        _named("feedback_by_made", "feedback", ["made_at", "order", "serial"]),
        _named("feedback_by_second_date", "feedback", ["second_date", "order"], models.Q(second_date__isnull=False)),
        _named(
            "work_order_answered",
            "workorder",
            ["closed_at", "id"],
            models.Q(closed_as__in=["done", "not_possible", "stopped"]),
        ),
    ]
