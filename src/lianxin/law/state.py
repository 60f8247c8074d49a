"""One work order as plain data: what is stored, what a decision reads, and what a replay of the log rebuilds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar

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
    difficult: bool = False
    sealed: bool = False
    due_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit's charge of the order; `parent` is the serial of the assignment above it."""

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
    designated: bool = False
    catalogue: str | None = None
    ended_at: dt.datetime | None = None

    @property
    def active(self) -> bool:
        """Whether the charge has not ended."""
        return self.state in ACTIVE_ASSIGNMENT


@dataclass(frozen=True, slots=True)
class Caller:
    """One caller of the order: own wishes, own reply, own callback, own rating (R27)."""

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


Row = Assignment | Caller | Clock | Feedback | Overlay
RowT = TypeVar("RowT", Assignment, Caller, Clock, Feedback, Overlay)

TABLES: dict[str, type[Any]] = {
    "assignment": Assignment,
    "caller": Caller,
    "clock": Clock,
    "feedback": Feedback,
    "overlay": Overlay,
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


Changes = dict[str, Any]
"""`{"order": {field: value}, "clock": {"3": {field: value}}}` in JSON values: what one event did."""


def _decoder(annotation: Any) -> Callable[[Any], Any]:
    options = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    kind = next(option for option in options if option is not types.NoneType)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind is dt.datetime:
        return dt.datetime.fromisoformat
    if kind is dt.date:
        return dt.date.fromisoformat
    if typing.get_origin(kind) is tuple:
        inner = _decoder(typing.get_args(kind)[0])
        return lambda values: tuple(inner(value) for value in values)
    return lambda value: value


_TABLES: tuple[type[Any], ...] = (Order, *TABLES.values())
_DECODERS: dict[type[Any], dict[str, Callable[[Any], Any]]] = {
    table: {name: _decoder(hint) for name, hint in typing.get_type_hints(table).items()} for table in _TABLES
}


def encode_value(value: Any) -> Any:
    """A field's value as JSON: moments in UTC ISO 8601, dates ISO, words as their code, tuples as lists."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [encode_value(item) for item in value]
    return value


def decode_fields(table: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one row read back from JSON; None stays None."""
    decoders = _DECODERS[table]
    return {name: None if value is None else decoders[name](value) for name, value in values.items()}


def _row_changes(before: Any, after: Any) -> dict[str, Any]:
    changed = {}
    for name in _DECODERS[type(after)]:
        new = getattr(after, name)
        if before is None:
            if name != "serial" and new != _default(type(after), name):
                changed[name] = encode_value(new)
        elif getattr(before, name) != new:
            changed[name] = encode_value(new)
    return changed


_DEFAULTS: dict[type[Any], dict[str, Any]] = {
    table: {item.name: item.default for item in dataclasses.fields(table)} for table in _TABLES
}


def _default(table: type[Any], name: str) -> Any:
    return _DEFAULTS[table][name]


def difference(before: OrderAggregate | None, after: OrderAggregate) -> Changes:
    """What an event must carry so that `merge(before, it)` gives `after`; rows are never deleted."""
    changes: Changes = {}
    order = _row_changes(before.order if before else None, after.order)
    if order:
        changes["order"] = order
    for table in TABLES:
        old: Mapping[int, Any] = getattr(before, table) if before else {}
        rows = {
            str(serial): _row_changes(old.get(serial), row)
            for serial, row in getattr(after, table).items()
            if old.get(serial) is not row and (serial not in old or old[serial] != row)
        }
        if rows:
            changes[table] = rows
    return changes


def merge(before: OrderAggregate | None, changes: Changes) -> OrderAggregate:
    """The aggregate after one event."""
    order_fields = decode_fields(Order, changes.get("order", {}))
    order = dataclasses.replace(before.order, **order_fields) if before else Order(**order_fields)
    tables: dict[str, Mapping[int, Any]] = {}
    for table, kind in TABLES.items():
        rows: dict[int, Any] = dict(getattr(before, table)) if before else {}
        for key, values in changes.get(table, {}).items():
            serial, fields = int(key), decode_fields(kind, values)
            rows[serial] = (
                dataclasses.replace(rows[serial], **fields) if serial in rows else kind(serial=serial, **fields)
            )
        tables[table] = rows
    return OrderAggregate(order=order, **tables)


def replay(log: Iterable[Changes]) -> OrderAggregate:
    """The state that a chain of events leads to; raises ValueError for an empty log."""
    state: OrderAggregate | None = None
    for changes in log:
        state = merge(state, changes)
    if state is None:
        raise ValueError("an order's log has at least one event")
    return state
