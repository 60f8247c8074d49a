"""Orders that belong with another one: merged, split off, earlier, linked, or of the same people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q

from lianxin.law.words import OrderState, OrderTie, TextKind
from lianxin.records.models import OrderCaller, OrderLink, OrderText, WorkOrder

MOST = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An order by number and title, how it belongs, and how it stands."""

    id: int
    number: str
    title: str
    state: OrderState
    ties: tuple[OrderTie, ...] = ()


def neighbours(order: WorkOrder, readable: Q, people: Collection[int]) -> list[Neighbour]:
    """What belongs with the order among what the reader may open, the latest first; also other orders of `people`."""
    linked = OrderLink.objects.filter(Q(order=order) | Q(related=order)).values_list("order_id", "related_id")
    ids = {pk for pair in linked for pk in pair}
    above = {pk for pk in (order.merged_into_id, order.split_from_id, order.earlier_id) if pk is not None}
    near = Q(pk__in=ids | above) | Q(merged_into=order) | Q(split_from=order) | Q(earlier=order)
    theirs = _orders_of(people)
    if theirs:
        near |= Q(pk__in=theirs)
    rows = WorkOrder.objects.filter(near).filter(readable).exclude(pk=order.pk).order_by("-received_at", "-pk")[:MOST]
    titles = _titles([row.pk for row in rows])
    return [
        Neighbour(
            row.pk,
            row.number,
            titles.get(row.pk) or row.number,
            OrderState(row.state),
            tuple(_ties(order, row, linked=row.pk in ids, same_caller=row.pk in theirs)),
        )
        for row in rows
    ]


def _orders_of(people: Collection[int]) -> list[int]:
    if not people:
        return []
    theirs = OrderCaller.objects.filter(person__in=people).order_by("-order_id").values_list("order_id", flat=True)
    return list(theirs[: 2 * MOST])


def _ties(order: WorkOrder, other: WorkOrder, *, linked: bool, same_caller: bool) -> Iterator[OrderTie]:
    """How the other order belongs with this one, the closest tie first."""
    held = (
        (order.merged_into_id == other.pk, OrderTie.MERGED_INTO),
        (other.merged_into_id == order.pk, OrderTie.MERGED),
        (order.split_from_id == other.pk, OrderTie.SPLIT_FROM),
        (other.split_from_id == order.pk, OrderTie.SPLIT_OFF),
        (order.earlier_id == other.pk, OrderTie.EARLIER),
        (other.earlier_id == order.pk, OrderTie.LATER),
        (linked, OrderTie.LINKED),
        (same_caller, OrderTie.SAME_CALLER),
    )
    yield from (tie for holds, tie in held if holds)


def _titles(orders: Collection[int]) -> dict[int, str]:
    rows = OrderText.objects.filter(order__in=orders, kind=TextKind.TITLE, content__isnull=False)
    latest = rows.order_by("order_id", "-sequence", "-place").distinct("order_id")
    return {row.order_id: row.content or "" for row in latest}
