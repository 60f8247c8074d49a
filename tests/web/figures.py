"""What became of a life in the figures: by the tables, and by the log alone, which must say the same."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from lianxin.law.indicators import Period
from lianxin.law.terms import SHANGHAI
from lianxin.records.indicators import Asked, cases
from lianxin.records.recount import When, recount

YEARS = Period(dt.date(2026, 1, 1), dt.date(2028, 1, 1))
NEXT_YEAR = dt.datetime(2027, 6, 1, tzinfo=SHANGHAI)


class Told(Protocol):
    """Whatever has the id of an order."""

    id: int


def became(story: Told, code: str, now: dt.datetime = NEXT_YEAR) -> list[str]:
    """What became of the order's cases, the oldest first; the log says the same, or the test fails."""
    found = [one for one in reversed(cases(Asked(code, YEARS, now, 5))) if one.order == story.id]
    told = recount((code,), When(now, 5), [story.id])[code]
    assert sorted((one.day, one.unit, one.verdict.value) for one in found) == sorted(
        (one.day, one.unit, one.verdict) for one in told
    )
    return [one.verdict.value for one in found]
