"""The citizens' pages: what a city says on them, and its number to call."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the one row; no row changes."""

    dependencies = [("records", "0026_months_have_a_chain")]
    operations = [
        migrations.AddField(model_name="city", name="portal", field=models.TextField(blank=True)),
        migrations.AddField(
            model_name="city", name="hotline_number", field=models.TextField(blank=True, db_collation="C")
        ),
    ]
