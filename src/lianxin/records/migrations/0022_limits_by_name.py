"""Limits that run are found by what they are and when they end, in whosever hands they lie."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index over the limits that have no end yet."""

    dependencies = [("records", "0021_inspections")]

    operations = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                fields=["name", "due_at", "order"],
                name="clock_running_by_name",
                condition=models.Q(("end__isnull", True)),
            ),
        ),
    ]
