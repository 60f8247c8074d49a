"""Which frozen month a published page is about, and how months are chosen from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest

from lianxin.law.lamps import Spoken
from lianxin.records.published import Cell, Share, frozen_months

HIDDEN = Spoken("不显示", "not shown")


def chosen_month(request: HttpRequest) -> tuple[dt.date | None, list[dict[str, Any]]]:
    """The month asked for, else the latest; and all that can be chosen. None before any month is frozen."""
    months, asked = frozen_months(), request.GET.get("month", "")
    if not months:
        return None, []
    found = next((one for one in months if f"{one:%Y-%m}" == asked), None) if asked else months[0]
    if found is None:
        raise Http404
    return found, [{"value": f"{one:%Y-%m}", "text": said_month(one), "chosen": one == found} for one in months]


def said_month(month: dt.date) -> Spoken:
    """2026 年 10 月."""
    return Spoken(f"{month.year} 年 {month.month} 月", f"{month:%B %Y}")


def shown_cells(rows: tuple[tuple[Any, Cell], ...], whole: int) -> list[dict[str, Any]]:
    """Counts with their names, and how much of the whole each is, for a bar."""
    return [
        {"name": Spoken(name.zh, name.en), "count": cell.shown, "whole": whole or 1, "hidden": HIDDEN}
        for name, cell in rows
    ]


def shown_share(share: Share) -> dict[str, Any]:
    """A figure of one month: its percent with numerator and denominator, or that it is not shown."""
    figure = share.figure
    return {
        "hidden": HIDDEN if share.hidden else "",
        "none": not figure.denominator,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percent": figure.percent,
    }
