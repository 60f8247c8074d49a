"""A reply by message is on its way until it is delivered (R58): one word more for the caller's reply."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_requests_to_redirect_and_reopen"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="ordercaller",
            name="order_caller_reply_known",
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reply__in", ["owed", "on_its_way", "made", "waived", "impossible", "unreachable", "contested"])
                ),
                name="order_caller_reply_known",
            ),
        ),
    ]
