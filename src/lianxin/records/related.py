"""Orders that belong with another one: merged, split off, earlier, linked, or of the same people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from lianxin.law.words import OrderState, TextKind
from lianxin.records.models import OrderCaller, OrderLink, OrderText, WorkOrder

MOST = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An order by number and title, and how it stands."""

    id: int
    number: str
    title: str
    state: OrderState


def neighbours(order: WorkOrder, readable: Q, people: Collection[int]) -> list[Neighbour]:
    """What belongs with the order among what the reader may open, the latest first; also other orders of `people`."""
    linked = OrderLink.objects.filter(Q(order=order) | Q(related=order)).values_list("order_id", "related_id")
    ids = {pk for pair in linked for pk in pair}
    ids |= {pk for pk in (order.merged_into_id, order.split_from_id, order.earlier_id) if pk is not None}
    near = Q(pk__in=ids) | Q(merged_into=order) | Q(split_from=order) | Q(earlier=order)
    if people:
        theirs = OrderCaller.objects.filter(person__in=people).order_by("-order_id").values_list("order_id", flat=True)
        near |= Q(pk__in=list(theirs[: 2 * MOST]))
    rows = WorkOrder.objects.filter(near).filter(readable).exclude(pk=order.pk).order_by("-received_at", "-pk")[:MOST]
    titles = _titles([row.pk for row in rows])
    return [Neighbour(row.pk, row.number, titles.get(row.pk) or row.number, OrderState(row.state)) for row in rows]


def _titles(orders: Collection[int]) -> dict[int, str]:
    rows = OrderText.objects.filter(order__in=orders, kind=TextKind.TITLE, content__isnull=False)
    latest = rows.order_by("order_id", "-sequence", "-place").distinct("order_id")
    return {row.order_id: row.content or "" for row in latest}
