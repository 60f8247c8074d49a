"""Reads of orders that acts and pages share."""

from __future__ import annotations

from lianxin.law.words import ClosedAs
from lianxin.records.models import WorkOrder


def end_of(number: str) -> tuple[int, ClosedAs | None] | None:
    """The id of the order with this number and how it ended; None when there is none."""
    return WorkOrder.objects.filter(number=number).values_list("id", "closed_as").first()
