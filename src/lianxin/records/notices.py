"""What units were told: cards and messages as they were recorded, the latest first."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.words import Signal
from lianxin.messaging.to_units import TO_THE_BARRED
from lianxin.records.models import Delivery, WorkOrder

CARDS = (Signal.YELLOW_CARD.value, Signal.RED_CARD.value)
"""The messages that are cards (R16)."""


def notices(readable: Q, *, unit: int | None, opened: bool, templates: Collection[str] = ()) -> QuerySet[Delivery]:
    """Messages to one unit, or to all; each says in `opens` whether the reader may open its order.

    With `opened` only those remain, and what a unit is told of an order it may not read any more (R60).
    """
    orders = WorkOrder.objects.filter(readable, pk=OuterRef("order_id"))
    found = Delivery.objects.filter(unit__isnull=False).annotate(opens=Exists(orders)).select_related("order", "unit")
    if unit is not None:
        found = found.filter(unit=unit)
    if templates:
        found = found.filter(template__in=list(templates))
    if opened:
        farewell = Q(template__in=list(TO_THE_BARRED)) if unit is not None else Q(pk__in=[])
        found = found.filter(Q(opens=True) | farewell)
    return found
