"""The page of one order, and its parts as the page fetches them anew when something changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import listed
from lianxin.web.inspections.flagging import may_flag
from lianxin.web.orders.beside import attachments_context, related_context
from lianxin.web.orders.callers import callers_context
from lianxin.web.orders.charges import charges_context
from lianxin.web.orders.clocks import clocks_context
from lianxin.web.orders.offered import actions_context
from lianxin.web.orders.onward import crumbs_of_order, onward_actions
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.overlays import overlays_context
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.orders.texts import texts_context
from lianxin.web.orders.timeline import timeline_context

PARTS: Mapping[str, Callable[[Sheet], dict[str, Any]]] = {
    "callers": callers_context,
    "overlays": overlays_context,
    "actions": actions_context,
    "clocks": clocks_context,
    "assignments": charges_context,
    "attachments": attachments_context,
    "texts": texts_context,
    "related": related_context,
}
"""Parts of the page by the template that shows each, beside the head and the log."""


@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Everything about one order that the reader may see; opening it is noted."""
    sheet = _sheet(request, number)
    note_reading(door_of(request), order=sheet.order.id)
    context = {**summary_context(sheet), **timeline_context(sheet, request.GET), **_head(request, sheet)}
    for part in PARTS.values():
        context |= part(sheet)
    return render(request, "orders/order.html", context)


@require_safe
def order_part(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """One part of the page anew."""
    if part not in {*PARTS, "summary", "timeline"}:
        raise Http404
    sheet = _sheet(request, number)
    note_reading(door_of(request), order=sheet.order.id)
    context = summary_context(sheet)
    if part == "timeline":
        context |= timeline_context(sheet, request.GET)
    elif part in PARTS:
        context |= PARTS[part](sheet)
    return render(request, f"orders/_{part}.html", context)


def _sheet(request: HttpRequest, number: str) -> Sheet:
    return Sheet(*open_draft(request, number), listed(request))


def _head(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    number = sheet.order.number
    return {
        "crumbs": crumbs_of_order(request, number),
        "crumb_actions": [
            *onward_actions(request, number),
            {
                "icon": "printer",
                "text": Spoken("打印工作流转单", "Print the work flow sheet"),
                "href": reverse("flow_sheet", args=[number]),
                "paper": True,
                "key": "P",
            },
            {"icon": "copy", "text": Spoken("复制单号", "Copy number"), "copies": number},
            *_flagging(request, number),
        ],
    }


def _flagging(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Where who finds something at their work puts the intake, or the call it came by, before the inspectors (R9)."""
    if not may_flag(request):
        return []
    href = f"{reverse('inspection_flag')}?{urlencode({'number': number})}"
    return [{"icon": "flag", "text": Spoken("提请质检", "Flag for inspection"), "href": href}]
