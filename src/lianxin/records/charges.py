"""A unit's charges as a list asks for them: by state and capacity, by what it asked for, by what came back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.words import OverlayState
from lianxin.records.models import Assignment, Overlay
from lianxin.records.models.order_rows import ACTIVE

if TYPE_CHECKING:
    from lianxin.records.orders import Queue


def charges_of(queue: Queue, units: Collection[int], *, active: bool) -> QuerySet[Any]:
    """The charges of these units that bring an order into the queue; `active`: only those that have not ended."""
    held = Assignment.objects.filter(unit__in=units)
    if queue.charges or active:
        held = held.filter(Q(state__in=queue.charges) if queue.charges else ACTIVE)
    if queue.kinds:
        held = held.filter(kind__in=queue.kinds)
    if queue.requested:
        held = held.filter(_asks(queue))
    if queue.again:
        held = held.filter(round__gt=1)
    return held.filter(to_correct=True) if queue.to_correct else held


def _asks(queue: Queue) -> Exists:
    """The unit of the charge has asked for something, and nobody has decided yet."""
    open_ones = Overlay.objects.filter(kind__in=queue.requested, state=OverlayState.OPEN)
    return Exists(open_ones.filter(order=OuterRef("order"), assignment=OuterRef("serial")))
