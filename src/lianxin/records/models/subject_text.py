"""Texts of subjects beside orders, as `OrderText` is of an order: an event knows one by its digest alone."""

from __future__ import annotations

from django.db import models
from django.db.models import BaseConstraint, Q, UniqueConstraint

from lianxin.law.words import Word
from lianxin.records.fields import code_text, known_words, moment, moment_or_none, octets_or_none


class SubjectText(models.Model):
    """One text that came with the event `sequence`: its `digest` is under `hmac_key`, which goes with the words."""

    kind: models.Field[Word, Word]

    sequence = models.IntegerField()
    place = models.SmallIntegerField()
    content = models.TextField(null=True)
    hmac_key = octets_or_none()
    digest = code_text()
    author = models.ForeignKey("records.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    at = moment()
    destroyed_at = moment_or_none()

    class Meta:
        abstract = True


def text_constraints(link: str, *, kind: type[Word], table: str) -> list[BaseConstraint]:
    """One place in one event of its subject `link`, a known kind, and destroyed wholly or not at all."""
    return [
        UniqueConstraint(fields=[link, "sequence", "place"], name=f"{table}_place"),
        *known_words(table, kind=kind),
        models.CheckConstraint(
            condition=Q(destroyed_at__isnull=True) | Q(content__isnull=True, hmac_key__isnull=True),
            name=f"{table}_destroyed_wholly",
        ),
    ]
