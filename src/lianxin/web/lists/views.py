"""Lists of orders: the queues of the office and the search, most urgent first, read page by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.access import WorkList
from lianxin.access.lists import Scope
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.records.paging import Page, Place, page
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.kept_words import is_personal, keep
from lianxin.web.lists.asked import AskedList, asked_list, noted
from lianxin.web.lists.files import FORMS
from lianxin.web.lists.filters import FILTERS, FOUND, filter_fields
from lianxin.web.lists.queues import is_waiting
from lianxin.web.lists.shown import (
    bulk_of,
    empty_of,
    keys_of,
    said_count,
    shown_rows,
    topic_entries,
    unit_entries,
)
from lianxin.web.lists.tiles import TALLY, tallies, tiles_of
from lianxin.web.lists.where import crumbs_of
from lianxin.web.plain import plain
from lianxin.web.shell import EVERYTHING, live_subject

SIZE = 20
"""Rows of a page."""


@require_http_methods(["GET", "HEAD", "POST"])
def orders(request: HttpRequest) -> HttpResponse:
    """One list of the office, or what a search found; forms post, so that a number never stands in an address."""
    if request.method == "POST" or is_personal(request.GET.get("words", "")):
        return _addressed(request)
    asked = asked_list(request)
    work_list, narrowing, found = asked.work_list, asked.narrowing, asked.found
    if (number := find_number(narrowing.asked.words)) and found.filter(number=number).exists():
        return HttpResponseRedirect(order_href(number))
    shown = page(asked.wanted, by=asked.by, size=SIZE, after=_place(request, "after"), before=_place(request, "before"))
    note_reading(door_of(request), query=noted(asked, shown.rows))
    empty = None if shown.rows else empty_of(request, work_list, narrowing, found)
    return _show(request, asked, shown, empty)


def _addressed(request: HttpRequest) -> HttpResponse:
    """To the address of what was asked for, which may be passed on; a number in it is known to this session alone."""
    data = request.POST if request.method == "POST" else request.GET
    given = {name: value for name in ("list", *FILTERS) if (value := plain(data.get(name, "")))}
    if is_personal(given.get("words", "")):
        given[FOUND] = keep(request, given.pop("words"))
    return HttpResponseRedirect(_href(given))


def _place(request: HttpRequest, name: str) -> Place | None:
    return Place.read(request.GET.get(name, ""))


def _show(request: HttpRequest, asked: AskedList, shown: Page, empty: dict[str, Any] | None) -> HttpResponse:
    work_list, narrowing, here = asked.work_list, asked.narrowing, asked.address
    rows_only = request.GET.get("part") == "rows"
    tally = tallies(request, asked, shown, tiles=not rows_only)
    context: dict[str, Any] = {
        "list": _list_context(request, work_list, here, tally[TALLY]),
        "rows": shown_rows(request, work_list, shown.rows, asked.listed),
        "bulk": bulk_of(request, work_list),
        "row_keys": keys_of(request, work_list),
        "paging": _paging(here, shown),
        "empty": empty,
    }
    context["list"]["acts"] = any(row["ways"] for row in context["rows"])
    if rows_only:
        return render(request, "orders/_rows.html", context)
    units = unit_entries(request) if work_list.scope is Scope.ALL else []
    context |= {
        "tiles": tiles_of(work_list, tally, _href, pressed=narrowing.tile) if not narrowing.asked.words else [],
        "fresh": True,
        "crumbs": crumbs_of(request, Spoken(work_list.zh, work_list.en)),
        "filters": filter_fields(narrowing, work_list, topics=topic_entries(request), units=units),
        "hidden": [{"name": "list", "value": work_list.code}],
        "clear_href": _href({"list": work_list.code}) if narrowing.given else "",
        "search_words": narrowing.asked.words if not is_waiting(work_list) else "",
    }
    return render(request, "orders/list.html", context)


def _list_context(request: HttpRequest, work_list: WorkList, here: dict[str, str], count: int) -> dict[str, Any]:
    return {
        "heading": Spoken(work_list.zh, work_list.en),
        "count_text": said_count(count),
        "live": live_subject(request) if work_list.scope is Scope.OWN else EVERYTHING,
        "live_href": _href({**here, **_where(request), "part": "rows"}),
        "bulk_href": reverse("act_on_many"),
        "sheets_href": reverse("flow_sheets"),
        "exports": [
            {"href": f"{reverse('export_list')}?{urlencode({**here, 'as': form.code})}", "text": form.said}
            for form in FORMS
        ],
        "of_units": work_list.of_units,
    }


def _href(values: dict[str, str]) -> str:
    return f"{reverse('orders')}?{urlencode(values)}"


def _where(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("after", "before") if request.GET.get(name)}


def _paging(here: dict[str, str], shown: Page) -> dict[str, Any]:
    return {
        "first_href": _href(here) if shown.before else "",
        "previous_href": _href({**here, "before": shown.before.written()}) if shown.before else "",
        "next_href": _href({**here, "after": shown.after.written()}) if shown.after else "",
        "text": Spoken(f"每页 {SIZE} 件", f"{SIZE} a page"),
    }
