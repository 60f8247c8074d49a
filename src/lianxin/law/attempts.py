"""Which tries to reach a caller count, and when the next one would: another hour, in the end another day (R28)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection

from lianxin.law.regime_values import AttemptRule
from lianxin.law.terms import SHANGHAI

HOUR = dt.timedelta(hours=1)


def counted(attempts: Collection[dt.datetime], needed: AttemptRule) -> int:
    """How many of the attempts bring nearer to what is needed.

    Each is made at another hour of the day, and those that are still missing can make up for the days still missing.
    """
    slots = sorted({_slot(moment) for moment in attempts})
    for size in range(needed.number, 0, -1):
        for chosen in itertools.combinations(slots, size):
            hours, days = {one.hour for one in chosen}, {one.date() for one in chosen}
            if len(hours) == size and needed.days - len(days) <= needed.number - size:
                return size
    return 0


def suffice(attempts: Collection[dt.datetime], needed: AttemptRule) -> bool:
    """Whether a caller counts as not reached."""
    return counted(attempts, needed) == needed.number


def next_attempt_at(attempts: Collection[dt.datetime], now: dt.datetime, needed: AttemptRule) -> dt.datetime:
    """The first moment from now on at which one more try counts."""
    so_far = counted(attempts, needed)
    later = (_slot(now) + HOUR * hours for hours in range(1, 24 * (needed.days + 1)))
    moments = itertools.chain([now.astimezone(SHANGHAI)], later)
    return next((moment for moment in moments if counted((*attempts, moment), needed) > so_far), now)


def _slot(moment: dt.datetime) -> dt.datetime:
    """The hour of the day in which it lies."""
    return moment.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
