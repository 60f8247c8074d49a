"""The messages of one desk are found, the latest first, however many there are of others."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index; no row changes."""

    dependencies = [("records", "0024_figures")]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("desk__isnull", False)), fields=["desk", "id"], name="delivery_of_desk"
            ),
        ),
    ]
