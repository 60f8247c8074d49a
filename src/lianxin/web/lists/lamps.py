"""The lamp of an order: of the limit that ends first, as `law.lamps` has it for any limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol, TypeVar

from lianxin.law import deadlines
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.draft import SHOWN_AS_DUE
from lianxin.law.lamps import Lamp, ended_lamp, running_lamp, silent_lamp
from lianxin.law.terms import Due, Term
from lianxin.law.words import ClockEnd, ClockName, TermUnit


class AnyClock(Protocol):
    """A limit: a row of the table, or the same as plain data."""

    @property
    def name(self) -> ClockName:
        """Which limit it is."""

    @property
    def started_at(self) -> dt.datetime:
        """When it began."""

    @property
    def due_at(self) -> dt.datetime:
        """Its exclusive end."""

    @property
    def term_amount(self) -> int:
        """Its length; 0 for a limit that was set as a date."""

    @property
    def term_unit(self) -> TermUnit:
        """In what its length is counted."""

    @property
    def silent(self) -> bool:
        """Whether it gives no signal for now."""

    @property
    def end(self) -> ClockEnd | None:
        """How it ended; None while it runs."""

    @property
    def ended_at(self) -> dt.datetime | None:
        """When it ended."""


ClockT = TypeVar("ClockT", bound=AnyClock)


def due_of(clock: AnyClock, calendar: WorkingCalendar) -> Due:
    """The moments around a stored limit."""
    term = Term(clock.term_amount, clock.term_unit) if clock.term_amount else None
    return deadlines.of_stored(started_at=clock.started_at, due_at=clock.due_at, term=term, calendar=calendar)


def lamp_of(clock: AnyClock, now: dt.datetime, calendar: WorkingCalendar, *, unsigned: bool = False) -> Lamp | None:
    """The lamp of one limit, blue while the order is `unsigned`; None when it was cancelled or handed on.

    A limit that is silent gives no signal: it is neither counted down to nor called overdue (R53).
    """
    if clock.end is not None:
        return ended_lamp(clock.started_at, clock.due_at, clock.ended_at or now, clock.end)
    if clock.silent:
        return silent_lamp()
    return running_lamp(due_of(clock, calendar), now, calendar, unsigned=unsigned)


def first_due(clocks: Iterable[ClockT]) -> ClockT | None:
    """The running limit that ends first among those that an order's lamp counts down to.

    While a feedback lies at the centre the unit's limits are silent: what the centre has to keep goes before (R53).
    """
    running = [clock for clock in clocks if clock.end is None and clock.name in SHOWN_AS_DUE]
    return min(running, key=lambda clock: (clock.silent, clock.due_at, clock.name), default=None)
