"""Texts that somebody must look at again by a date: those whose date has passed are stale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lianxin.law.lamps import Spoken


@dataclass(frozen=True, slots=True)
class DatedText:
    """A text that people work by. `review_date`: the last day by which it is to be looked at again."""

    name: Spoken
    review_date: dt.date


def stale(texts: Iterable[DatedText], today: dt.date) -> tuple[DatedText, ...]:
    """Those whose day is over, the longest overdue first: a day counts until its 24:00, as limits do (R16)."""
    late = [one for one in texts if one.review_date < today]
    return tuple(sorted(late, key=lambda one: (one.review_date, one.name.zh)))
