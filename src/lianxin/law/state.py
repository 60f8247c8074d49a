"""One work order as plain data: what is stored, what a decision reads, and what a replay of the log rebuilds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from lianxin.law.point import Point
from lianxin.law.rating import Rating
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    CallbackResult,
    CallerKind,
    Channel,
    ClockEnd,
    ClockName,
    ClockOwner,
    ClosedAs,
    FeedbackEnd,
    Grade,
    Language,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    Signal,
    Solved,
    TermUnit,
    Urgency,
)

ACTIVE_ASSIGNMENT = frozenset(
    {AssignmentState.OFFERED, AssignmentState.SIGNED, AssignmentState.DELEGATED, AssignmentState.FED_BACK}
)
"""Assignment states that are no end."""


class Serialled(Protocol):
    """A row inside an order, known by its serial."""

    @property
    def serial(self) -> int:
        """1, 2, 3 … per order and table."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """The matter itself. Moments are aware; ids are those of the records."""

    id: int
    number: str
    state: OrderState
    request_type: RequestType
    channel: Channel
    received_at: dt.datetime
    regime_at_receive: str
    urgency: Urgency = Urgency.NORMAL
    closed_as: ClosedAs | None = None
    outcome: Outcome | None = None
    round: int = 1
    accusation: bool = False
    topic: str | None = None
    division: str | None = None
    managing_unit: int | None = None
    flags: tuple[str, ...] = ()
    subject_unit: int | None = None
    subject_staff: int | None = None
    subject_named: bool = False
    superior_requested: bool = False
    public_safety: bool = False
    secret: bool = False
    anonymous_tip_off: bool = False
    transferred_at: dt.datetime | None = None
    regime_at_transfer: str | None = None
    closed_at: dt.datetime | None = None
    archived_at: dt.datetime | None = None
    host_unit: int | None = None
    upheld_send_backs: int = 0
    designated: bool = False
    first_contact_at: dt.datetime | None = None
    merged_into: int | None = None
    split_from: int | None = None
    earlier: int | None = None
    reopen_causes: tuple[str, ...] = ()
    settled_before: bool = False
    difficult: bool = False
    sealed: bool = False
    due_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit's charge of the order; `parent` is the serial of the assignment above it.

    `to_correct`: its last feedback came back for correction, from the centre or from the unit above (R22).
    """

    serial: int
    kind: AssignmentKind
    unit: int
    state: AssignmentState
    round: int
    offered_at: dt.datetime
    parent: int | None = None
    signed_at: dt.datetime | None = None
    signed_automatically: bool = False
    first_contact_at: dt.datetime | None = None
    last_contact_at: dt.datetime | None = None
    designated: bool = False
    catalogue: str | None = None
    to_correct: bool = False
    ended_at: dt.datetime | None = None

    @property
    def active(self) -> bool:
        """Whether the charge has not ended."""
        return self.state in ACTIVE_ASSIGNMENT


@dataclass(frozen=True, slots=True)
class Caller:
    """One caller of the order: own wishes, own reply, own callback, own rating (R27).

    The answers and `rated_at` are those of the last rating that counts (see `Rating`); `rating_to_check`: a rating of
    theirs waits to be checked (R30).
    """

    serial: int
    joined_at: dt.datetime
    person: int | None = None
    kind: CallerKind = CallerKind.NATURAL_PERSON
    anonymous: bool = False
    contactable: bool = True
    secret: bool = False
    reply_waived: bool = False
    text_only: bool = False
    minor: bool = False
    language: Language = Language.MANDARIN
    reply: ReplyState = ReplyState.OWED
    replied_at: dt.datetime | None = None
    reply_attempts: tuple[dt.datetime, ...] = ()
    callback_attempts: tuple[dt.datetime, ...] = ()
    message_left_at: dt.datetime | None = None
    callback: CallbackResult | None = None
    callback_at: dt.datetime | None = None
    told: bool | None = None
    contacted: bool | None = None
    solved: Solved | None = None
    grade_result: Grade | None = None
    grade_attitude: Grade | None = None
    rated_at: dt.datetime | None = None
    rating_to_check: bool = False
    dissatisfied_rounds: int = 0
    accepted_though_dissatisfied: bool = False
    withdrawn: bool = False
    from_order: int | None = None

    @property
    def dissatisfied(self) -> bool:
        """Whether the caller, in the current round, says no: not solved, or not satisfied with the result."""
        graded = self.grade_result is not None and not self.grade_result.content
        return graded or self.solved is Solved.NO or self.contacted is False


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit (R54): unique by name, assignment or caller or overlay, and round. `due_at` is exclusive."""

    serial: int
    name: ClockName
    owner: ClockOwner
    round: int
    started_at: dt.datetime
    due_at: dt.datetime
    article: str
    regime: str
    calendar: str
    term_amount: int = 0
    term_unit: TermUnit = TermUnit.WORKING_DAY
    extension_amount: int = 0
    until_date: dt.date | None = None
    assignment: int | None = None
    caller: int | None = None
    overlay: int | None = None
    unit: int | None = None
    provisional: bool = False
    silent: bool = False
    next_signal: Signal | None = None
    next_signal_at: dt.datetime | None = None
    end: ClockEnd | None = None
    end_reason: str | None = None
    ended_at: dt.datetime | None = None

    @property
    def running(self) -> bool:
        """Whether the clock has no end yet."""
        return self.end is None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the root host told the centre, and how that feedback ended (R50)."""

    serial: int
    assignment: int
    round: int
    outcome: Outcome
    made_at: dt.datetime
    from_state: OrderState
    second_date: dt.date | None = None
    on_time: bool | None = None
    approved_by_head: bool = False
    made_by: int | None = None
    end: FeedbackEnd | None = None
    ended_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """A request, a supervision, an explanation owed …: beside the state, with a beginning, a decision and an end."""

    serial: int
    kind: OverlayKind
    state: OverlayState
    opened_at: dt.datetime
    assignment: int | None = None
    caller: int | None = None
    unit: int | None = None
    staff: int | None = None
    opened_by: int | None = None
    decided_by: int | None = None
    code: str | None = None
    amount: int | None = None
    until_date: dt.date | None = None
    ended_at: dt.datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for a decision or an answer."""
        return self.state is OverlayState.OPEN


Row = Assignment | Caller | Clock | Feedback | Overlay | Rating | Point
RowT = TypeVar("RowT", Assignment, Caller, Clock, Feedback, Overlay, Rating, Point)

TABLES: dict[str, type[Any]] = {
    "assignment": Assignment,
    "caller": Caller,
    "clock": Clock,
    "feedback": Feedback,
    "overlay": Overlay,
    "rating": Rating,
    "point": Point,
}
"""The tables of an order beside the order itself, by the name events use."""


@dataclass(frozen=True, slots=True)
class OrderAggregate:
    """An order with all its rows, by serial."""

    order: Order
    assignment: Mapping[int, Assignment] = field(default_factory=dict)
    caller: Mapping[int, Caller] = field(default_factory=dict)
    clock: Mapping[int, Clock] = field(default_factory=dict)
    feedback: Mapping[int, Feedback] = field(default_factory=dict)
    overlay: Mapping[int, Overlay] = field(default_factory=dict)
    rating: Mapping[int, Rating] = field(default_factory=dict)
    point: Mapping[int, Point] = field(default_factory=dict)
