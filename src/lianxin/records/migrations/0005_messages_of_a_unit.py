"""What one unit was told is found without reading what all others were."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One partial index."""

    dependencies = [("records", "0004_retaliation")]
    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("unit__isnull", False)), fields=["unit", "id"], name="delivery_of_unit"
            ),
        ),
    ]
