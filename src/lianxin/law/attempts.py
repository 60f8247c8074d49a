"""When a caller who was not reached may be tried again so that the try counts: another hour, in the end another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from lianxin.law.regime_values import AttemptRule
from lianxin.law.terms import SHANGHAI, midnight

HOUR = dt.timedelta(hours=1)


def next_attempt_at(attempts: Collection[dt.datetime], now: dt.datetime, needed: AttemptRule) -> dt.datetime:
    """The first moment from now on at which one more try brings the attempts nearer to what is needed (R28).

    A try in an hour of the day that was tried before adds nothing; the last one must be made on another day while all
    others were on one.
    """
    local = [moment.astimezone(SHANGHAI) for moment in attempts]
    hours = {moment.hour for moment in local}
    days = {moment.date() for moment in local}
    earliest = now.astimezone(SHANGHAI)
    days_missing, tries_missing = needed.days - len(days), needed.number - len(hours)
    if earliest.date() in days and 0 < tries_missing <= days_missing:
        earliest = midnight(max(days) + dt.timedelta(days=1)).astimezone(SHANGHAI)
    while earliest.hour in hours and len(hours) < 24:
        earliest = (earliest + HOUR).replace(minute=0, second=0, microsecond=0)
    return earliest
