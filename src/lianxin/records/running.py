"""Limits that run, by what they are: for lists that go by some of them alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from lianxin.law.words import ClockName
from lianxin.records.models import Clock


def running(names: Collection[ClockName], units: Collection[int] | None = None) -> QuerySet[Any]:
    """Limits of these names without an end that give signals, of all units or of these."""
    found = Clock.objects.filter(name__in=names, end__isnull=True, silent=False)
    return found if units is None else found.filter(unit__in=units)


def first_end(names: Collection[ClockName], units: Collection[int] | None = None) -> Subquery:
    """When the first of an order's limits of these names ends; null for an order without."""
    own = running(names, units).filter(order=OuterRef("pk"))
    return Subquery(own.order_by("due_at").values("due_at")[:1])


def begins_with(names: Collection[ClockName]) -> Exists:
    """Whether the limit of an order that ends first is one of these."""
    return Exists(running(names).filter(order=OuterRef("pk"), due_at=OuterRef("due_at")))


def in_order(field: str = "urgent_at") -> tuple[Any, str]:
    """The most urgent first, those without a limit behind them, by their ids: as `records.paging` walks a list."""
    return F(field).asc(nulls_last=True), "id"
