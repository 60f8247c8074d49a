"""The latest orders of a caller are found without reading all they ever called about."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index in the place of another."""

    dependencies = [("records", "0008_a_reply_on_its_way")]
    operations = [
        migrations.RemoveIndex(model_name="ordercaller", name="order_caller_person"),
        migrations.AddIndex(
            model_name="ordercaller",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person", "order"],
                name="order_caller_person",
            ),
        ),
    ]
