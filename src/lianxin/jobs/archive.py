"""Closed orders go to the archive on day 31, when nothing is owed any more (R66)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Exists, OuterRef

from lianxin.actions import Done, archive
from lianxin.jobs.turn import AT_A_TIME, Turn, Worked, one_by_one, system_door
from lianxin.law.decisions.clockwork import BLOCKING
from lianxin.law.terms import SHANGHAI, midnight
from lianxin.law.words import OrderState, OverlayState
from lianxin.records.models import Overlay, RegimeVersion, WorkOrder
from lianxin.records.policies import policy_for


def archive_what_is_over(now: dt.datetime, turn: Turn) -> Worked:
    """Every closed order whose time for reopening is over; the act itself knows its regime and has the last word."""
    closed_before = midnight(now.astimezone(SHANGHAI).date() - dt.timedelta(days=_shortest_days()))
    owing = Overlay.objects.filter(order=OuterRef("pk"), kind__in=BLOCKING, state=OverlayState.OPEN)

    def find(after: int) -> list[int]:
        rows = WorkOrder.objects.filter(state=OrderState.CLOSED, closed_at__lt=closed_before, pk__gt=after)
        return list(rows.filter(~Exists(owing)).order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])

    def act(order: int) -> Callable[[], Done]:
        sequence = WorkOrder.objects.values_list("head_sequence", flat=True).get(pk=order)
        return lambda: archive(system_door(now, "archive", order, sequence), order=order)

    return one_by_one("archive", turn, find, act)


def _shortest_days() -> int:
    """The shortest time for reopening in any regime that was ever adopted, in calendar days."""
    versions = RegimeVersion.objects.values_list("version", flat=True)
    return min((policy_for(version).reopen_days for version in versions), default=30)
