"""Lists of orders: which ones an actor's queue holds, narrowed by what a reader asks for, and found by words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.numbers import find_number
from lianxin.law.terms import SHANGHAI, midnight
from lianxin.law.transitions import OPEN
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    EscalationStep,
    OrderState,
    OverlayKind,
    OverlayState,
    RatingCheck,
    RequestType,
    TextKind,
    Urgency,
)
from lianxin.records.among import among
from lianxin.records.charges import charges_of
from lianxin.records.examining import judged_by, reply_owed, stop_waits
from lianxin.records.models import Clock, OrderCaller, OrderText, Overlay, Rating, Topic, WorkOrder
from lianxin.records.people import people_with_phone
from lianxin.records.readable import charged, not_shut_out, readable
from lianxin.records.running import begins_with, running
from lianxin.records.search import search_query
from lianxin.records.urgency import units_of, urgent_at

MOST_FOUND = 2000
"""Orders that a search by words looks at, the newest first."""

DAYS_OF_A_WEEK = 7
SHOWN_TO_UNITS = (TextKind.TITLE, TextKind.TRANSFER, TextKind.ADDRESS)
SHOWN_TO_DESKS = (*SHOWN_TO_UNITS, TextKind.ACCOUNT, TextKind.SUBJECT_PERSON)


@dataclass(frozen=True, slots=True)
class Queue:
    """What a list holds: empty collections ask for nothing. `own`: a charge of the actor's unit itself, `below`: or of
    one in its reach; otherwise whatever the actor may read. Overlays are open ones, with `own` those the unit owes.

    Of the unit's charges: `charges` by state, `kinds` by capacity, `requested` what it asked for and waits to hear,
    `to_correct` its last feedback came back for correction, `again` of a later round. `clocks`: such a limit runs, of
    the unit with `own`, of a unit in reach with `below`, and the list goes by it alone. `owed`: what the unit must
    still answer, whatever became of the order, beside its charges. `not_first`: leaves out orders whose first limit is
    one of these; `not_escalated`: those whose escalation to such a step is open, for they lie before somebody else.

    Of feedback at the centre: `judged` by the actor's office, or by another (None: by whom it may be), `stops` alone,
    `replies_owed` only where a reply still is. `ratings_to_check`: a rating of the order waits to be checked (R30).
    """

    states: tuple[OrderState, ...] = ()
    overlays: tuple[OverlayKind, ...] = ()
    charges: tuple[AssignmentState, ...] = ()
    kinds: tuple[AssignmentKind, ...] = ()
    requested: tuple[OverlayKind, ...] = ()
    to_correct: bool = False
    again: bool = False
    clocks: tuple[ClockName, ...] = ()
    owed: tuple[OverlayKind, ...] = ()
    codes: tuple[str, ...] = ()
    not_first: tuple[ClockName, ...] = ()
    not_escalated: tuple[EscalationStep, ...] = ()
    judged: bool | None = None
    stops: bool = False
    replies_owed: bool = False
    ratings_to_check: bool = False
    own: bool = False
    below: bool = False

    @property
    def limits(self) -> tuple[ClockName, ...]:
        """The limits that a list of many units' orders goes by alone."""
        return () if self.own else self.clocks


