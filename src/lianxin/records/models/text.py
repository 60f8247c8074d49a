"""Words and files of an order, in tables of their own so that they can be destroyed while the log still verifies."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import TextKind
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
        indexes = [GinIndex(fields=["search"], name="order_text_search", fastupdate=False)]


class Attachment(models.Model):
    """A file of an order; the bytes lie in the installation's folder under `storage_key`.

    `restricted` originals are for the centre; a version for answers names its `original` (R45).
    """

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="attachments", db_index=False)
    sequence = models.IntegerField()
    place = models.SmallIntegerField()
    name = models.TextField(blank=True)
    media_type = code_text()
    size = models.BigIntegerField()
    digest = octets()
    storage_key = code_text()
    caller = models.SmallIntegerField(null=True)
    author = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    restricted = models.BooleanField(default=True)
    original = models.ForeignKey("self", models.PROTECT, null=True, related_name="versions", db_index=False)
    at = moment()
    destroyed_at = moment_or_none()

    class Meta:
        db_table = "attachment"
        constraints = [UniqueConstraint(fields=["order", "sequence", "place"], name="attachment_place")]
        indexes = [Index(fields=["digest"], name="attachment_digest")]
