"""Every table but the log, as Django makes it from the models."""

from __future__ import annotations

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import lianxin.law.words
import lianxin.records.fields
import lianxin.records.models.event


class Migration(migrations.Migration):
    """From nothing to all tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject_kind",
                        "subject_id",
                        "sequence",
                        "recorded_at",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_kind", lianxin.records.fields.WordField(lianxin.law.words.SubjectKind, db_collation="C")),
                ("subject_id", models.BigIntegerField()),
                ("sequence", models.IntegerField()),
                ("name", models.TextField(db_collation="C")),
                ("schema_version", models.SmallIntegerField(default=1)),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "transaction_id",
                    lianxin.records.models.event.TransactionIdField(
                        db_default=models.Func(function="pg_current_xact_id")
                    ),
                ),
                ("actor_role", lianxin.records.fields.WordField(lianxin.law.words.Role, db_collation="C")),
                ("actor_staff", models.BigIntegerField(null=True)),
                ("actor_unit", models.BigIntegerField(null=True)),
                ("actor_person", models.BigIntegerField(null=True)),
                ("article", models.TextField(blank=True, db_collation="C")),
                ("payload", models.JSONField(default=dict)),
                ("hash", models.BinaryField()),
            ],
            options={
                "db_table": "event",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("username", models.TextField(db_collation="C", unique=True)),
                ("display_name", models.TextField()),
                ("number", models.TextField(blank=True, db_collation="C")),
                ("is_active", models.BooleanField(default=True)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "staff",
            },
        ),
        migrations.CreateModel(
            name="NumberLease",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("next", models.IntegerField()),
            ],
            options={
                "db_table": "number_lease",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("subjects", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("previous_hash", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("key_id", models.TextField(db_collation="C")),
            ],
            options={
                "db_table": "seal",
            },
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("edition", models.SmallIntegerField(default=1)),
                ("notice_number", models.TextField(blank=True)),
                ("notice_date", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "calendar_year",
                "constraints": [models.UniqueConstraint(fields=("year", "edition"), name="calendar_year_edition")],
            },
        ),
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("version", models.TextField(db_collation="C")),
                ("in_force_from", models.DateField()),
            ],
            options={
                "db_table": "catalogue_version",
                "constraints": [models.UniqueConstraint(fields=("version",), name="catalogue_version_once")],
            },
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("code", models.TextField(db_collation="C")),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("hotline_zh", models.TextField()),
                ("hotline_en", models.TextField(blank=True)),
                ("rules_revision", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "db_table": "city",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="city_is_one")],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("code", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.DivisionKind, db_collation="C")),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("level", models.SmallIntegerField()),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.division",
                    ),
                ),
            ],
            options={
                "db_table": "division",
            },
        ),
        migrations.CreateModel(
            name="ExternalReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("system", models.TextField(db_collation="C")),
                ("external_id", models.TextField(db_collation="C")),
                ("subject_kind", lianxin.records.fields.WordField(lianxin.law.words.SubjectKind, db_collation="C")),
                ("subject_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "external_reference",
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="external_reference_subject")],
                "constraints": [
                    models.UniqueConstraint(fields=("system", "external_id"), name="external_reference_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject_kind__in",
                                ["order", "unit", "staff", "calendar", "regime", "catalogue", "outage"],
                            )
                        ),
                        name="external_reference_subject_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrapped_key", models.BinaryField(null=True)),
                ("name_ct", models.BinaryField(null=True)),
                ("phone_ct", models.BinaryField(null=True)),
                ("phone_digest", models.BinaryField(null=True)),
                ("contact_ct", models.BinaryField(null=True)),
                ("contact_digest", models.BinaryField(null=True)),
                (
                    "kind",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallerKind,
                        db_collation="C",
                        default=lianxin.law.words.CallerKind["NATURAL_PERSON"],
                    ),
                ),
                (
                    "language",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.Language, db_collation="C", default=lianxin.law.words.Language["MANDARIN"]
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "person",
                "indexes": [
                    models.Index(
                        condition=models.Q(("phone_digest__isnull", False)),
                        fields=["phone_digest"],
                        name="person_phone",
                    ),
                    models.Index(
                        condition=models.Q(("contact_digest__isnull", False)),
                        fields=["contact_digest"],
                        name="person_contact",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["natural_person", "legal_person", "organisation"])),
                        name="person_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["zh", "dialect", "en", "other"])),
                        name="person_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgotten_at__isnull", True),
                            models.Q(
                                ("contact_ct__isnull", True),
                                ("contact_digest__isnull", True),
                                ("name_ct__isnull", True),
                                ("phone_ct__isnull", True),
                                ("phone_digest__isnull", True),
                                ("wrapped_key__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="person_forgotten_wholly",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegimeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("version", models.TextField(db_collation="C")),
                ("regimes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("texts", models.JSONField()),
                ("on_date", models.DateField()),
                ("as_if_in_force", models.BooleanField(default=False)),
                ("in_force_from", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "regime_version",
                "constraints": [models.UniqueConstraint(fields=("version",), name="regime_version_once")],
            },
        ),
        migrations.CreateModel(
            name="RequestKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.TextField(db_collation="C")),
                ("key", models.TextField(db_collation="C")),
                ("digest", models.TextField(db_collation="C")),
                ("result", models.JSONField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "request_key",
                "indexes": [models.Index(fields=["recorded_at"], name="request_key_age")],
                "constraints": [models.UniqueConstraint(fields=("actor", "key"), name="request_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("code", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("initials", models.TextField(blank=True, db_collation="C")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.topic",
                    ),
                ),
            ],
            options={
                "db_table": "topic",
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("code", models.TextField(db_collation="C")),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.UnitKind, db_collation="C")),
                ("legal_role", lianxin.records.fields.WordField(lianxin.law.words.LegalRole, db_collation="C")),
                ("level", models.SmallIntegerField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField(blank=True)),
                ("initials", models.TextField(blank=True, db_collation="C")),
                ("head_position", models.TextField(blank=True)),
                (
                    "division",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="records.division",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.unit",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="records.unit",
                    ),
                ),
            ],
            options={
                "db_table": "unit",
            },
        ),
        migrations.CreateModel(
            name="StaffRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", lianxin.records.fields.WordField(lianxin.law.words.Role, db_collation="C")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="records.unit",
                    ),
                ),
            ],
            options={
                "db_table": "staff_role",
            },
        ),
        migrations.AddField(
            model_name="division",
            name="managed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.unit",
            ),
        ),
        migrations.CreateModel(
            name="CatalogueRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField(db_collation="C")),
                (
                    "request_type",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.RequestType, blank=True, db_collation="C", null=True
                    ),
                ),
                ("ground", lianxin.records.fields.WordField(lianxin.law.words.DispatchGround, db_collation="C")),
                ("basis", models.TextField(blank=True, db_collation="C")),
                (
                    "catalogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="records.catalogueversion"
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.division"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.topic"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="catalogue_rows", to="records.unit"
                    ),
                ),
            ],
            options={
                "db_table": "catalogue_row",
            },
        ),
        migrations.CreateModel(
            name="WorkOrder",
            fields=[
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.TextField(db_collation="C")),
                ("state", lianxin.records.fields.WordField(lianxin.law.words.OrderState, db_collation="C")),
                ("request_type", lianxin.records.fields.WordField(lianxin.law.words.RequestType, db_collation="C")),
                ("channel", lianxin.records.fields.WordField(lianxin.law.words.Channel, db_collation="C")),
                ("received_at", models.DateTimeField()),
                ("regime_at_receive", models.TextField(db_collation="C")),
                (
                    "urgency",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.Urgency, db_collation="C", default=lianxin.law.words.Urgency["NORMAL"]
                    ),
                ),
                (
                    "closed_as",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.ClosedAs, blank=True, db_collation="C", null=True
                    ),
                ),
                (
                    "outcome",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.Outcome, blank=True, db_collation="C", null=True
                    ),
                ),
                ("round", models.SmallIntegerField(default=1)),
                ("accusation", models.BooleanField(default=False)),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("subject_named", models.BooleanField(default=False)),
                ("superior_requested", models.BooleanField(default=False)),
                ("public_safety", models.BooleanField(default=False)),
                ("secret", models.BooleanField(default=False)),
                ("anonymous_tip_off", models.BooleanField(default=False)),
                ("transferred_at", models.DateTimeField(blank=True, null=True)),
                ("regime_at_transfer", models.TextField(blank=True, db_collation="C", null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("upheld_send_backs", models.SmallIntegerField(default=0)),
                ("designated", models.BooleanField(default=False)),
                ("first_contact_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reopen_causes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("difficult", models.BooleanField(default=False)),
                ("sealed", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "division",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.division",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="records.workorder",
                    ),
                ),
                (
                    "host_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="records.workorder",
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="records.workorder",
                    ),
                ),
                (
                    "subject_staff",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subject_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.topic",
                    ),
                ),
            ],
            options={
                "db_table": "work_order",
            },
        ),
        migrations.CreateModel(
            name="ReadingLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.DateTimeField()),
                ("query", models.JSONField(null=True)),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "reading_log",
            },
        ),
        migrations.CreateModel(
            name="Overlay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.OverlayKind, db_collation="C")),
                ("state", lianxin.records.fields.WordField(lianxin.law.words.OverlayState, db_collation="C")),
                ("opened_at", models.DateTimeField()),
                ("assignment", models.SmallIntegerField(null=True)),
                ("caller", models.SmallIntegerField(null=True)),
                ("code", models.TextField(blank=True, db_collation="C", null=True)),
                ("amount", models.IntegerField(null=True)),
                ("until_date", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overlays",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "overlay",
            },
        ),
        migrations.CreateModel(
            name="OrderText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.IntegerField()),
                ("place", models.SmallIntegerField()),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.TextKind, db_collation="C")),
                ("caller", models.SmallIntegerField(null=True)),
                ("content", models.TextField(null=True)),
                ("private", models.BooleanField(default=False)),
                ("hmac_key", models.BinaryField(null=True)),
                ("digest", models.TextField(db_collation="C")),
                ("at", models.DateTimeField()),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("search", lianxin.records.fields.BigramField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "order_text",
            },
        ),
        migrations.CreateModel(
            name="OrderLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("linked_at", models.DateTimeField()),
                (
                    "linked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="records.workorder"
                    ),
                ),
                (
                    "related",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.workorder"
                    ),
                ),
            ],
            options={
                "db_table": "order_link",
            },
        ),
        migrations.CreateModel(
            name="OrderCaller",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                ("joined_at", models.DateTimeField()),
                (
                    "kind",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallerKind,
                        db_collation="C",
                        default=lianxin.law.words.CallerKind["NATURAL_PERSON"],
                    ),
                ),
                ("anonymous", models.BooleanField(default=False)),
                ("contactable", models.BooleanField(default=True)),
                ("secret", models.BooleanField(default=False)),
                ("reply_waived", models.BooleanField(default=False)),
                ("text_only", models.BooleanField(default=False)),
                ("minor", models.BooleanField(default=False)),
                (
                    "language",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.Language, db_collation="C", default=lianxin.law.words.Language["MANDARIN"]
                    ),
                ),
                (
                    "reply",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.ReplyState, db_collation="C", default=lianxin.law.words.ReplyState["OWED"]
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reply_attempts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), default=list, size=None
                    ),
                ),
                (
                    "callback_attempts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), default=list, size=None
                    ),
                ),
                ("message_left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "callback",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.CallbackResult, blank=True, db_collation="C", null=True
                    ),
                ),
                ("callback_at", models.DateTimeField(blank=True, null=True)),
                ("told", models.BooleanField(null=True)),
                ("contacted", models.BooleanField(null=True)),
                (
                    "solved",
                    lianxin.records.fields.WordField(lianxin.law.words.Solved, blank=True, db_collation="C", null=True),
                ),
                (
                    "grade_result",
                    lianxin.records.fields.WordField(lianxin.law.words.Grade, blank=True, db_collation="C", null=True),
                ),
                (
                    "grade_attitude",
                    lianxin.records.fields.WordField(lianxin.law.words.Grade, blank=True, db_collation="C", null=True),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True)),
                ("rating_to_check", models.BooleanField(default=False)),
                ("dissatisfied_rounds", models.SmallIntegerField(default=0)),
                ("accepted_though_dissatisfied", models.BooleanField(default=False)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="records.person",
                    ),
                ),
                (
                    "from_order",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.workorder",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callers",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "order_caller",
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                ("assignment", models.SmallIntegerField()),
                ("round", models.SmallIntegerField()),
                ("outcome", lianxin.records.fields.WordField(lianxin.law.words.Outcome, db_collation="C")),
                ("made_at", models.DateTimeField()),
                ("from_state", lianxin.records.fields.WordField(lianxin.law.words.OrderState, db_collation="C")),
                ("second_date", models.DateField(null=True)),
                ("on_time", models.BooleanField(null=True)),
                ("approved_by_head", models.BooleanField(default=False)),
                (
                    "end",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.FeedbackEnd, blank=True, db_collation="C", null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedbacks",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "feedback",
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(db_collation="C")),
                ("template", models.TextField(db_collation="C")),
                ("caller", models.SmallIntegerField(null=True)),
                ("desk", models.TextField(blank=True, db_collation="C", null=True)),
                (
                    "state",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.DeliveryState,
                        db_collation="C",
                        default=lianxin.law.words.DeliveryState["PENDING"],
                    ),
                ),
                ("attempts", models.SmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="records.workorder"
                    ),
                ),
            ],
            options={
                "db_table": "delivery",
            },
        ),
        migrations.CreateModel(
            name="ClockSignal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clock", models.SmallIntegerField()),
                ("signal", lianxin.records.fields.WordField(lianxin.law.words.Signal, db_collation="C")),
                ("computation", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "clock_signal",
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                ("name", lianxin.records.fields.WordField(lianxin.law.words.ClockName, db_collation="C")),
                ("owner", lianxin.records.fields.WordField(lianxin.law.words.ClockOwner, db_collation="C")),
                ("round", models.SmallIntegerField()),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("article", models.TextField(db_collation="C")),
                ("regime", models.TextField(blank=True, db_collation="C")),
                ("calendar", models.TextField(blank=True, db_collation="C")),
                ("term_amount", models.IntegerField(default=0)),
                (
                    "term_unit",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.TermUnit, db_collation="C", default=lianxin.law.words.TermUnit["WORKING_DAY"]
                    ),
                ),
                ("extension_amount", models.IntegerField(default=0)),
                ("until_date", models.DateField(null=True)),
                ("assignment", models.SmallIntegerField(null=True)),
                ("caller", models.SmallIntegerField(null=True)),
                ("overlay", models.SmallIntegerField(null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("silent", models.BooleanField(default=False)),
                (
                    "next_signal",
                    lianxin.records.fields.WordField(lianxin.law.words.Signal, blank=True, db_collation="C", null=True),
                ),
                ("next_signal_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    lianxin.records.fields.WordField(
                        lianxin.law.words.ClockEnd, blank=True, db_collation="C", null=True
                    ),
                ),
                ("end_reason", models.TextField(blank=True, db_collation="C", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "clock",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.IntegerField()),
                ("place", models.SmallIntegerField()),
                ("name", models.TextField(blank=True)),
                ("media_type", models.TextField(db_collation="C")),
                ("size", models.BigIntegerField()),
                ("digest", models.BinaryField()),
                ("storage_key", models.TextField(db_collation="C")),
                ("caller", models.SmallIntegerField(null=True)),
                ("restricted", models.BooleanField(default=True)),
                ("at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="records.attachment",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "attachment",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("serial", models.SmallIntegerField()),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.AssignmentKind, db_collation="C")),
                ("state", lianxin.records.fields.WordField(lianxin.law.words.AssignmentState, db_collation="C")),
                ("round", models.SmallIntegerField()),
                ("offered_at", models.DateTimeField()),
                ("parent", models.SmallIntegerField(null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("signed_automatically", models.BooleanField(default=False)),
                ("first_contact_at", models.DateTimeField(blank=True, null=True)),
                ("designated", models.BooleanField(default=False)),
                ("catalogue", models.TextField(blank=True, db_collation="C", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="records.unit",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="records.workorder",
                    ),
                ),
            ],
            options={
                "db_table": "assignment",
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                ("working", models.BooleanField()),
                ("reason_zh", models.TextField()),
                ("reason_en", models.TextField(blank=True)),
                (
                    "calendar_year",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="records.calendaryear",
                    ),
                ),
            ],
            options={
                "db_table": "calendar_day",
                "constraints": [models.UniqueConstraint(fields=("calendar_year", "date"), name="calendar_day_once")],
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("head_sequence", models.IntegerField(default=0)),
                (
                    "head_hash",
                    models.BinaryField(
                        default=b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                    ),
                ),
                ("kind", lianxin.records.fields.WordField(lianxin.law.words.OutageKind, db_collation="C")),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("description", models.TextField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "outage",
                "indexes": [models.Index(fields=["began_at"], name="outage_began")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["telephone", "platform", "network", "power"])),
                        name="outage_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gt", models.F("began_at"))), name="outage_ends_later"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["initials"], name="unit_initials"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("code",), name="unit_code"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "city_hotline",
                            "centre_section",
                            "vendor",
                            "city_office",
                            "county_government",
                            "county_office",
                            "county_hotline",
                            "city_department",
                            "dispatched_organ",
                            "public_service",
                            "county_department",
                            "department_sub_unit",
                            "street_town",
                            "community",
                            "grid",
                            "mass_organisation",
                            "outside_body",
                            "supervisory_body",
                            "imported_placeholder",
                        ],
                    )
                ),
                name="unit_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "legal_role__in",
                        ["operator", "coordinator", "undertaking", "sub_unit", "cooperating", "outside", "placeholder"],
                    )
                ),
                name="unit_legal_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 5)), name="unit_level_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "agent",
                            "expert",
                            "shift_leader",
                            "dispatcher",
                            "arbiter",
                            "examiner",
                            "callback_clerk",
                            "supervisor",
                            "assessor",
                            "quality_inspector",
                            "head_of_centre",
                            "knowledge_editor",
                            "unit_clerk",
                            "unit_head",
                            "county_operator",
                            "county_office",
                            "assistance_worker",
                            "general_office_clerk",
                            "city_leader",
                            "supervisory_body",
                            "vendor_manager",
                            "administrator",
                            "caller",
                            "system",
                        ],
                    )
                ),
                name="staff_role_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.UniqueConstraint(fields=("staff", "role", "unit", "valid_from"), name="staff_role_once"),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                ),
                name="staff_role_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["district", "county", "street", "town", "community", "village", "grid"])
                ),
                name="division_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="cataloguerow",
            index=models.Index(fields=["catalogue", "topic"], name="catalogue_row_topic"),
        ),
        migrations.AddConstraint(
            model_name="cataloguerow",
            constraint=models.UniqueConstraint(fields=("catalogue", "code"), name="catalogue_row_code"),
        ),
        migrations.AddConstraint(
            model_name="cataloguerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("request_type__in", ["consult", "help", "suggest", "complain", "tip_off", "praise", "other"])
                ),
                name="catalogue_row_request_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="cataloguerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["duty", "locality", "trade"])), name="catalogue_row_ground_known"
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["registered", "dispatching", "handling", "fed_back", "callback", "tracked"])
                ),
                fields=["due_at", "id"],
                name="work_order_open_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["registered", "dispatching", "handling", "fed_back", "callback", "tracked"])
                ),
                fields=["host_unit", "due_at", "id"],
                name="work_order_open_by_host",
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(fields=["state", "received_at", "id"], name="work_order_by_state"),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(fields=["received_at", "id"], name="work_order_by_received"),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="work_order_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("split_from__isnull", False)), fields=["split_from"], name="work_order_split"
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("earlier__isnull", False)), fields=["earlier"], name="work_order_earlier"
            ),
        ),
        migrations.AddIndex(
            model_name="workorder",
            index=models.Index(
                condition=models.Q(("state", "closed")), fields=["closed_at"], name="work_order_to_archive"
            ),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.UniqueConstraint(fields=("number",), name="work_order_number"),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "registered",
                            "dispatching",
                            "handling",
                            "fed_back",
                            "callback",
                            "tracked",
                            "closed",
                            "archived",
                        ],
                    )
                ),
                name="work_order_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("request_type__in", ["consult", "help", "suggest", "complain", "tip_off", "praise", "other"])
                ),
                name="work_order_request_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        [
                            "phone",
                            "mayor_mail",
                            "sms",
                            "app",
                            "web",
                            "weibo",
                            "wechat",
                            "miniprogram",
                            "provincial",
                            "national",
                            "letter",
                        ],
                    )
                ),
                name="work_order_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("urgency__in", ["normal", "urgent", "critical"])), name="work_order_urgency_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "closed_as__in",
                        [
                            "answered",
                            "redirected",
                            "handed_over",
                            "transferred_out",
                            "done",
                            "not_possible",
                            "stopped",
                            "withdrawn",
                            "merged",
                            "no_matter",
                            "imported",
                        ],
                    )
                ),
                name="work_order_closed_as_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["done", "statutory_longer", "constrained", "not_possible", "extended", "stop"])
                ),
                name="work_order_outcome_known",
            ),
        ),
        migrations.AddIndex(
            model_name="readinglog",
            index=models.Index(fields=["hour"], name="reading_log_age"),
        ),
        migrations.AddConstraint(
            model_name="readinglog",
            constraint=models.UniqueConstraint(
                condition=models.Q(("order__isnull", False)), fields=("staff", "order", "hour"), name="reading_log_once"
            ),
        ),
        migrations.AddIndex(
            model_name="overlay",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["kind", "opened_at"], name="overlay_open"
            ),
        ),
        migrations.AddIndex(
            model_name="overlay",
            index=models.Index(
                condition=models.Q(("unit__isnull", False)), fields=["unit", "kind"], name="overlay_of_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="overlay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "send_back",
                            "extension",
                            "withdrawal",
                            "recusal",
                            "host_change",
                            "promise_change",
                            "sealing",
                            "difficult",
                            "contradiction",
                            "supervision",
                            "escalation",
                            "instruction",
                            "explanation",
                            "objection",
                            "risk",
                            "misuse",
                            "police_referral",
                            "interest",
                            "outage",
                            "proposal",
                            "co_handling",
                        ],
                    )
                ),
                name="overlay_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="overlay",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "upheld", "refused", "answered", "withdrawn", "ended"])),
                name="overlay_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="ordertext",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="order_text_search"
            ),
        ),
        migrations.AddConstraint(
            model_name="ordertext",
            constraint=models.UniqueConstraint(fields=("order", "sequence", "place"), name="order_text_place"),
        ),
        migrations.AddConstraint(
            model_name="ordertext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "title",
                            "account",
                            "transfer",
                            "address",
                            "subject_person",
                            "reason",
                            "answer",
                            "reply",
                            "findings",
                            "measures",
                            "legal_ground",
                            "public_answer",
                            "opinion",
                            "note",
                            "wish",
                            "case_number",
                            "body",
                            "document",
                        ],
                    )
                ),
                name="order_text_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordertext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sealed_at__isnull", True),
                    models.Q(("content__isnull", True), ("hmac_key__isnull", True), ("search__isnull", True)),
                    _connector="OR",
                ),
                name="order_text_sealed_wholly",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderlink",
            constraint=models.UniqueConstraint(fields=("order", "related"), name="order_link_once"),
        ),
        migrations.AddConstraint(
            model_name="orderlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("order", models.F("related")), _negated=True), name="order_link_to_another"
            ),
        ),
        migrations.AddIndex(
            model_name="ordercaller",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person"], name="order_caller_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["natural_person", "legal_person", "organisation"])),
                name="order_caller_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["zh", "dialect", "en", "other"])),
                name="order_caller_language_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(("reply__in", ["owed", "made", "waived", "impossible", "unreachable", "contested"])),
                name="order_caller_reply_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("callback__in", ["reached", "by_message", "unreachable", "declined", "impossible"])
                ),
                name="order_caller_callback_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(("solved__in", ["yes", "partly", "no"])), name="order_caller_solved_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grade_result__in", ["very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied"])
                ),
                name="order_caller_grade_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercaller",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grade_attitude__in", ["very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied"])
                ),
                name="order_caller_grade_attitude_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["done", "statutory_longer", "constrained", "not_possible", "extended", "stop"])
                ),
                name="feedback_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_state__in",
                        [
                            "registered",
                            "dispatching",
                            "handling",
                            "fed_back",
                            "callback",
                            "tracked",
                            "closed",
                            "archived",
                        ],
                    )
                ),
                name="feedback_from_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__in", ["passed", "returned", "rehandled", "void"])), name="feedback_end_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.UniqueConstraint(
                models.F("order"), condition=models.Q(("end__isnull", True)), name="feedback_waits_once"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(condition=models.Q(("state", "pending")), fields=["next_at"], name="delivery_due"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("key",), name="delivery_key"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "sent", "recorded", "failed"])),
                name="delivery_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clocksignal",
            constraint=models.UniqueConstraint(
                fields=("order", "clock", "signal", "computation"), name="clock_signal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clocksignal",
            constraint=models.CheckConstraint(
                condition=models.Q(("signal__in", ["reminder", "yellow_card", "overdue", "red_card"])),
                name="clock_signal_signal_known",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("next_signal_at__isnull", False)),
                fields=["next_signal_at"],
                name="clock_next_signal",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("end__isnull", True)), fields=["unit", "due_at"], name="clock_running_of_unit"
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("end__isnull", True), ("provisional", True)),
                fields=["order"],
                name="clock_provisional",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "name__in",
                        [
                            "dispatch",
                            "sign",
                            "send_back_window",
                            "first_contact",
                            "reply",
                            "feed_back",
                            "finish",
                            "second_date",
                            "inner_level",
                            "co_handler",
                            "handover",
                            "proof",
                            "examine",
                            "callback",
                            "callers_date",
                            "decision_pending",
                            "explanation",
                            "supervision_answer",
                        ],
                    )
                ),
                name="clock_name_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner__in", ["unit", "desk"])), name="clock_owner_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("term_unit__in", ["working_day", "calendar_day", "hour", "minute"])),
                name="clock_term_unit_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_signal__in", ["reminder", "yellow_card", "overdue", "red_card"])),
                name="clock_next_signal_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__in", ["met", "late", "cancelled", "handed_on"])), name="clock_end_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                models.F("order"),
                models.F("name"),
                models.F("round"),
                django.db.models.functions.comparison.Coalesce(models.F("assignment"), 0),
                django.db.models.functions.comparison.Coalesce(models.F("caller"), 0),
                django.db.models.functions.comparison.Coalesce(models.F("overlay"), 0),
                condition=models.Q(("end__isnull", True)),
                name="clock_runs_once",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["digest"], name="attachment_digest"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("order", "sequence", "place"), name="attachment_place"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state__in", ["delegated", "fed_back", "offered", "signed"])),
                fields=["unit", "state", "order"],
                name="assignment_active_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["unit", "offered_at"], name="assignment_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["host", "delegate", "co_handler", "assistance", "copy"])),
                name="assignment_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "offered",
                            "signed",
                            "delegated",
                            "fed_back",
                            "returned",
                            "recalled",
                            "stopped",
                            "done",
                            "declined",
                        ],
                    )
                ),
                name="assignment_state_known",
            ),
        ),
    ]
