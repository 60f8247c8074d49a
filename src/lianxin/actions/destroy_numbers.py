"""销毁来电号码 · Destroy the numbers of calls."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lianxin.actions._call_numbers import destroy_numbers_of
from lianxin.actions._door import Door
from lianxin.law.actors import SYSTEM
from lianxin.records.calls import numbers_without_need

AT_A_TIME = 500


def destroy_numbers(now: dt.datetime, *, ended_before: dt.datetime, after: int = 0) -> list[int]:
    """The numbers of up to 500 calls go that ended before a moment and led to no caller we know (R35).

    Returns the ids of these calls in their order; the next batch begins `after` the last one, for all that lie before
    it were asked and keep their number. Done twice it is done once: what is destroyed is not found again.
    """
    with transaction.atomic():
        found = numbers_without_need(ended_before).filter(pk__gt=after)
        rows = list(found.select_for_update(of=("self",), skip_locked=True)[:AT_A_TIME])
        destroy_numbers_of(rows, Door(SYSTEM, now, ""), article="R35")
    return [row.pk for row in rows]
