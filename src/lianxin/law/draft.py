"""What a decision writes on: a working copy of one order that keeps clocks, texts and deliveries in step."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lianxin.law import deadlines
from lianxin.law.changes import Changes, difference
from lianxin.law.order_view import OrderView, Surroundings
from lianxin.law.outgoing import NewDelivery, NewText
from lianxin.law.point import Point
from lianxin.law.policy import Clause
from lianxin.law.rating import Rating
from lianxin.law.state import Assignment, Caller, Clock, Feedback, OrderAggregate, Overlay, RowT
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockEnd,
    ClockName,
    ClockOwner,
    FeedbackEnd,
    OrderState,
    OverlayKind,
    OverlayState,
    RequestType,
    Signal,
    TextKind,
)

__all__ = ["Draft", "NewDelivery", "NewText", "Surroundings"]

SHOWN_AS_DUE = frozenset(ClockName) - {ClockName.CALLERS_DATE, ClockName.SEND_BACK_WINDOW, ClockName.INNER_LEVEL}
"""Clocks whose moment can be what an order's lamp counts down to; silent ones only where no other runs (R53)."""

SHORTENED = (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE, ClockName.CALLERS_DATE)
"""Clocks that a leader's instruction shortens (R39)."""


@dataclass(slots=True)
class Draft(OrderView):
    """One order being decided upon. Change rows only through its methods, so that nothing is forgotten."""

    texts: list[NewText] = field(default_factory=list)
    deliveries: list[NewDelivery] = field(default_factory=list)
    query_codes: list[int] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    articles: tuple[str, ...] = ()

    def set(self, **fields: Any) -> None:
        """Changes fields of the order."""
        self.order = dataclasses.replace(self.order, **fields)

    def change(self, row: RowT, **fields: Any) -> RowT:
        """Changes fields of one row and returns the new row."""
        new: RowT = dataclasses.replace(self._table(row)[row.serial], **fields)
        self._table(row)[row.serial] = new
        return new

    def _table(self, row: Any) -> dict[int, Any]:
        tables: dict[type[Any], dict[int, Any]] = {
            Assignment: self.assignments,
            Caller: self.callers,
            Clock: self.clocks,
            Feedback: self.feedbacks,
            Overlay: self.overlays,
            Rating: self.ratings,
            Point: self.points,
        }
        return tables[type(row)]

    def _add(self, table: dict[int, RowT], make: Callable[[int], RowT]) -> RowT:
        serial = len(table) + 1
        row = make(serial)
        table[serial] = row
        return row

    def add_assignment(
        self, kind: AssignmentKind, unit: int, *, parent: int | None = None, **fields: Any
    ) -> Assignment:
        """A new charge of this round, offered now unless `state` says otherwise."""
        fields.setdefault("state", AssignmentState.OFFERED)
        return self._add(
            self.assignments,
            lambda serial: Assignment(
                serial=serial,
                kind=kind,
                unit=unit,
                parent=parent,
                round=self.order.round,
                offered_at=self.now,
                **fields,
            ),
        )

    def add_caller(self, **fields: Any) -> Caller:
        """A new caller of the order, joined now."""
        fields.setdefault("joined_at", self.now)
        return self._add(self.callers, lambda serial: Caller(serial=serial, **fields))

    def give_query_code(self, caller: Caller) -> None:
        """The caller gets a new query code, which the core never sees: an earlier one opens nothing any more (R47)."""
        self.query_codes.append(caller.serial)

    def add_feedback(self, **fields: Any) -> Feedback:
        """A new feedback of this round, made now by the actor unless `made_at` and `made_by` say otherwise."""
        fields = {"made_at": self.now, "made_by": self.actor.staff} | fields
        return self._add(self.feedbacks, lambda serial: Feedback(serial=serial, round=self.order.round, **fields))

    def add_rating(self, caller: int, **fields: Any) -> Rating:
        """A new rating by one caller in this round, given now."""
        fields |= {"caller": caller, "rated_at": self.now, "round": self.order.round}
        return self._add(self.ratings, lambda serial: Rating(serial=serial, **fields))

    def open(self, kind: OverlayKind, **fields: Any) -> Overlay:
        """A new overlay; open unless `state` says otherwise."""
        fields.setdefault("state", OverlayState.OPEN)
        fields.setdefault("opened_by", self.actor.staff)
        return self._add(self.overlays, lambda serial: Overlay(serial=serial, kind=kind, opened_at=self.now, **fields))

    def close_overlay(self, row: Overlay, state: OverlayState) -> Overlay:
        """Ends an overlay by a decision, an answer or a withdrawal, and its own clocks with it."""
        for clock in self.running(overlay=row.serial):
            self.end_clock(clock)
        return self.change(row, state=state, ended_at=self.now, decided_by=self.actor.staff)

    def add_point(self, content: str) -> Point:
        """A new point of the matter: the order's texts of this kind and its points are counted alike."""
        self.say(TextKind.POINT, content)
        return self._add(self.points, lambda serial: Point(serial=serial))

    def end_feedback(self, row: Feedback, end: FeedbackEnd) -> Feedback:
        """Gives a feedback its one end."""
        return self.change(row, end=end, ended_at=self.now)

    def end_assignment(self, row: Assignment, state: AssignmentState, *, reason: str) -> None:
        """Ends a charge and cancels what still runs for it, save the duty to hand over."""
        self.change(row, state=state, ended_at=self.now)
        for clock in self.running(assignment=row.serial):
            if clock.name not in (ClockName.HANDOVER, ClockName.EXPLANATION, ClockName.SUPERVISION_ANSWER):
                self.cancel_clock(clock, reason)

    def say(self, kind: TextKind, content: str, *, private: bool = False, caller: int | None = None) -> None:
        """Keeps a text; empty ones are left out."""
        if content.strip():
            self.texts.append(NewText(kind=kind, content=content.strip(), private=private, caller=caller))

    def tell(
        self, template: str, *, unit: int | None = None, caller: int | None = None, desk: str | None = None
    ) -> None:
        """Queues a message; whom it cannot reach by law is sorted out by the delivery job."""
        self.deliveries.append(NewDelivery(template=template, unit=unit, caller=caller, desk=desk))

    # ---- clocks --------------------------------------------------------------------------------------------------

    def start_clock(
        self,
        name: ClockName,
        *,
        unit: int | None = None,
        until: tuple[dt.date, Clause] | None = None,
        limit: tuple[deadlines.Term, Clause] | None = None,
        **keys: int | None,
    ) -> Clock | None:
        """Starts a limit: to the end of the date in `until`, else by `limit`, else as the binding regime has it.

        None when the regime sets none. `keys`: the serial of the assignment, caller or overlay it is for.
        """
        found = limit or self.policy.term(name, self.rule_facts)
        fields: dict[str, Any] = {
            "name": name,
            "owner": ClockOwner.DESK if unit is None else ClockOwner.UNIT,
            "unit": unit,
            "round": self.order.round,
            **keys,
        }
        calendar = self.around.calendar
        if until is not None:
            due, clause = deadlines.compute_until(started_at=self.now, until=until[0], calendar=calendar), until[1]
        elif found is not None:
            due, clause = deadlines.compute(started_at=self.now, term=found[0], calendar=calendar), found[1]
            fields |= {"term_amount": found[0].amount, "term_unit": found[0].unit}
        else:
            return None
        if name is not ClockName.CALLERS_DATE or self.callers[keys["caller"] or 0].contactable:
            due = self.shortened(name, due)
        fields["until_date"] = due.due_date if due.term is None else None
        return self._add(self.clocks, lambda serial: self._clock(serial, due, clause, fields))

    def shortened(self, name: ClockName, due: deadlines.Due) -> deadlines.Due:
        """The limit, or the nearer date that a leader's instruction set for the order (R39)."""
        until = self.instructed_until if name in SHORTENED else None
        if until is None or due.due_date <= until:
            return due
        return deadlines.compute_until(started_at=due.started_at, until=until, calendar=self.around.calendar)

    def _clock(self, serial: int, due: deadlines.Due, clause: Clause, fields: dict[str, Any]) -> Clock:
        signal, at = next(iter(self.signals_of(due, fields["name"])), (None, None))
        return Clock(
            serial=serial,
            started_at=due.started_at,
            due_at=due.due_at,
            provisional=due.provisional,
            article=clause.article,
            regime=clause.regime,
            calendar=self.around.calendar.version,
            next_signal=signal,
            next_signal_at=at,
            **fields,
        )

    def end_clock(self, clock: Clock, *, at: dt.datetime | None = None) -> Clock:
        """Ends a limit because what it asked for was done: on time means before the due moment (R16)."""
        moment = at or self.now
        return self._end(clock, ClockEnd.MET if moment < clock.due_at else ClockEnd.LATE, moment)

    def _end(self, clock: Clock, end: ClockEnd, at: dt.datetime, reason: str | None = None) -> Clock:
        return self.change(clock, end=end, end_reason=reason, ended_at=at, next_signal=None, next_signal_at=None)

    def end_clocks(self, *names: ClockName, **keys: int | None) -> None:
        """Ends all running limits of these names (and assignment, caller or overlay)."""
        for clock in self.running(*names, **keys):
            self.end_clock(clock)

    def cancel_clock(
        self, clock: Clock, reason: str, *, at: dt.datetime | None = None, end: ClockEnd = ClockEnd.CANCELLED
    ) -> Clock:
        """Ends a limit that is asked for no more; the reason is a code. One missed before that stays late (R22)."""
        moment = at or self.now
        # A right that ran out is nobody's lateness.
        missed = clock.due_at <= moment and clock.name not in deadlines.WINDOWS
        return self._end(clock, ClockEnd.LATE if missed else end, moment, reason)

    def cancel_clocks(self, *names: ClockName, reason: str, **keys: int | None) -> None:
        """Cancels all running limits of these names."""
        for clock in self.running(*names, **keys):
            self.cancel_clock(clock, reason)

    def rearm(self, clock: Clock, *, silent: bool) -> Clock:
        """Quiets a limit while its feedback lies at the centre, or gives it its next signal again (R53).

        A quiet limit remembers which signal it owed; a red card that fell into the silence comes with the next
        working day.
        """
        if silent:
            return self.change(clock, silent=True, next_signal_at=None)
        due = deadlines.of_stored(
            started_at=clock.started_at, due_at=clock.due_at, term=self._term(clock), calendar=self.around.calendar
        )
        known = self.signals_of(due, clock.name)
        signal, at = next(((signal, at) for signal, at in known if at > self.now), (None, None))
        if at is None and clock.next_signal is not None and Signal.RED_CARD in dict(known):
            today = self.now.astimezone(deadlines.SHANGHAI).date()
            signal, at = Signal.RED_CARD, deadlines.midnight(self.around.calendar.next_working_day(today))
        return self.change(clock, silent=False, next_signal=signal, next_signal_at=at)

    @staticmethod
    def _term(clock: Clock) -> deadlines.Term | None:
        return deadlines.Term(clock.term_amount, clock.term_unit) if clock.term_amount else None

    # ---- moving and finishing ------------------------------------------------------------------------------------

    def move(self, to: OrderState) -> None:
        """Moves the order; whether the row allows it is asserted when the draft is finished."""
        self.set(state=to)

    def finish(self) -> tuple[OrderAggregate, Changes]:
        """The aggregate after the act and what the event must carry."""
        host = self.host
        shown = [row for row in self.running() if row.name in SHOWN_AS_DUE]
        due = min(shown, key=lambda row: (row.silent, row.due_at), default=None)
        self.set(
            host_unit=host.unit if host else None,
            due_at=due.due_at if due else None,
            secret=self.order.request_type is RequestType.TIP_OFF or any(row.secret for row in self.present_callers()),
        )
        after = OrderAggregate(
            order=self.order,
            assignment=self.assignments,
            caller=self.callers,
            clock=self.clocks,
            feedback=self.feedbacks,
            overlay=self.overlays,
            rating=self.ratings,
            point=self.points,
        )
        return after, difference(self.before, after)
