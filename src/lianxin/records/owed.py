"""Promises and explanations by their day: what runs, what was answered, and what a row says of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.actors import Actor
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.promises import MADE
from lianxin.law.words import ClockEnd, ClockName, OverlayKind, OverlayState
from lianxin.records.among import among
from lianxin.records.models import Clock, Feedback, Overlay, WorkOrder
from lianxin.records.models.order_rows import EXPLAINED
from lianxin.records.orders import Moments
from lianxin.records.readable import readable
from lianxin.records.rules import Rules


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose promises and explanations are asked for: of one unit or of all, among orders that may be read."""

    readable: Q
    unit: int | None


Rows = Callable[[Reach, Moments], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class OwedQuestion:
    """What is owed of one kind as a reader may see it; `own`: by their own unit alone."""

    ask: Rows
    own: bool
    kept: bool = field(default=True, init=False)

    def rows(self, actor: Actor, rules: Rules, moments: Moments) -> QuerySet[Any]:
        """The limits or requests, in the order of their desk."""
        return self.ask(Reach(readable(actor, rules.units), actor.unit if self.own else None), moments)


def _open_to(rows: QuerySet[Any], reach: Reach) -> QuerySet[Any]:
    if reach.unit is not None:
        rows = rows.filter(unit=reach.unit)
    return rows.filter(Exists(WorkOrder.objects.filter(reach.readable, pk=OuterRef("order_id"))))


def promises_in_hand(reach: Reach) -> QuerySet[Any]:
    """Second dates that run while the order is in its unit's hands, the earliest first."""
    return _running(ClockName.SECOND_DATE, reach).filter(silent=False)


def promises_at_centre(reach: Reach) -> QuerySet[Any]:
    """Second dates whose final feedback lies at the centre (R53)."""
    return _running(ClockName.SECOND_DATE, reach).filter(silent=True)


def promises_to_change(reach: Reach) -> QuerySet[Any]:
    """Second dates that their unit asks to move (R21)."""
    asked = Overlay.objects.filter(kind=OverlayKind.PROMISE_CHANGE, state=OverlayState.OPEN)
    return _running(ClockName.SECOND_DATE, reach).filter(among(asked, "order_id"))


def explanations_owed(reach: Reach) -> QuerySet[Any]:
    """Limits for explanations that nobody has given yet, the earliest first."""
    return _running(ClockName.EXPLANATION, reach)


def _running(name: ClockName, reach: Reach) -> QuerySet[Any]:
    rows = Clock.objects.filter(name=name, end__isnull=True)
    return _open_to(rows, reach).order_by("due_at", "order_id", "serial")


def explanations_given(reach: Reach) -> QuerySet[Any]:
    """Explanations that were given, the latest first."""
    return _open_to(Overlay.objects.filter(EXPLAINED), reach).order_by("-ended_at", "order_id", "serial")


def returns(reach: Reach) -> QuerySet[Any]:
    """Requests to take a closed order up again that wait for a decision, the oldest first (R66); units have none."""
    rows = Overlay.objects.filter(kind=OverlayKind.REOPENING, state=OverlayState.OPEN)
    return _open_to(rows, reach).order_by("opened_at", "order_id", "serial")


# ---- what a row says -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """Of one order: the day callers were told first, and how often the hotline decided on another."""

    first_date: dt.date | None = None
    changes: int = 0
    asked: bool = False


def promise_facts(orders: Collection[int]) -> Mapping[int, PromiseFacts]:
    """These facts of each order, in two statements."""
    given = Feedback.objects.filter(order__in=orders, outcome__in=SECOND_DATE_OUTCOMES, end__in=MADE)
    firsts = dict(given.order_by("round", "serial").values_list("order_id", "second_date"))
    asked: dict[int, Counter[str]] = defaultdict(Counter)
    requests = Overlay.objects.filter(order__in=orders, kind=OverlayKind.PROMISE_CHANGE)
    for order, state in requests.values_list("order_id", "state"):
        asked[order][state] += 1
    return {
        order: PromiseFacts(
            first_date=firsts.get(order),
            changes=asked[order][OverlayState.UPHELD],
            asked=asked[order][OverlayState.OPEN] > 0,
        )
        for order in orders
    }


def clocks_of(rows: Collection[Overlay]) -> Mapping[tuple[int, int], Clock]:
    """The limit that each of these requests runs or ran under, by order and serial of the request."""
    found = Clock.objects.filter(order__in={row.order_id for row in rows}, overlay__isnull=False)
    found = found.exclude(end=ClockEnd.CANCELLED)
    return {(clock.order_id, clock.overlay or 0): clock for clock in found}


def overlays_of(rows: Collection[Clock]) -> Mapping[tuple[int, int], Overlay]:
    """What each of these limits runs for, by order and serial of the limit."""
    found = Overlay.objects.filter(order__in={row.order_id for row in rows})
    known = {(row.order_id, row.serial): row for row in found}
    return {
        (row.order_id, row.serial): known[row.order_id, row.overlay]
        for row in rows
        if row.overlay is not None and (row.order_id, row.overlay) in known
    }
