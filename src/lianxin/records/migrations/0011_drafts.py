"""Forms that were begun and not yet handed in are kept by the server, encrypted, for their writers alone."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table, and a column for what an account should tell."""

    dependencies = [("records", "0010_calls")]
    operations = [
        migrations.CreateModel(
            name="UnsentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField(db_collation="C")),
                ("slot", models.TextField(blank=True, db_collation="C")),
                ("request_key", models.TextField(blank=True, db_collation="C")),
                ("wrapped_key", models.BinaryField()),
                ("words_ct", models.BinaryField()),
                ("saved_at", models.DateTimeField()),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "draft",
                "indexes": [models.Index(fields=["saved_at"], name="draft_age")],
                "constraints": [models.UniqueConstraint(fields=("staff", "form", "slot"), name="draft_once")],
            },
        ),
        migrations.AddField(model_name="city", name="skeletons", field=models.JSONField(default=list)),
    ]
