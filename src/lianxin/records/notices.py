"""What units and desks were told: cards and messages as they were recorded, the latest first."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.words import Desk, Signal
from lianxin.messaging.to_units import TO_THE_BARRED
from lianxin.records.models import Delivery, WorkOrder

CARDS = (Signal.YELLOW_CARD.value, Signal.RED_CARD.value)
"""The messages that are cards (R16)."""


def notices(
    readable: Q, *, addressed: Q, farewell: bool, opened: bool, templates: Collection[str] = ()
) -> QuerySet[Delivery]:
    """The messages addressed so; each says in `opens` whether the reader may open its order.

    With `opened` only those remain, and with `farewell` what a unit is told of an order it may not read any more (R60).
    """
    orders = WorkOrder.objects.filter(readable, pk=OuterRef("order_id"))
    found = Delivery.objects.filter(addressed).annotate(opens=Exists(orders)).select_related("order", "unit")
    if templates:
        found = found.filter(template__in=list(templates))
    if opened:
        told = Q(template__in=list(TO_THE_BARRED)) if farewell else Q(pk__in=[])
        found = found.filter(Q(opens=True) | told)
    return found


def addressed(unit: int | None, desks: Collection[Desk], *, all_units: bool) -> Q:
    """Messages to one unit or to all, and to these desks."""
    to_desks = Q(desk__in=[desk.value for desk in desks]) if desks else Q(pk__in=[])
    if all_units:
        return Q(unit__isnull=False) | to_desks
    return Q(unit=unit) | to_desks if unit is not None else to_desks
