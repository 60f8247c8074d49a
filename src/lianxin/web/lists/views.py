"""Lists of orders: the queues of the office and the search, most urgent first, read page by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

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
from lianxin.web.kept_words import digest_of, is_personal, keep, kept
from lianxin.web.lists.filters import FILTERS, FOUND, Narrowing, filter_fields, is_phone, read_filters
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
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, moments_of, rules_of
from lianxin.web.template_tags import said

SIZE = 20
"""Rows of a page."""

NEWEST_FIRST = frozenset({"any", "closed", "archived"})
"""States of which a list of everything is read by the moment of receipt: what has ended has no limit any more."""


KEPT_NO_MORE = Spoken(
    "按号码的查询只在查询人当次登录内有效，请重新输入号码。",
    "A search by number lasts as long as the session it was made in: type the number again.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def orders(request: HttpRequest) -> HttpResponse:
    """One list of the office, or what a search found; forms post, so that a number never stands in an address."""
    if request.method == "POST" or is_personal(request.GET.get("words", "")):
        return _addressed(request)
    actor = actor_of(request)
    work_list = chosen_list(request, actor)
    private = works_on_accounts(actor, rules_of(request).units)
    hidden, queue, units = _hidden(request), queue_of(work_list), rules_of(request).units
    narrowing = read_filters(request.GET, hidden=hidden, looks_up=not is_waiting(work_list), private=private)
    found = orders_in(queue, actor, units, open_only=narrowing.asked.open_only)
    if (number := find_number(narrowing.asked.words)) and found.filter(number=number).exists():
        return HttpResponseRedirect(order_href(number))
    by: By = "received_at" if not is_waiting(work_list) and narrowing.state in NEWEST_FIRST else "urgent_at"
    wanted = narrowed(found, narrowing.asked, moments_of(request))
    shown = page(wanted, by=by, size=SIZE, after=_place(request, "after"), before=_place(request, "before"))
    note_reading(door_of(request), query=_noted(work_list, narrowing, shown))
    return _show(request, work_list, narrowing, shown)


def _addressed(request: HttpRequest) -> HttpResponse:
    """To the address of what was asked for, which may be passed on; a number in it is known to this session alone."""
    data = request.POST if request.method == "POST" else request.GET
    given = {name: value for name in ("list", *FILTERS) if (value := plain(data.get(name, "")))}
    if is_personal(given.get("words", "")):
        given[FOUND] = keep(request, given.pop("words"))
    return HttpResponseRedirect(_href(given))


def _hidden(request: HttpRequest) -> str:
    """The words behind the token in the address; whoever has only the address is told to type them again."""
    token = request.GET.get(FOUND, "")
    words = kept(request, token) if token else ""
    if token and not words:
        messages.warning(request, said(KEPT_NO_MORE))
    return words


def chosen_list(request: HttpRequest, actor: Actor) -> WorkList:
    """The list asked for by its code; for a search that of everything, else the first; refuses who has none."""
    lists = lists_for(actor.role)
    asked = [row for row in lists if row.code == request.GET.get("list")]
    everything = [row for row in lists if not row.states] if request.GET.get("words") or request.GET.get(FOUND) else []
    for row in (*asked, *everything, *lists):
        return row
    raise Refused("not_your_duty")


def _place(request: HttpRequest, name: str) -> Place | None:
    return Place.read(request.GET.get(name, ""))


def _noted(work_list: WorkList, narrowing: Narrowing, shown: Page) -> dict[str, Any]:
    """What the reading log keeps: which list, narrowed how, and what it showed; of words searched for only a digest."""
    given = {name: value for name, value in narrowing.given.items() if name not in ("words", FOUND)}
    if words := narrowing.asked.words:
        given |= {"words": "phone" if is_phone(words) else "words", "digest": digest_of(words)}
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
        "tiles": tiles_of(work_list, narrowing, tally, _href) if not narrowing.asked.words else [],
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
