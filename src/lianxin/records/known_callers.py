"""What is known of callers when they call: how often they came, what they wished, how content they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.aggregates import Aggregate
from django.db.models.fields import BooleanField

from lianxin.law.words import Grade
from lianxin.records.models import Division, OrderCaller, WorkOrder

DISSATISFIED = tuple(grade for grade in Grade if not grade.content)


class AnyOf(Aggregate):
    """Whether it holds for one of the rows."""

    function = "bool_or"
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Standing:
    """One person as a caller: orders ever and lately, those left dissatisfied lately, wishes ever expressed."""

    orders: int
    lately: int
    dissatisfied: int
    secret: bool
    text_only: bool
    minor: bool


def standings(people: Collection[int], readable: Q, since: dt.datetime) -> dict[int, Standing]:
    """Each of these people who called about something the reader may open; `lately` is since that moment."""
    late = Q(order__received_at__gte=since)
    mine = OrderCaller.objects.filter(person__in=people, order__in=orders_of(people, readable).order_by().values("pk"))
    rows = mine.values_list("person_id")
    found = rows.annotate(
        orders=Count("order_id", distinct=True),
        lately=Count("order_id", distinct=True, filter=late),
        unhappy=Count("order_id", distinct=True, filter=late & Q(grade_result__in=DISSATISFIED)),
        secret=AnyOf("secret"),
        text_only=AnyOf("text_only"),
        minor=AnyOf("minor"),
    )
    return {person: Standing(*told) for person, *told in found}


def orders_of(people: Collection[int], readable: Q) -> QuerySet[Any]:
    """The orders of these people that a reader may open, the latest first."""
    mine = OrderCaller.objects.filter(person__in=people, withdrawn=False).values("order_id")
    return WorkOrder.objects.filter(readable, pk__in=mine).order_by("-id")


def serials_of(people: Collection[int], orders: Collection[int]) -> dict[int, int]:
    """Under which serial these people stand on each of these orders, the first where there are several."""
    rows = OrderCaller.objects.filter(person__in=people, order__in=orders, withdrawn=False).order_by("-serial")
    return dict(rows.values_list("order_id", "serial"))


def usual_place(people: Collection[int], readable: Q) -> Division | None:
    """Where most of their matters were that the reader may open."""
    rows = orders_of(people, readable).order_by().filter(division__isnull=False)
    most = rows.values("division_id").annotate(times=Count("pk")).order_by("-times", "division_id")
    code = most.values_list("division_id", flat=True).first()
    return Division.objects.select_related("parent").get(pk=code) if code else None


def frequent_callers(most: int) -> list[int]:
    """A few people who called more than once, for a demonstration."""
    rows = OrderCaller.objects.filter(person__phone_digest__isnull=False).values("person_id")
    several = rows.annotate(orders=Count("order_id", distinct=True)).order_by("-orders", "person_id")
    return list(several.values_list("person_id", flat=True)[:most])
