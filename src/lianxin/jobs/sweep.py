"""The one sweep for all clocks: whatever has come due makes itself known, the earliest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef

from lianxin.actions import sign_automatically, signal_clock
from lianxin.jobs.turn import Turn, Worked, attempt, system_door
from lianxin.law.transitions import AT_UNIT
from lianxin.law.words import AssignmentState, ClockName, Signal
from lianxin.records.models import Assignment, WorkOrder


@dataclass(frozen=True, slots=True)
class DueClock:
    """A clock whose next signal is due; `version` is the order's sequence, so that the key is of this state alone."""

    order: int
    clock: int
    signal: Signal | None
    due_at: dt.datetime
    version: int


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A charge that nobody signed for before its limit."""

    order: int
    assignment: int | None
    version: int


Found = TypeVar("Found", DueClock, Unsigned)


def _one_by_one(
    find: Callable[[dt.datetime, set[int]], Found | None],
    act: Callable[[Found, dt.datetime], bool],
    now: dt.datetime,
    turn: Turn,
) -> Worked:
    """What is found is acted on in a transaction of its own, until nothing is found or the turn is over."""
    done, passed_over = 0, set[int]()
    while not turn.over:
        with transaction.atomic():
            found = find(now, passed_over)
            if found is None:
                return Worked(done, left=False)
            if act(found, now):
                done += 1
            else:
                passed_over.add(found.order)
    return Worked(done, left=True)


def give_signals(now: dt.datetime, turn: Turn) -> Worked:
    """Reminders, cards and overdue marks (R16), each in a transaction of its own, however long the worker was off.

    Sweeps may run side by side: an order that one has in hand is passed over by the others.
    """
    return _one_by_one(_next_signal, _give, now, turn)


def _give(due: DueClock, now: dt.datetime) -> bool:
    door = system_door(now, "signal", due.order, due.clock, due.signal, due.due_at.isoformat(), due.version)
    return attempt("signal_clock", due.order, lambda: signal_clock(door, order=due.order, clock=due.clock))


def _next_signal(now: dt.datetime, passed_over: set[int]) -> DueClock | None:
    """The signal that is due longest, its order locked: the order, because that is what every act locks first."""
    rows = (
        WorkOrder.objects.filter(clocks__next_signal_at__lte=now)
        .exclude(pk__in=passed_over)
        .order_by("clocks__next_signal_at")  # no more keys: at midnight thousands are equal
        .select_for_update(of=("self",), skip_locked=True)
        .values_list("pk", "clocks__serial", "clocks__next_signal", "clocks__due_at", "head_sequence")
    )
    row = rows.first()
    return DueClock(*row) if row else None


def sign_what_nobody_signed(now: dt.datetime, turn: Turn) -> Worked:
    """Charges whose limit for signing has passed count as signed for (R7); while the order lies with its units."""
    return _one_by_one(_next_unsigned, _sign, now, turn)


def _sign(found: Unsigned, now: dt.datetime) -> bool:
    door = system_door(now, "sign_automatically", found.order, found.assignment, found.version)
    return attempt(
        "sign_automatically",
        found.order,
        lambda: sign_automatically(door, order=found.order, assignment=found.assignment or 0),
    )


def _next_unsigned(now: dt.datetime, passed_over: set[int]) -> Unsigned | None:
    offered = Assignment.objects.filter(
        order=OuterRef("pk"), serial=OuterRef("clocks__assignment"), state=AssignmentState.OFFERED
    )
    rows = (
        WorkOrder.objects.filter(
            clocks__name=ClockName.SIGN, clocks__end__isnull=True, clocks__due_at__lte=now, state__in=AT_UNIT
        )
        .filter(Exists(offered))
        .exclude(pk__in=passed_over)
        .order_by("clocks__due_at")
        .select_for_update(of=("self",), skip_locked=True)
        .values_list("pk", "clocks__assignment", "head_sequence")
    )
    row = rows.first()
    return Unsigned(*row) if row else None
