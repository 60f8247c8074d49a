"""When matters come in: a working week with its hours, as large hotlines have seen them."""

from __future__ import annotations

import datetime as dt
import math
import random

from lianxin.law.terms import SHANGHAI

HOURS = (3, 2, 2, 1, 1, 3, 11, 31, 58, 97, 103, 99, 94, 90, 87, 84, 75, 56, 43, 34, 28, 14, 8, 5)
"""Calls in each hour of the day, by the curve of a centre with some 32,000 calls a day; the nights are ours."""

WEEKDAYS = (1.12, 1.06, 1.02, 1.0, 1.0, 0.78, 0.72)
"""Monday to Sunday, relative to a Thursday (ours)."""


def arrivals(chance: random.Random, *, begin: dt.date, until: dt.datetime, per_day: float) -> list[dt.datetime]:
    """The moments at which matters come in, in order, from the first day to `until` (exclusive).

    `per_day` is the mean over a week.
    """
    mean = sum(WEEKDAYS) / len(WEEKDAYS)
    found: list[dt.datetime] = []
    day = begin
    while day <= until.astimezone(SHANGHAI).date():
        expected = per_day * WEEKDAYS[day.weekday()] / mean
        found += [_moment(chance, day) for _ in range(_count(chance, expected))]
        day += dt.timedelta(days=1)
    return sorted(moment for moment in found if moment < until)


def _count(chance: random.Random, expected: float) -> int:
    """A count that scatters around what is expected as independent calls do."""
    return max(0, round(chance.gauss(expected, math.sqrt(expected)))) if expected > 0 else 0


def _moment(chance: random.Random, day: dt.date) -> dt.datetime:
    hour = chance.choices(range(24), weights=HOURS)[0]
    start = dt.datetime.combine(day, dt.time(hour), SHANGHAI)
    return start + dt.timedelta(seconds=chance.randrange(3600), microseconds=chance.randrange(1_000_000))
