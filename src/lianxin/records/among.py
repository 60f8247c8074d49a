"""Orders that are among few others, found by what belongs to them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


class Among(Func):
    """Whether an order is one of few that a subquery names: asked first, and once, whatever the planner thinks."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(rows: QuerySet[Any], order: str = "pk") -> Among:
    """Orders that one of these rows belongs to; `order`: where the rows asked about name theirs."""
    return Among(F(order), ArraySubquery(rows.values("order_id")))
