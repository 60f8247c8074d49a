"""Counts the figures of the months that are not frozen yet, so that no page has to count a month of a large city."""

from __future__ import annotations

import datetime as dt

from lianxin.actions.count_month import count_month
from lianxin.jobs.turn import Turn, Worked
from lianxin.law.indicators import SINCE, next_month
from lianxin.law.terms import SHANGHAI
from lianxin.records.models import IndicatorMonth, WorkOrder
from lianxin.records.rules import current_policy

RESTS = dt.timedelta(minutes=10)
"""A month that was counted so lately is not counted again: a turn that had to break off goes on with the others."""


def count_figures(now: dt.datetime, turn: Turn) -> Worked:
    """Every month from the first order to now that is not frozen, the one that was counted longest ago first."""
    freeze_days, done = current_policy(now).freeze_days, 0
    for month in _owed(now):
        if turn.over:
            return Worked(done, left=True)
        done += count_month(month, now=now, freeze_days=freeze_days)
    return Worked(done, left=False)


def _owed(now: dt.datetime) -> list[dt.date]:
    """Months that are open and were not counted just now."""
    first = WorkOrder.objects.order_by("received_at").values_list("received_at", flat=True).first()
    if first is None:
        return []
    counted = dict(IndicatorMonth.objects.values_list("month", "counted_at"))
    frozen = set(IndicatorMonth.objects.filter(frozen=True).values_list("month", flat=True))
    months, month = [], max(first.astimezone(SHANGHAI).date(), SINCE).replace(day=1)
    while month <= now.astimezone(SHANGHAI).date():
        months.append(month)
        month = next_month(month)
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    months = [one for one in months if one not in frozen and counted.get(one, never) < now - RESTS]
    return sorted(months, key=lambda one: counted.get(one, never))
