"""When orders were urged last, as the log has it (R67)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max

from lianxin.law.words import SubjectKind
from lianxin.records.models import Event


@dataclass(frozen=True, slots=True)
class Urged:
    """How often, by callers and the centre together, and when last."""

    times: int
    last_at: dt.datetime


def urged(received: Mapping[int, dt.datetime]) -> dict[int, Urged]:
    """By order, of those that were urged at all. `received`: when each was received, before which the log has nothing
    of it and is not looked into."""
    if not received:
        return {}
    acts = Event.objects.filter(
        subject_kind=SubjectKind.ORDER,
        subject_id__in=list(received),
        name="urge",
        recorded_at__gte=_before(received.values()),
    )
    rows = acts.values("subject_id").annotate(times=Count("sequence"), last_at=Max("occurred_at"))
    return {row["subject_id"]: Urged(row["times"], row["last_at"]) for row in rows}


def _before(moments: Iterable[dt.datetime]) -> dt.datetime:
    """A day before the first: an act may be recorded a little before the moment that counts for it."""
    return min(moments) - dt.timedelta(days=1)
