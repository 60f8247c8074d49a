"""The moment that an order has its place by in a list: when the limit ends that its row counts down to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.draft import SHOWN_AS_DUE
from lianxin.law.transitions import AT_CENTRE
from lianxin.law.words import ClockName
from lianxin.records.models import Assignment, Clock
from lianxin.records.models.order_rows import ACTIVE
from lianxin.records.readable import in_reach
from lianxin.records.running import first_end

if TYPE_CHECKING:
    from lianxin.records.orders import Queue


def urgent_at(queue: Queue, actor: Actor, units: UnitDirectory) -> Combinable:
    """When the first limit of the order ends; in a unit's own queue the first that it has to keep, if it has any.

    A delegate works to its inner limit, which its parent answers for (R54). Of what lies at the centre a unit is late
    with nothing but what it owes besides: its own limits are silent, and the others are the centre's (R53).
    """
    if queue.limits:
        return first_end(queue.limits, units_of(queue, actor, units) if queue.below else None)
    if not queue.own:
        return F("due_at")
    own = Clock.objects.filter(order=OuterRef("pk"), end__isnull=True, silent=False)
    if queue.clocks:
        return _first(own.filter(unit=actor.unit, name__in=queue.clocks))
    mine = Assignment.objects.filter(ACTIVE, order=OuterRef("order"), serial=OuterRef("assignment"), unit=actor.unit)
    kept = Q(unit=actor.unit, name__in=SHOWN_AS_DUE) | Q(Exists(mine), name=ClockName.INNER_LEVEL)
    of_order = Case(When(state__in=AT_CENTRE, then=None), default=F("due_at"))
    return Coalesce(_first(own.filter(kept)), of_order)


def _first(clocks: QuerySet[Clock]) -> Subquery:
    return Subquery(clocks.order_by("due_at").values("due_at")[:1])


def units_of(queue: Queue, actor: Actor, units: UnitDirectory) -> list[int]:
    """Whose charges a queue holds: the actor's unit's, or those of all in its reach."""
    if actor.unit is None:
        return []
    return in_reach(actor.unit, units) if queue.below else [actor.unit]