class Due(Enum):
    """When an order's most urgent limit ends."""

    OVERDUE = "overdue"
    """It has passed."""
    TODAY = "today"
    """With this day."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The moment of the request, the midnight that ends its day, and that which ends its Sunday."""

    now: dt.datetime
    tonight: dt.datetime
    sunday_night: dt.datetime

    @classmethod
    def of(cls, now: dt.datetime) -> Moments:
        """All three, from the first."""
        today = now.astimezone(SHANGHAI).date()
        return cls(now, *(midnight(today + dt.timedelta(days=days)) for days in (1, DAYS_OF_A_WEEK - today.weekday())))


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list is narrowed by the reader; empty values ask for nothing.

    `due` is when the first limit of the order ends, or of these `limits`. `open_only` leaves out what has ended;
    `private`: words are looked for in what is for the centre's desks alone, and a telephone number is looked for at
    all.
    """

    request_type: RequestType | None = None
    state: OrderState | None = None
    open_only: bool = False
    topic: str = ""
    unit: int | None = None
    words: str = ""
    phone: str = ""
    private: bool = False
    due: Due | None = None
    limits: tuple[ClockName, ...] = ()
    urgency: Urgency | None = None


def order_with_number(number: str) -> int | None:
    """The id of the order with this number; None when there is none."""
    return WorkOrder.objects.filter(number=number).values_list("id", flat=True).first()


def earlier_order(number: str) -> EarlierOrder | None:
    """The order with this number as a stop refers to it; None when there is none."""
    row = WorkOrder.objects.filter(number=number).first()
    if row is None:
        return None
    callers = OrderCaller.objects.filter(order=row, person__isnull=False, withdrawn=False)
    return EarlierOrder(
        id=row.pk,
        closed_as=row.closed_as,
        request_type=row.request_type,
        topic=row.topic_id,
        division=row.division_id,
        callers=frozenset() if row.secret else frozenset(callers.values_list("person_id", flat=True)),
    )


def orders_in(queue: Queue, actor: Actor, units: UnitDirectory, *, open_only: bool = False) -> QuerySet[Any]:
    """The orders of a queue that the actor may read, unsorted, each with the moment it is `urgent_at`.

    `open_only` leaves out what has ended for the unit, too: a charge that was recalled or given back.
    """
    held_only = (queue.own or queue.below) and not queue.overlays and not queue.limits
    # Whoever holds a charge may read its order: asked twice, the database would look for charges twice.
    may_read = not_shut_out(actor, units) if held_only else readable(actor, units)
    found: QuerySet[Any] = WorkOrder.objects.filter(may_read).annotate(urgent_at=urgent_at(queue, actor, units))
    in_state = (Q(state__in=queue.states) if queue.states else Q()) & _by_limits(queue, actor)
    in_state &= _examined(queue, actor, units) & _not_escalated(queue)
    if queue.overlays:
        waiting = _waiting(queue.overlays, actor.unit if queue.own else None)
        found = found.filter(in_state & Q(among(waiting.filter(code__in=queue.codes) if queue.codes else waiting)))
        return found.filter(charged(units_of(queue, actor, units), active=True)) if queue.below else found
    if not held_only:
        return found.filter(in_state)
    active = bool(queue.charges or queue.states or open_only)
    held = charges_of(queue, units_of(queue, actor, units), active=active)
    if active:
        mine = in_state & Q(among(held))
        return found.filter(mine | Q(among(_waiting(queue.owed, actor.unit))) if queue.owed else mine)
    return found.filter(Exists(held.filter(order=OuterRef("pk"))))


def _examined(queue: Queue, actor: Actor, units: UnitDirectory) -> Q:
    wanted = Q()
    if queue.judged is not None:
        judged = judged_by(actor, units)
        wanted &= judged if queue.judged else ~judged
    if queue.stops:
        wanted &= stop_waits()
    if queue.ratings_to_check:
        wanted &= Q(among(Rating.objects.filter(check_state=RatingCheck.TO_CHECK)))
    return wanted & reply_owed() if queue.replies_owed else wanted


def _not_escalated(queue: Queue) -> Q:
    if not queue.not_escalated:
        return Q()
    return ~Q(among(_waiting((OverlayKind.ESCALATION,), None).filter(code__in=queue.not_escalated)))


def _waiting(kinds: Collection[OverlayKind], unit: int | None) -> QuerySet[Any]:
    """Open overlays of these kinds: all, or those that still ask something of one unit.

    A denied reply that the unit has proved stays open until a person decides, and asks nothing of the unit (R31).
    """
    waiting = Overlay.objects.filter(kind__in=kinds, state=OverlayState.OPEN)
    if unit is None:
        return waiting
    return waiting.filter(unit=unit).exclude(kind=OverlayKind.CONTRADICTION, code__isnull=False)


def _by_limits(queue: Queue, actor: Actor) -> Q:
    """Orders of which a limit of the queue's runs, with `own` one of the actor's unit; or ends first."""
    wanted = ~Q(begins_with(queue.not_first)) if queue.not_first else Q()
    if not queue.clocks:
        return wanted
    limits = Clock.objects.filter(name__in=queue.clocks, end__isnull=True)
    return wanted & Q(among(limits.filter(unit=actor.unit) if queue.own else limits))


def narrowed(found: QuerySet[Any], asked: Asked, moments: Moments) -> QuerySet[Any]:
    """The orders among `found` that the reader asked for."""
    wanted: dict[str, object] = {
        "state": asked.state,
        "state__in": OPEN if asked.open_only and asked.state is None else None,
        "request_type": asked.request_type,
        "topic__in": Topic.objects.filter(code__startswith=asked.topic) if asked.topic else None,
        "host_unit": asked.unit,
        "urgency": asked.urgency,
        "urgent_at__gt": moments.now if asked.due is Due.TODAY else None,
        "urgent_at__lte": _until(asked.due, moments),
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    if asked.limits and asked.due is not None:
        found = found.filter(among(_ending(asked.limits, asked.due, moments)))
    if asked.phone and asked.private:
        return with_phone(found, asked.phone)
    return found.filter(_worded(asked, found)) if asked.words.strip() else found


def _ending(limits: Collection[ClockName], due: Due, moments: Moments) -> QuerySet[Any]:
    """Limits that end so: far fewer than run, so that their orders are looked at alone."""
    found = running(limits).filter(due_at__lte=_until(due, moments))
    return found.filter(due_at__gt=moments.now) if due is Due.TODAY else found


def _until(due: Due | None, moments: Moments) -> dt.datetime | None:
    if due is None:
        return None
    return moments.now if due is Due.OVERDUE else moments.tonight


def _worded(asked: Asked, found: QuerySet[Any]) -> Q:
    """Orders with a number that begins so, or the newest among `found` with a text that says so."""
    words = asked.words.strip()
    if number := find_number(words):
        return Q(number=number)
    digits = "".join(one for one in words if one.isdecimal() or one == "-")
    if digits == words and len(digits) >= 6 and digits.startswith("20"):
        return Q(number__startswith=digits if "-" in digits or len(digits) <= 8 else f"{digits[:8]}-{digits[8:]}")
    query = search_query(words)
    if query is None:
        return Q(pk__in=[])
    texts = OrderText.objects.filter(search=query, kind__in=SHOWN_TO_DESKS if asked.private else SHOWN_TO_UNITS)
    if not asked.private:
        texts = texts.filter(private=False)
    texts = texts.filter(order__in=found.order_by().values("pk"))
    # Looked for once: what is done with them, a page of rows and a count, would each look for them again.
    newest = texts.order_by("-order_id").values_list("order_id", flat=True)[:MOST_FOUND]
    return Q(pk__in=list(dict.fromkeys(newest)))


def with_phone(found: QuerySet[Any], phone: str) -> QuerySet[Any]:
    """The orders among `found` of a caller with this telephone number; raises NotAPhoneNumber."""
    people = [person.pk for person in people_with_phone(phone)]
    return found.filter(Exists(OrderCaller.objects.filter(order=OuterRef("pk"), person__in=people)))
