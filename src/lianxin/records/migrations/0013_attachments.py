"""Files: versions for answers, what was found of viruses, pages to show; sheets that were printed."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields


class Migration(migrations.Migration):
    """Files of before count as not scanned: the job looks at them."""

    dependencies = [
        ("records", "0012_precedents"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefusedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("digest", models.BinaryField()),
                ("size", models.BigIntegerField()),
                ("found", models.TextField(db_collation="C")),
                ("scan_engine", models.TextField(db_collation="C")),
            ],
            options={
                "db_table": "refused_file",
            },
        ),
        migrations.CreateModel(
            name="SheetPrint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("language", models.TextField(db_collation="C")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "sheet_print",
            },
        ),
        migrations.AddField(
            model_name="attachment",
            name="covered",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="attachment",
            name="pages",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scan",
            field=lianxin.records.fields.WordField(
                lianxin.law.words.ScanState, db_collation="C", default=lianxin.law.words.ScanState["NOT_SCANNED"]
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scan_engine",
            field=models.TextField(blank=True, db_collation="C"),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scanned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("destroyed_at__isnull", True), ("scan", "not_scanned")),
                fields=["id"],
                name="attachment_to_scan",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("scan__in", ["clean", "infected", "not_scanned"])), name="attachment_scan_known"
            ),
        ),
        migrations.AddField(
            model_name="refusedfile",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sheetprint",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prints",
                to="records.workorder",
            ),
        ),
        migrations.AddField(
            model_name="sheetprint",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sheetprint",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="refusedfile",
            index=models.Index(fields=["at"], name="refused_file_age"),
        ),
        migrations.AddConstraint(
            model_name="sheetprint",
            constraint=models.UniqueConstraint(fields=("order", "number"), name="sheet_print_number"),
        ),
    ]
