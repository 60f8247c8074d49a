"""What months came to when they were last counted: for pages, and for good once a month is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum

from lianxin.law.indicators import Figure
from lianxin.records.indicators import By, Key, counted
from lianxin.records.models import IndicatorCount, IndicatorMonth


@dataclass(frozen=True, slots=True)
class Counted:
    """When a month was counted, and whether for the last time."""

    month: dt.date
    at: dt.datetime
    frozen: bool


def months_counted() -> dict[dt.date, Counted]:
    """Every month that was counted, the latest first."""
    rows = IndicatorMonth.objects.order_by("-month")
    return {row.month: Counted(row.month, row.counted_at, row.frozen) for row in rows}


def figures_of(month: dt.date, units: Collection[int] | None = None) -> dict[str, Figure]:
    """Every figure of a counted month by code, of these units or of all."""
    rows = IndicatorCount.objects.filter(month=month, of=By.UNIT.value)
    if units is not None:
        rows = rows.filter(unit__in=units)
    found: dict[str, Figure] = {}
    for code, verdict, cases in rows.values_list("code", "verdict").annotate(cases=Sum("cases")):
        found[code] = found.get(code, Figure()) + counted(verdict, cases)
    return found


def months_of(code: str, units: Collection[int] | None = None) -> dict[dt.date, Figure]:
    """One figure by month, of these units or of all; the latest first."""
    rows = IndicatorCount.objects.filter(code=code, of=By.UNIT.value)
    if units is not None:
        rows = rows.filter(unit__in=units)
    found: dict[dt.date, Figure] = {}
    for month, verdict, cases in rows.order_by("-month").values_list("month", "verdict").annotate(cases=Sum("cases")):
        found[month] = found.get(month, Figure()) + counted(verdict, cases)
    return found


def parts_of(code: str, month: dt.date, by: By, units: Collection[int] | None = None) -> dict[Key, Figure]:
    """One figure of a counted month by unit or by topic."""
    rows = IndicatorCount.objects.filter(code=code, month=month, of=by.value)
    if units is not None:
        rows = rows.filter(unit__in=units)
    found: dict[Key, Figure] = {}
    for key, verdict, cases in rows.values_list(f"{by.value}_id", "verdict", "cases"):
        found[key] = found.get(key, Figure()) + counted(verdict, cases)
    return found


def kept_figure(code: str, month: dt.date) -> Figure | None:
    """What a figure was frozen at; None while its month is open."""
    if not IndicatorMonth.objects.filter(month=month, frozen=True).exists():
        return None
    return figures_of(month).get(code, Figure())
