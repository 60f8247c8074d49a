"""What citizens have begun to submit; and infected files that no member of staff gave."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A new table, and a column that may be empty; no row changes."""

    dependencies = [("records", "0027_portal")]
    operations = [
        migrations.CreateModel(
            name="SubmissionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_digest", models.BinaryField()),
                ("wrapped_key", models.BinaryField()),
                ("words_ct", models.BinaryField()),
                ("saved_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "submission_draft",
                "indexes": [models.Index(fields=["saved_at"], name="submission_draft_age")],
                "constraints": [models.UniqueConstraint(fields=("token_digest",), name="submission_draft_once")],
            },
        ),
        migrations.AlterField(
            model_name="refusedfile",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.staff",
            ),
        ),
    ]
