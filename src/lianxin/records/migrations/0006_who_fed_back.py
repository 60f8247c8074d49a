"""A feedback names who made it: nobody examines their own (R59)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; feedbacks made before it name nobody."""

    dependencies = [("records", "0005_messages_of_a_unit")]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        )
    ]
