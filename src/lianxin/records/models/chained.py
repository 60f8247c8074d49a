"""Rows that have a chain of events of their own carry its head: they are locked for every change anyway."""

from __future__ import annotations

from typing import Any

from django.db import models

from lianxin.law.event_body import GENESIS
from lianxin.law.words import SubjectKind
from lianxin.records.fields import octets


class Chained(models.Model):
    """`head_sequence` counts the subject's events, `head_hash` is the last one's 32 bytes."""

    SUBJECT: SubjectKind

    head_sequence = models.IntegerField(default=0)
    head_hash = octets(default=GENESIS)

    class Meta:
        abstract = True

    @classmethod
    def subject_id_of(cls, key: Any) -> int:  # noqa: ANN401 - a primary key, of whatever type the table has
        """By which number the log knows the row with this key; it rises with the key."""
        return int(key)

    @property
    def subject_id(self) -> int:
        """By which number the log knows this row."""
        return self.subject_id_of(self.pk)
