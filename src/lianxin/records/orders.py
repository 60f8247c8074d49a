"""Lists of orders: which ones an actor's queue holds, narrowed by what a reader asks for, and found by words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.draft import SHOWN_AS_DUE
from lianxin.law.numbers import find_number
from lianxin.law.terms import SHANGHAI, midnight
from lianxin.law.words import (
    AssignmentState,
    OrderState,
    OverlayKind,
    OverlayState,
    RequestType,
    TextKind,
)
from lianxin.records.models import Assignment, Clock, OrderCaller, OrderText, Overlay, Topic, WorkOrder
from lianxin.records.models.order_rows import ACTIVE
from lianxin.records.people import people_with_phone
from lianxin.records.readable import in_reach, not_shut_out, readable
from lianxin.records.search import search_query

MOST_FOUND = 2000
"""Orders that a search by words looks at, the newest first."""

OPEN_STATES = tuple(state for state in OrderState if state not in (OrderState.CLOSED, OrderState.ARCHIVED))
SHOWN_TO_UNITS = (TextKind.TITLE, TextKind.TRANSFER, TextKind.ADDRESS)
SHOWN_TO_DESKS = (*SHOWN_TO_UNITS, TextKind.ACCOUNT, TextKind.SUBJECT_PERSON)


@dataclass(frozen=True, slots=True)
class Queue:
    """What a list holds: empty collections ask for nothing. `own`: a charge of the actor's unit itself, `below`: or of
    one in its reach; otherwise whatever the actor may read. Overlays are open ones, with `own` those the unit owes."""

    states: tuple[OrderState, ...] = ()
    overlays: tuple[OverlayKind, ...] = ()
    assignment_states: tuple[AssignmentState, ...] = ()
    own: bool = False
    below: bool = False


class Due(Enum):
    """When an order's most urgent limit ends."""

    OVERDUE = "overdue"
    """It has passed."""
    TODAY = "today"
    """With this day."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The moment of the request, and the midnight that ends its day."""

    now: dt.datetime
    tonight: dt.datetime

    @classmethod
    def of(cls, now: dt.datetime) -> Moments:
        """Both, from the first."""
        return cls(now, midnight(now.astimezone(SHANGHAI).date() + dt.timedelta(days=1)))


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list is narrowed by the reader; empty values ask for nothing.

    `open_only` leaves out what has ended; `private`: words are looked for in what is for the centre's desks alone, and
    a telephone number is looked for at all.
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

    In a unit's own queue that is when the first of its own limits ends, else when the order's first limit ends.
    `open_only` leaves out what has ended for the unit, too: a charge that was recalled or given back.
    """
    held_only = (queue.own or queue.below) and not queue.overlays
    # Whoever holds a charge may read its order: asked twice, the database would look for charges twice.
    may_read = not_shut_out(actor, units) if held_only else readable(actor, units)
    found: QuerySet[Any] = WorkOrder.objects.filter(may_read).annotate(urgent_at=_urgent(queue, actor))
    if queue.states:
        found = found.filter(state__in=queue.states)
    if queue.overlays:
        waiting = Overlay.objects.filter(kind__in=queue.overlays, state=OverlayState.OPEN)
        return found.filter(among(waiting.filter(unit=actor.unit) if queue.own else waiting))
    if queue.own or queue.below:
        held = Assignment.objects.filter(unit__in=_units(queue, actor, units))
        if queue.assignment_states or queue.states or open_only:
            return found.filter(among(held.filter(_in_state(queue))))
        found = found.filter(Exists(held.filter(order=OuterRef("pk"))))
    return found


class Among(Func):
    """Whether an order is one of few that a subquery names: asked first, and once, whatever the planner thinks."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(rows: QuerySet[Any]) -> Among:
    """Orders that one of these rows belongs to."""
    return Among(F("pk"), ArraySubquery(rows.values("order_id")))


def _urgent(queue: Queue, actor: Actor) -> Combinable:
    if not queue.own:
        return F("due_at")
    own = Clock.objects.filter(order=OuterRef("pk"), unit=actor.unit, end__isnull=True, name__in=SHOWN_AS_DUE)
    return Coalesce(Subquery(own.order_by("due_at").values("due_at")[:1]), F("due_at"))


def _units(queue: Queue, actor: Actor, units: UnitDirectory) -> list[int]:
    if actor.unit is None:
        return []
    return in_reach(actor.unit, units) if queue.below else [actor.unit]


def _in_state(queue: Queue) -> Q:
    """Charges in the states asked for, else those that have not ended."""
    return Q(state__in=queue.assignment_states) if queue.assignment_states else ACTIVE


def narrowed(found: QuerySet[Any], asked: Asked, moments: Moments) -> QuerySet[Any]:
    """The orders among `found` that the reader asked for."""
    wanted: dict[str, object] = {
        "state": asked.state,
        "state__in": OPEN_STATES if asked.open_only and asked.state is None else None,
        "request_type": asked.request_type,
        "topic__in": Topic.objects.filter(code__startswith=asked.topic) if asked.topic else None,
        "host_unit": asked.unit,
        "urgent_at__gt": moments.now if asked.due is Due.TODAY else None,
        "urgent_at__lte": _until(asked.due, moments),
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    if asked.phone and asked.private:
        return with_phone(found, asked.phone)
    return found.filter(_worded(asked)) if asked.words.strip() else found


def _until(due: Due | None, moments: Moments) -> dt.datetime | None:
    if due is None:
        return None
    return moments.now if due is Due.OVERDUE else moments.tonight


def _worded(asked: Asked) -> Q:
    """Orders with a number that begins so, or a text that says so."""
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
    return Q(pk__in=texts.order_by("-order_id").values("order_id")[:MOST_FOUND])


def with_phone(found: QuerySet[Any], phone: str) -> QuerySet[Any]:
    """The orders among `found` of a caller with this telephone number; raises NotAPhoneNumber."""
    people = [person.pk for person in people_with_phone(phone)]
    return found.filter(Exists(OrderCaller.objects.filter(order=OuterRef("pk"), person__in=people)))
