"""Words and files of an order, in tables of their own so that they can be destroyed while the log still verifies."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import ScanState, TextKind
from lianxin.records.fields import (
    BigramField,
    code_text,
    known_words,
    moment,
    moment_or_none,
    octets,
    octets_or_none,
    word,
)

INTAKE = Q(kind=TextKind.ACCOUNT.value, sequence=1, author__isnull=False)
"""The caller's account as a person at the centre first wrote it down: one for each order that somebody took in."""


class OrderText(models.Model):
    """One text of an order. It came with event `sequence` of the order, as its text number `place` (1, 2, 3 …).

    The event holds `digest`, an HMAC under `hmac_key`. Sealing or forgetting takes content, key and search away at
    once (`sealed_at` says when) and leaves the digest that nobody can connect with the words any more.
    `private` texts are for the centre alone (R43); `caller` is the serial of the caller it is about.
    """

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="texts", db_index=False)
    sequence = models.IntegerField()
    place = models.SmallIntegerField()
    kind = word(TextKind)
    caller = models.SmallIntegerField(null=True)
    content = models.TextField(null=True)
    private = models.BooleanField(default=False)
    hmac_key = octets_or_none()
    digest = code_text()
    author = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    at = moment()
    sealed_at = moment_or_none()
    search = BigramField(null=True)

    class Meta:
        db_table = "order_text"
        constraints = [
            UniqueConstraint(fields=["order", "sequence", "place"], name="order_text_place"),
            *known_words("order_text", kind=TextKind),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True)
                | Q(content__isnull=True, hmac_key__isnull=True, search__isnull=True),
                name="order_text_sealed_wholly",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="order_text_search", fastupdate=False),
            Index(fields=["at", "author"], name="order_text_intake", condition=INTAKE),
        ]


class Attachment(models.Model):
    """A file of an order; the bytes lie in the installation's folder under `storage_key`.

    `restricted` originals are for the centre and the host; a version for answers names its `original` and how many
    places are `covered` in it (R45). `unit` is whose member gave it; `pages` how many can be shown as pictures.
    `scan` is what the virus scanner said, `scan_engine` which one it was.

    `digest` is the SHA-256 of the bytes; the event holds an HMAC of it under `hmac_key` (the SHA-256 itself where there
    is no key: files of before). With the bytes go name, digest and key: nobody can try a file on the log then.
    """

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="attachments", db_index=False)
    sequence = models.IntegerField()
    place = models.SmallIntegerField()
    name = models.TextField(blank=True)
    media_type = code_text()
    size = models.BigIntegerField()
    digest = octets()
    hmac_key = octets_or_none()
    storage_key = code_text()
    caller = models.SmallIntegerField(null=True)
    author = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    restricted = models.BooleanField(default=True)
    original = models.ForeignKey("self", models.PROTECT, null=True, related_name="versions", db_index=False)
    covered = models.SmallIntegerField(default=0)
    pages = models.SmallIntegerField(default=0)
    scan = word(ScanState, default=ScanState.NOT_SCANNED)
    scanned_at = moment_or_none()
    scan_engine = code_text(blank=True)
    at = moment()
    destroyed_at = moment_or_none()

    class Meta:
        db_table = "attachment"
        constraints = [
            UniqueConstraint(fields=["order", "sequence", "place"], name="attachment_place"),
            *known_words("attachment", scan=ScanState),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(name="", digest=b"", hmac_key__isnull=True),
                name="attachment_destroyed_wholly",
            ),
        ]
        indexes = [
            Index(fields=["digest"], name="attachment_digest"),
            Index(
                fields=["id"],
                name="attachment_to_scan",
                condition=Q(scan=ScanState.NOT_SCANNED.value, destroyed_at__isnull=True),
            ),
        ]


class RefusedFile(models.Model):
    """A file that was kept out because it carried a virus: the fact, never the bytes or the name.

    `staff` is null where a citizen gave it.
    """

    staff = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    at = moment()
    digest = octets()
    size = models.BigIntegerField()
    found = code_text()
    scan_engine = code_text()

    class Meta:
        db_table = "refused_file"
        indexes = [Index(fields=["at"], name="refused_file_age")]


class SheetPrint(models.Model):
    """A work flow sheet that was made as paper: the how manieth of its order, by whom, in which language."""

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="prints", db_index=False)
    number = models.IntegerField()
    staff = models.ForeignKey("Staff", models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    language = code_text()
    at = moment()

    class Meta:
        db_table = "sheet_print"
        constraints = [UniqueConstraint(fields=["order", "number"], name="sheet_print_number")]
