"""Explanations that were given are found by when they were."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("records", "0022_limits_by_name")]
    operations = [
        migrations.AddIndex(
            model_name="overlay",
            index=models.Index(
                condition=models.Q(("kind__in", ["explanation", "objection"]), ("state", "answered")),
                fields=["ended_at", "order", "serial"],
                name="overlay_explained",
            ),
        ),
    ]
