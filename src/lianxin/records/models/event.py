"""The log: one row per act, hash-chained per subject, partitioned by month, never changed and never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func

from lianxin.law.words import Role, SubjectKind
from lianxin.records.fields import code_text, moment, octets, word

if TYPE_CHECKING:  # Django's fields are generic for the type checker only
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field


class TransactionIdField(_Field):
    """The writing transaction's id, by which readers of the log keep below everything still in flight."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """PostgreSQL's 64-bit transaction id."""
        return "xid8"

    def from_db_value(self, value: str, *_: object) -> int:
        """The id as a number, as `pg_snapshot_xmin` is shown."""
        return int(value)

    def get_prep_value(self, value: int | str) -> str:
        """The id as text: the database compares it with no integer."""
        return str(value)


class Event(models.Model):
    """One event. The table itself is made by hand in a migration (partitions, triggers), hence not managed.

    `occurred_at` is the lawful moment, `recorded_at` the database's clock and the key of the partition.
    """

    pk = models.CompositePrimaryKey("subject_kind", "subject_id", "sequence", "recorded_at")
    subject_kind = word(SubjectKind)
    subject_id = models.BigIntegerField()
    sequence = models.IntegerField()
    name = code_text()
    schema_version = models.SmallIntegerField(default=1)
    occurred_at = moment()
    recorded_at = moment()
    transaction_id = TransactionIdField(db_default=Func(function="pg_current_xact_id"))
    actor_role = word(Role)
    actor_staff = models.BigIntegerField(null=True)
    actor_unit = models.BigIntegerField(null=True)
    actor_person = models.BigIntegerField(null=True)
    article = code_text(blank=True)
    payload = models.JSONField(default=dict)
    hash = octets()

    class Meta:
        db_table = "event"
        managed = False


class Seal(models.Model):
    """One nightly seal as it was signed; `verify` trusts the file outside, this row only says where we stand."""

    number = models.IntegerField(primary_key=True)
    at = moment()
    subjects = models.BigIntegerField()
    root = octets()
    previous_hash = octets()
    hash = octets()
    signature = octets()
    key_id = code_text()

    class Meta:
        db_table = "seal"
