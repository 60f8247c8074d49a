"""The clockwork of the past: reminders, cards and overdue marks come at their own moments, hour by hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lianxin import actions
from lianxin.actions import Door
from lianxin.law.actors import SYSTEM
from lianxin.law.refusals import Refused
from lianxin.law.words import Signal
from lianxin.records.models import Clock

HOUR = dt.timedelta(hours=1)


class Clockwork:
    """Looks at the limits of the orders that are alive, once in each simulated hour."""

    def __init__(self, name: str, begin: dt.datetime) -> None:
        self._name = name
        self._next = begin.replace(minute=0, second=0, microsecond=0)
        self.given = 0

    def ticks_before(self, moment: dt.datetime) -> Iterator[dt.datetime]:
        """The full hours that pass before a moment; each comes once."""
        while self._next <= moment:
            yield self._next
            self._next += HOUR

    def tick(self, at: dt.datetime, orders: set[int]) -> None:
        """Gives every signal of these orders that has come due by now, the earliest first."""
        refused: set[tuple[int, int]] = set()
        while due := [one for one in _due(at, orders) if (one[0], one[1]) not in refused]:
            for order, clock, signal, due_at in due:
                key = f"{self._name}:signal:{order}:{clock}:{signal}:{due_at:%Y%m%dT%H%M%S}"
                try:
                    actions.signal_clock(Door(SYSTEM, at, key), order=order, clock=clock)
                except Refused:
                    refused.add((order, clock))
                else:
                    self.given += 1


def _due(at: dt.datetime, orders: set[int]) -> list[tuple[int, int, Signal | None, dt.datetime]]:
    rows = Clock.objects.filter(next_signal_at__lte=at, order__in=orders).order_by("next_signal_at", "order", "serial")
    return list(rows.values_list("order_id", "serial", "next_signal", "due_at")) if orders else []
