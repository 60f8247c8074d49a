"""The pages of both desks of what is owed: the queue, the row that is open, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.orders.texts import texts_context
from lianxin.web.owed.queue import OwedDesk, Standing, queue_context, read_standing

Part = Callable[[HttpRequest, Standing, Sheet], dict[str, Any]]
"""What one desk says of the order that is open."""


def show_desk(request: HttpRequest, desk: OwedDesk, matter: Part, aside: Part) -> HttpResponse:
    """The queue with the row that is open; reading both is noted."""
    standing = _noted(request, desk)
    context = {"desk": desk.name, **queue_context(request, standing)}
    if not standing.number:
        return render(request, "owed/desk.html", context | {"empty": _nothing_in(standing)})
    sheet = Sheet(*open_draft(request, standing.number))
    note_reading(door_of(request), order=sheet.order.id)
    context |= _shown(standing, sheet) | matter(request, standing, sheet) | aside(request, standing, sheet)
    return render(request, "owed/desk.html", context)


def show_queue(request: HttpRequest, desk: OwedDesk) -> HttpResponse:
    """The queue alone, as the page fetches it anew when something changed; what it showed is noted.

    The row that is open stays the one that the page shows, also when it has left the tab.
    """
    standing = _noted(request, desk)
    number, serial = find_number(request.GET.get("order", "")), request.GET.get("item", "")
    if number:
        standing = replace(standing, number=number, serial=int(serial) if serial.isdecimal() else standing.serial)
    return render(request, "owed/_queue.html", queue_context(request, standing))


def show_part(request: HttpRequest, desk: OwedDesk, number: str, part: str, parts: Mapping[str, Part]) -> HttpResponse:
    """The open row, or what stands beside it, anew: always the order that was asked for, wherever it is by now."""
    if part not in parts:
        raise Http404
    standing = read_standing(desk, request)
    sheet = Sheet(*open_draft(request, number))
    note_reading(door_of(request), order=sheet.order.id)
    asked = request.GET.get("item", "")
    serial = int(asked) if asked.isdecimal() and len(asked) < 6 else None
    left = (standing.number, standing.serial) != (sheet.order.number, serial)
    standing = replace(standing, number=sheet.order.number, serial=serial)
    context = _shown(standing, sheet) | parts[part](request, standing, sheet) | {"gone": left}
    return render(request, f"owed/_{part}.html", context)


def _noted(request: HttpRequest, desk: OwedDesk) -> Standing:
    standing = read_standing(desk, request)
    orders = list(dict.fromkeys(item.order_id for item in standing.items))
    note_reading(door_of(request), query={"list": standing.work_list.code, "tab": standing.tab.code, "orders": orders})
    return standing


def _shown(standing: Standing, sheet: Sheet) -> dict[str, Any]:
    """What both desks show of any order."""
    return {
        **summary_context(sheet),
        **texts_context(sheet),
        "order_href": order_href(sheet.order.number),
        "matter_href": _part_href(standing, "matter"),
        "aside_href": _part_href(standing, "aside"),
        "following_href": standing.following,
        "state": sheet.order.closed_as or sheet.order.state,
    }


def _part_href(standing: Standing, part: str) -> str:
    given = {"tab": standing.tab.code, "page": str(standing.page), "order": standing.number}
    given |= {"item": str(standing.serial)} if standing.serial else {}
    return f"{reverse(f'{standing.desk.address}_part', args=[standing.number, part])}?{urlencode(given)}"


def _nothing_in(standing: Standing) -> dict[str, Any]:
    why = Spoken(f"“{standing.tab.name.zh}”里没有工单", f"Nothing in “{standing.tab.name.en}”")
    todo = Spoken("有新的会自动出现在这里。", "What comes in appears here by itself.")
    return {"why": why, "todo": todo, "icon": "circle-check"}
