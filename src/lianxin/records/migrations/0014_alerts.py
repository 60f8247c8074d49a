"""An agent calls for the shift leader during a call, and one of them takes it up (R35)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    """Columns that are empty for every call so far, and an index of the few that are not."""

    dependencies = [("records", "0013_attachments")]
    operations = [
        migrations.AddField(
            model_name="call",
            name="alerted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="alert_service",
            field=lianxin.records.fields.WordField(
                lianxin.law.words.EmergencyService, blank=True, db_collation="C", null=True
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="helped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="helped_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(alerted_at__isnull=False, helped_at__isnull=True),
                fields=["alerted_at"],
                name="call_alert",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    alert_service__in=["110", "119", "120", "122", "duty_office", "civil_affairs"],
                ),
                name="call_alert_service_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(helped_at__isnull=True, helped_by__isnull=True)
                | models.Q(alerted_at__isnull=False, helped_at__isnull=False, helped_by__isnull=False),
                name="call_helped_after_an_alert",
            ),
        ),
    ]
