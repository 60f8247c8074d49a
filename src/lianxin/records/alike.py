"""Finds orders that may be about the same matter, and those of the same people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet

from lianxin.law.state import Order
from lianxin.law.words import TextKind
from lianxin.records.models import OrderCaller, OrderText, WorkOrder
from lianxin.records.search import search_query

MOST = 20
SHORTEST = 4
"""Characters of a place or title that are worth a search."""


def orders_of_people(people: Iterable[int]) -> list[int]:
    """Ids of the orders of these people, the newest first."""
    rows = OrderCaller.objects.filter(person__in=set(people)).order_by("-order_id").values_list("order_id", flat=True)
    return list(dict.fromkeys(rows))


def newest_title() -> QuerySet[Any]:
    """For a subquery: the latest title of an order, nothing where it was sealed."""
    titles = OrderText.objects.filter(order=OuterRef("pk"), kind=TextKind.TITLE, content__isnull=False)
    return titles.order_by("-sequence", "-place").values("content")[:1]


def transferred_first(one: Order | WorkOrder, other: Order | WorkOrder) -> Order | WorkOrder:
    """Of two orders the one that takes the other in: the earlier transferred, else the earlier received (R55)."""

    def age(row: Order | WorkOrder) -> tuple[bool, dt.datetime, int]:
        return row.transferred_at is None, row.transferred_at or row.received_at, row.id

    return min(one, other, key=age)


def orders_alike(topic: str, division: str, words: str, since: dt.datetime) -> list[int]:
    """Ids of orders since a moment with the same words for place or title, then of the same topic in the same place."""
    found: list[int] = []
    query = search_query(words) if len(words) >= SHORTEST else None
    if query is not None:
        texts = OrderText.objects.filter(search=query, at__gte=since, kind__in=[TextKind.TITLE, TextKind.ADDRESS])
        found += texts.order_by("-order_id").values_list("order_id", flat=True)[:MOST]
    if topic and division:
        orders = WorkOrder.objects.filter(topic=topic, division=division, received_at__gte=since)
        found += orders.order_by("-id").values_list("id", flat=True)[:MOST]
    return list(dict.fromkeys(found))
