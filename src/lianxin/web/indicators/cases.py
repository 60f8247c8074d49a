"""The cases that a number is made of: the orders the reader may open, the latest first, page by page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.actions.note_reading import note_reading
from lianxin.law.indicators import Indicator
from lianxin.law.lamps import Spoken
from lianxin.law.words import Exclusion, TextKind, Verdict
from lianxin.records.glance import Glance, glances
from lianxin.records.indicators import After, Asked, Case, cases
from lianxin.records.models import WorkOrder
from lianxin.records.readable import readable
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.indicators.asked import (
    LEFT,
    OVER,
    asked_of,
    crumbs,
    figure_href,
    index_href,
    indicator_of,
    month_of,
    read_after,
    said_month,
    seen_by,
    verdicts_of,
    written,
)
from lianxin.web.names import names_of_units
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, rules_of

SIZE = 30
"""Cases of a page."""
MOST_LOOKED_AT = 5
"""How many pages' worth of cases one page looks through for those that the reader may open."""

TONES = {Verdict.HOLDS: "green", Verdict.FAILS: "amber"}


@dataclass(frozen=True, slots=True)
class Found:
    """Cases of a page with their orders; `hidden` others the reader may not open; `after`: where the next begins."""

    rows: list[tuple[Case, WorkOrder]]
    hidden: int
    after: After | None


@require_safe
def indicator_cases(request: HttpRequest, code: str) -> HttpResponse:
    """One page of the cases of a number; the reading is noted."""
    row, seen, month = indicator_of(code), seen_by(request), month_of(request)
    which = plain(request.GET.get("which", ""))
    asked = asked_of(request, seen, code, month)
    found = _page(request, asked, verdicts_of(which), read_after(request))
    orders = list(dict.fromkeys(order.pk for _, order in found.rows))
    note_reading(door_of(request), query={"list": "indicator_cases", "code": code, "orders": orders})
    here = {name: plain(request.GET[name]) for name in ("month", "which", "unit", "topic") if name in request.GET}
    said = _said(row, which)
    context = {
        "heading": Spoken(f"{row.zh}：{said.zh}", f"{row.en}: {said.en}"),
        "crumbs": crumbs(
            {"text": said_month(month), "href": index_href(month)},
            {"text": Spoken(row.zh, row.en), "href": figure_href(code, month)},
            {"text": said, "href": ""},
        ),
        "about": _about(request, month),
        "falls": row.falls,
        "rows": _shown(found.rows),
        "hidden": found.hidden,
        "paging": _paging(code, here, found, begun="after" in request.GET),
    }
    return render(request, "indicators/cases.html", context)


def _page(request: HttpRequest, asked: Asked, verdicts: tuple[Verdict | Exclusion, ...], after: After | None) -> Found:
    may_open = readable(actor_of(request), rules_of(request).units)
    rows: list[tuple[Case, WorkOrder]] = []
    hidden = 0
    for _ in range(MOST_LOOKED_AT):
        next_ones = cases(asked, verdicts=verdicts, after=after, size=SIZE)
        orders = WorkOrder.objects.filter(may_open, pk__in={one.order for one in next_ones}).in_bulk()
        for one in next_ones:
            after = After(one.at, one.order, one.serial)
            if one.order not in orders:
                hidden += 1
                continue
            rows.append((one, orders[one.order]))
            if len(rows) == SIZE:
                return Found(rows, hidden, after)
        if len(next_ones) < SIZE:
            return Found(rows, hidden, None)
    return Found(rows, hidden, after)


def _said(row: Indicator, which: str) -> Spoken:
    """What the cases are, in words."""
    known = {one.value: Spoken(one.zh, one.en) for one in (*Verdict, *Exclusion)}
    known |= {OVER: row.over, LEFT: Spoken("不计入", "left out"), Verdict.HOLDS.value: row.counts}
    return known.get(which, Spoken("全部", "all cases"))


def _about(request: HttpRequest, month: dt.date) -> list[Spoken]:
    """The month and the part."""
    said = [said_month(month)]
    unit = plain(request.GET.get("unit", ""))
    if unit.isdecimal() and len(unit) < 10:
        said += names_of_units([int(unit)]).values()
    return said


def _shown(found: list[tuple[Case, WorkOrder]]) -> list[dict[str, Any]]:
    """Texts are those that units may read as well: no list of figures needs a caller's own words."""
    by_order = {one.row.pk: one for one in glances([order for _, order in found], unit=None, private=False)}
    names = names_of_units([case.unit for case, _ in found])
    return [
        {
            "href": order_href(order.number),
            "number": order.number,
            "title": _title(by_order[order.pk]),
            "at": case.at,
            "unit": names.get(case.unit or 0, ""),
            "state": order.closed_as or order.state,
            "verdict": case.verdict,
            "tone": TONES.get(case.verdict, "") if isinstance(case.verdict, Verdict) else "",
        }
        for case, order in found
    ]


def _title(glance: Glance) -> str:
    return glance.texts.get(TextKind.TITLE) or glance.row.number


def _paging(code: str, here: dict[str, str], found: Found, *, begun: bool) -> dict[str, Any]:
    def href(**more: str) -> str:
        return f"{reverse('indicator_cases', args=[code])}?{urlencode(here | more)}"

    return {
        "first_href": href() if begun else "",
        "previous_href": "",
        "next_href": href(after=written(found.after)) if found.after else "",
        "text": Spoken(f"每页 {SIZE} 件", f"{SIZE} a page"),
    }
