"""Query codes: a digest beside each caller, and the tries that did not fit."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """After the log. Callers of earlier orders have no code until one is made for them."""

    dependencies = [("records", "0002_event_log")]

    operations = [
        migrations.AddField(
            model_name="ordercaller",
            name="query_code_digest",
            field=models.BinaryField(null=True),
        ),
        migrations.CreateModel(
            name="CodeAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.workorder",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "code_attempt",
                "indexes": [models.Index(fields=["at"], name="code_attempt_age")],
            },
        ),
    ]
