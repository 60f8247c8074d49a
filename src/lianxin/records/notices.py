"""What units and desks were told: cards and messages as they were recorded, the latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.words import ClockName, Desk, Signal, SubjectKind
from lianxin.messaging.to_units import TO_THE_BARRED
from lianxin.records.models import Clock, Delivery, Event, WorkOrder

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


@dataclass(frozen=True, slots=True)
class LimitTold:
    """The limit that a message speaks of, and its exclusive end as it was when the message was written."""

    name: ClockName
    due_at: dt.datetime


def limits_told(rows: Collection[Delivery]) -> dict[int, LimitTold]:
    """The limit that each card or reminder speaks of, by the message's id, as its event says; others have none."""
    orders = {row.order_id for row in rows}
    events = Event.objects.filter(
        subject_kind=SubjectKind.ORDER,
        subject_id__in=orders,
        recorded_at__in={row.created_at for row in rows},  # a message is recorded in the moment of its event
        name="signal_clock",
    )
    signals = {(event.subject_id, event.recorded_at): event.payload for event in events if "clock" in event.payload}
    serials = {payload["clock"] for payload in signals.values()}
    clocks = Clock.objects.filter(order__in=orders, serial__in=serials).values_list("order", "serial", "name")
    names = {(order, serial): ClockName(name) for order, serial, name in clocks}
    found = {}
    for row in rows:
        payload = signals.get((row.order_id, row.created_at), {})
        if (name := names.get((row.order_id, payload.get("clock")))) and payload.get("signal") == row.template:
            found[row.pk] = LimitTold(name, dt.datetime.fromisoformat(payload["due_at"]))
    return found
