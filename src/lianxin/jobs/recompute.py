"""Open limits follow a calendar that has changed (R23): next year's notice, or a corrected one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from lianxin.actions import Done, recompute_clocks
from lianxin.jobs.turn import AT_A_TIME, Turn, Worked, one_by_one, system_door
from lianxin.records.models import Clock, WorkOrder
from lianxin.records.rules import current_rules


def recompute_open_clocks(now: dt.datetime, turn: Turn) -> Worked:
    """Every order with a running limit of another calendar than the present one, each by an act of its own."""
    version = current_rules().calendar.version

    def find(after: int) -> list[int]:
        stale = Clock.objects.filter(end__isnull=True, order_id__gt=after).exclude(calendar=version)
        return list(stale.order_by("order_id").values_list("order_id", flat=True).distinct()[:AT_A_TIME])

    def act(order: int) -> Callable[[], Done]:
        sequence = WorkOrder.objects.values_list("head_sequence", flat=True).get(pk=order)
        door = system_door(now, "recompute_clocks", order, version, sequence)
        return lambda: recompute_clocks(door, order=order, calendar_version=version)

    return one_by_one("recompute_clocks", turn, find, act)
