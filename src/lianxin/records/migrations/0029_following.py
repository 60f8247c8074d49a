"""Following on the web: one-time codes, and wrong tries counted for a number whether it exists or not."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Tries counted until now are of the last quarter of an hour: they are counted no more."""

    dependencies = [("records", "0028_submissions")]

    operations = [
        migrations.RemoveField(model_name="codeattempt", name="order"),
        migrations.AddField(model_name="codeattempt", name="number_digest", field=models.BinaryField(null=True)),
        migrations.AddField(model_name="codeattempt", name="source_digest", field=models.BinaryField(null=True)),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("caller", models.SmallIntegerField()),
                ("sequence", models.IntegerField()),
                ("contact_digest", models.BinaryField()),
                ("code_digest", models.BinaryField()),
                ("code_ct", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField()),
                ("tries", models.SmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.workorder",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "db_table": "one_time_code",
                "indexes": [
                    models.Index(fields=["contact_digest"], name="one_time_code_contact"),
                    models.Index(fields=["made_at"], name="one_time_code_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("order", "sequence"), name="one_time_code_event"),
                ],
            },
        ),
    ]
