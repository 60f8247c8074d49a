"""Those who must stay out of an order are found without reading every request there ever was."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index of few rows."""

    dependencies = [
        ("records", "0032_citizen_messages"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="overlay",
            index=models.Index(
                condition=models.Q(("staff__isnull", False)), fields=["staff", "kind"], name="overlay_of_staff"
            ),
        ),
    ]
