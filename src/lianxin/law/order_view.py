"""One order as an act or a page finds it: its rows, who looks at it, and the questions both ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from lianxin.law import deadlines
from lianxin.law.actors import Actor, UnitDirectory, UnitFacts
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.catalogue import Catalogue, CatalogueEntry
from lianxin.law.evaluation import Evaluation
from lianxin.law.point import Point
from lianxin.law.policy import Facts, Policy
from lianxin.law.rating import Rating
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Caller, Clock, Feedback, Order, OrderAggregate, Overlay
from lianxin.law.words import AssignmentKind, ClockName, OverlayKind, Signal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a decision may know besides the order: who, when, under which rules, with which units."""

    actor: Actor
    now: dt.datetime
    calendar: WorkingCalendar
    units: UnitDirectory
    intake_policy: Policy
    handling_policy: Policy
    catalogue: Catalogue = field(default_factory=Catalogue)
    evaluation: Evaluation = field(default_factory=Evaluation)


@dataclass(slots=True)
class OrderView:
    """An order with its surroundings. Whoever only reads asks this much; `law.draft.Draft` also writes."""

    around: Surroundings
    before: OrderAggregate | None
    order: Order
    assignments: dict[int, Assignment] = field(default_factory=dict)
    callers: dict[int, Caller] = field(default_factory=dict)
    clocks: dict[int, Clock] = field(default_factory=dict)
    feedbacks: dict[int, Feedback] = field(default_factory=dict)
    overlays: dict[int, Overlay] = field(default_factory=dict)
    ratings: dict[int, Rating] = field(default_factory=dict)
    points: dict[int, Point] = field(default_factory=dict)

    @classmethod
    def of(cls, aggregate: OrderAggregate, around: Surroundings) -> Self:
        """A view of a stored order."""
        return cls(
            around=around,
            before=aggregate,
            order=aggregate.order,
            assignments=dict(aggregate.assignment),
            callers=dict(aggregate.caller),
            clocks=dict(aggregate.clock),
            feedbacks=dict(aggregate.feedback),
            overlays=dict(aggregate.overlay),
            ratings=dict(aggregate.rating),
            points=dict(aggregate.point),
        )

    @property
    def now(self) -> dt.datetime:
        """The lawful moment of the act."""
        return self.around.now

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.around.actor

    @property
    def policy(self) -> Policy:
        """The rules that bind now: the version at receive before the first transfer, at transfer after it (R69)."""
        return self.around.handling_policy if self.order.transferred_at else self.around.intake_policy

    @property
    def rule_facts(self) -> Facts:
        """What regimes match on."""
        order = self.order
        return Facts(
            type=order.request_type,
            topic=order.topic,
            channel=order.channel,
            urgency=order.urgency,
            flags=frozenset(order.flags),
            on=self.now.astimezone(deadlines.SHANGHAI).date(),
        )

    def signals_of(self, due: deadlines.Due, clock: ClockName) -> tuple[tuple[Signal, dt.datetime], ...]:
        """What a limit of this order makes known, and when: ahead of a promised date there is a reminder (R16, R21)."""
        lead = self.policy.second_date_lead if clock is ClockName.SECOND_DATE else None
        remind_at = deadlines.ahead(due.due_at, lead, self.around.calendar) if lead is not None else None
        return deadlines.signals(due, clock, remind_at=remind_at)

    def unit(self, unit: int) -> UnitFacts:
        """The unit's facts; refuses an unknown one."""
        facts = self.around.units.get(unit)
        if facts is None:
            raise Refused("unit_unknown")
        return facts

    @property
    def named_by_catalogue(self) -> CatalogueEntry | None:
        """The row of the dispatch catalogue for this matter, if it has one."""
        order = self.order
        return self.around.catalogue.named(order.topic, order.division, order.request_type)

    def active(self, *kinds: AssignmentKind) -> Iterator[Assignment]:
        """Assignments that have not ended, of the kinds given (all when none is)."""
        return (row for row in self.assignments.values() if row.active and (not kinds or row.kind in kinds))

    @property
    def host(self) -> Assignment | None:
        """The root host's assignment, if there is one that has not ended."""
        return next(self.active(AssignmentKind.HOST), None)

    def need_host(self) -> Assignment:
        """The root host's assignment; refuses when nobody hosts."""
        host = self.host
        if host is None:
            raise Refused("no_host")
        return host

    def mine(self, *kinds: AssignmentKind) -> Assignment | None:
        """The active assignment of the actor's unit, the host's before others."""
        found = [row for row in self.active(*kinds) if row.unit == self.actor.unit]
        return min(found, key=lambda row: (row.kind is not AssignmentKind.HOST, row.serial), default=None)

    def need_mine(self, *kinds: AssignmentKind) -> Assignment:
        """Like `mine`; refuses when the actor's unit has no such charge."""
        row = self.mine(*kinds)
        if row is None:
            raise Refused("not_your_assignment")
        return row

    @property
    def handover_owed(self) -> Clock | None:
        """The limit by which the actor's unit, which hosted before, still has to hand over (R61)."""
        return next((row for row in self.running(ClockName.HANDOVER) if row.unit == self.actor.unit), None)

    def below(self, parent: Assignment) -> list[Assignment]:
        """All active assignments below one, however deep."""
        found: list[Assignment] = []
        level = {parent.serial}
        while level:
            rows = [row for row in self.active() if row.parent in level]
            found += rows
            level = {row.serial for row in rows}
        return found

    def caller(self, serial: int) -> Caller:
        """One caller; refuses an unknown serial or one who has withdrawn."""
        row = self.callers.get(serial)
        if row is None or row.withdrawn:
            raise Refused("caller_unknown")
        return row

    def present_callers(self) -> list[Caller]:
        """Callers who have not withdrawn, in the order they joined."""
        return [row for row in self.callers.values() if not row.withdrawn]

    @property
    def pending_feedback(self) -> Feedback | None:
        """The feedback that has no end yet, if any."""
        return next((row for row in self.feedbacks.values() if row.end is None), None)

    def need_feedback(self) -> Feedback:
        """The feedback that has no end yet; refuses when there is none."""
        row = self.pending_feedback
        if row is None:
            raise Refused("no_feedback_pending")
        return row

    def standing_points(self) -> list[Point]:
        """The points of the matter, in the order in which they were listed, without those that were dropped."""
        return [row for row in self.points.values() if row.standing]

    @property
    def instructed_until(self) -> dt.date | None:
        """The nearest date, today or later, that a leader's instruction set for the order (R39)."""
        today = self.now.astimezone(deadlines.SHANGHAI).date()
        dates = (row.until_date for row in self.open_overlays(OverlayKind.INSTRUCTION))
        return min((date for date in dates if date is not None and date >= today), default=None)

    def open_overlays(self, *kinds: OverlayKind) -> list[Overlay]:
        """Overlays still open, of the kinds given."""
        return [row for row in self.overlays.values() if row.open and (not kinds or row.kind in kinds)]

    def open_overlay(self, serial: int, *kinds: OverlayKind) -> Overlay:
        """One open overlay by serial; refuses another kind or one already decided."""
        row = self.overlays.get(serial)
        if row is None or row.kind not in kinds:
            raise Refused("overlay_unknown")
        if not row.open:
            raise Refused("already_decided")
        return row

    def running(
        self,
        *names: ClockName,
        assignment: int | None = None,
        caller: int | None = None,
        overlay: int | None = None,
    ) -> list[Clock]:
        """Clocks without an end, narrowed by name and by whom or what they are for."""
        return [
            row
            for row in self.clocks.values()
            if row.running
            and (not names or row.name in names)
            and (assignment is None or row.assignment == assignment)
            and (caller is None or row.caller == caller)
            and (overlay is None or row.overlay == overlay)
        ]
