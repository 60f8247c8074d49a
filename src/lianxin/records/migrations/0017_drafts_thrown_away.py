"""A draft of the catalogue that was thrown away says when."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; what is in force is never thrown away."""

    dependencies = [("records", "0016_digests_of_files")]

    operations = [
        migrations.AddField(
            model_name="catalogueversion", name="discarded_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            model_name="catalogueversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_force_from__isnull", True), ("discarded_at__isnull", True), _connector="OR"),
                name="catalogue_version_kept",
            ),
        ),
    ]
