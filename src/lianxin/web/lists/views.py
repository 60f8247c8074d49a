"""Lists of orders: the queues of the office and the search, most urgent first, read page by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import Scope, works_on_accounts
from lianxin.actions.note_reading import note_reading
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.law.refusals import Refused
from lianxin.records.orders import narrowed, orders_in
from lianxin.records.paging import By, Page, Place, page
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import order_href
from lianxin.web.lists.filters import Narrowing, filter_fields, read_filters
from lianxin.web.lists.queues import is_waiting, queue_of
from lianxin.web.lists.shown import (
    TALLY,
    bulk_of,
    empty_of,
    said_count,
    shown_rows,
    tallies,
    tiles_of,
    topic_entries,
    unit_entries,
)
from lianxin.web.shell import actor_of, moments_of, rules_of

SIZE = 20
"""Rows of a page."""

NEWEST_FIRST = frozenset({"any", "closed", "archived"})
"""States of which a list of everything is read by the moment of receipt: what has ended has no limit any more."""


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """One list of the office, or what a search found."""
    actor = actor_of(request)
    work_list = chosen_list(request, actor)
    private = works_on_accounts(actor, rules_of(request).units)
    narrowing = read_filters(request.GET, looks_up=not is_waiting(work_list), private=private)
    found = orders_in(queue_of(work_list), actor, rules_of(request).units)
    if (number := find_number(narrowing.asked.words)) and found.filter(number=number).exists():
        return HttpResponseRedirect(order_href(number))
    by: By = "received_at" if not is_waiting(work_list) and narrowing.state in NEWEST_FIRST else "urgent_at"
    wanted = narrowed(found, narrowing.asked, moments_of(request))
    shown = page(wanted, by=by, size=SIZE, after=_place(request, "after"), before=_place(request, "before"))
    note_reading(door_of(request), query=_noted(work_list, narrowing, shown))
    return _show(request, work_list, narrowing, shown)


def chosen_list(request: HttpRequest, actor: Actor) -> WorkList:
    """The list asked for by its code; for a search that of everything, else the first; refuses who has none."""
    lists = lists_for(actor.role)
    asked = [row for row in lists if row.code == request.GET.get("list")]
    everything = [row for row in lists if not row.states] if request.GET.get("words") else []
    for row in (*asked, *everything, *lists):
        return row
    raise Refused("not_your_duty")


def _place(request: HttpRequest, name: str) -> Place | None:
    return Place.read(request.GET.get(name, ""))


def _noted(work_list: WorkList, narrowing: Narrowing, shown: Page) -> dict[str, Any]:
    """What the reading log keeps: which list, narrowed how, and what it showed; a telephone number not in clear."""
    given = narrowing.given | ({"words": "phone"} if narrowing.asked.phone else {})
    return {"list": work_list.code, **given, "orders": [row.pk for row in shown.rows]}


def _show(request: HttpRequest, work_list: WorkList, narrowing: Narrowing, shown: Page) -> HttpResponse:
    here = {"list": work_list.code, **narrowing.given}
    words = Spoken(work_list.zh, work_list.en)
    rows = shown_rows(request, work_list, shown.rows)
    tally = tallies(request, work_list, narrowing.asked, shown)
    context: dict[str, Any] = {
        "list": {
            "heading": words,
            "count_text": said_count(tally[TALLY]),
            "live": "orders",
            "live_href": _href({**here, **_where(request), "part": "rows"}),
            "bulk_href": reverse("act_on_many"),
            "acts": any(row["ways"] for row in rows),
            "of_units": work_list.scope is Scope.ALL,
        },
        "rows": rows,
        "bulk": bulk_of(request, work_list),
        "paging": _paging(here, shown),
        "empty": empty_of(work_list, narrowed=bool(narrowing.given), words=narrowing.asked.words),
    }
    if request.GET.get("part") == "rows":
        return render(request, "orders/_rows.html", context)
    units = unit_entries(request) if work_list.scope is Scope.ALL else []
    context |= {
        "crumbs": [{"text": Spoken("工单", "Orders"), "href": reverse("orders")}, {"text": words, "href": ""}],
        "tiles": tiles_of(work_list, narrowing, tally, _href),
        "filters": filter_fields(narrowing, states=work_list.states, topics=topic_entries(request), units=units),
        "hidden": [{"name": "list", "value": work_list.code}],
        "clear_href": _href({"list": work_list.code}) if narrowing.given else "",
        "search_words": narrowing.asked.words if not is_waiting(work_list) else "",
    }
    return render(request, "orders/list.html", context)


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
