"""When the hotline itself failed: figures over such a time say that they are incomplete (R24)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Index, Q

from lianxin.law.words import OutageKind, SubjectKind
from lianxin.records.fields import known_words, moment, word
from lianxin.records.models.chained import Chained


class Outage(Chained):
    """One failure, from a moment until another (exclusive)."""

    SUBJECT = SubjectKind.OUTAGE

    kind = word(OutageKind)
    began_at = moment()
    ended_at = moment()
    description = models.TextField()
    recorded_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        db_table = "outage"
        constraints = [
            *known_words("outage", kind=OutageKind),
            models.CheckConstraint(condition=Q(ended_at__gt=F("began_at")), name="outage_ends_later"),
        ]
        indexes = [Index(fields=["began_at"], name="outage_began")]
