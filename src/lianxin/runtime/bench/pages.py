"""How long the pages take in the server: every list, desk and board, inspections, figures, a search, single orders."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from itertools import islice, repeat
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.access.inspections import INSPECTION_LISTS
from lianxin.access.lists import LISTS, Scope, WorkList
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentState, Role
from lianxin.records.models import Assignment, Staff, StaffRole, WorkOrder
from lianxin.runtime.bench.pace import milliseconds
from lianxin.web.indicators.asked import cases_href, figure_href, index_href
from lianxin.web.lists.queues import DESK_OF

WARM_UP, TIMES = 4, 60
BACKEND = "lianxin.web.sign_in.accounts.StaffBackend"
SEARCHED = "路灯"
FIGURES = ("on_time", "satisfied_result")
"""Figures whose own pages are timed; the page of a month counts them all."""
NEXT = re.compile(r'href="(\?[^"]*after=[^"]+)"')


def time_pages(chance: Random) -> dict[str, Any]:
    """Milliseconds that half, and 95 of 100, of each page's requests did not pass, and its statements."""
    settings.ALLOWED_HOSTS = ["*"]
    lists = {}
    for name, staff, address in _lists():
        client = _signed_in(staff)
        lists[name] = _timed(client, repeat(address))
        if second := _second_page(client, address):
            lists[f"{name} (2)"] = _timed(client, repeat(second))
    rest = {name: _timed(_signed_in(staff), repeat(address)) for name, staff, address in _pages()}
    order = _timed(_signed_in(_somebody(Role.EXAMINER)), (f"/orders/{number}/" for number in _numbers(chance)))
    return {
        "lists": lists,
        "pages": rest,
        "order": order,
        "slowest_list_p95_ms": max(one["p95_ms"] for one in lists.values()),
        "order_p95_ms": order["p95_ms"],
    }


def _timed(client: Client, addresses: Iterator[str]) -> dict[str, float | int]:
    """As many requests as are wanted, one address after the other."""
    for address in islice(addresses, WARM_UP):
        _get(client, address)
    times = []
    for address in islice(addresses, TIMES):
        began = time.perf_counter()
        _get(client, address)
        times.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as heard:
        _get(client, next(addresses))
    return {
        "p50_ms": milliseconds(times, 0.50),
        "p95_ms": milliseconds(times, 0.95),
        "statements": len(heard.captured_queries),
    }


def _get(client: Client, address: str) -> str:
    response = client.get(address)
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{address}: {response.status_code}")
    return response.content.decode()


def _second_page(client: Client, address: str) -> str | None:
    found = NEXT.search(_get(client, address))
    return "/orders/" + found[1].replace("&amp;", "&") if found else None


# ---- who and what ----------------------------------------------------------------------------------------------------


def _lists() -> Iterator[tuple[str, Staff, str]]:
    """Each list by its code with somebody who works through it, and what people search for."""
    for row in LISTS:
        yield row.code, _reader(row), f"/orders/?list={row.code}"
        if row.code in DESK_OF:
            yield f"{row.code} (desk)", _reader(row), f"{reverse(DESK_OF[row.code])}?list={row.code}"
        if row.board:
            for tile in row.tiles:
                yield f"{row.code} ({tile.code})", _reader(row), f"/orders/?list={row.code}&tile={tile.code}"
    searcher = _somebody(Role.EXAMINER)
    yield "search by words", searcher, f"/orders/?list=all&words={SEARCHED}"
    yield "archived", searcher, "/orders/?list=all&state=archived"


def _pages() -> Iterator[tuple[str, Staff, str]]:
    """What is no list of orders: the first page, inspections, and the figures of this month and of the last."""
    for role in (Role.AGENT, Role.UNIT_CLERK, Role.HEAD_OF_CENTRE):
        yield f"home ({role})", _somebody(role), "/"
    for one in INSPECTION_LISTS:
        yield f"inspections ({one.code})", _somebody(one.roles[0]), f"/inspections/?list={one.code}"
    yield "inspections (results)", _somebody(Role.HEAD_OF_CENTRE), reverse("inspection_results")
    assessor, this = _somebody(Role.ASSESSOR), dt.datetime.now(SHANGHAI).date().replace(day=1)
    for month in (this, (this - dt.timedelta(days=1)).replace(day=1)):
        yield f"figures {month:%Y-%m}", assessor, index_href(month)
        for code in FIGURES:
            yield f"{code} {month:%Y-%m}", assessor, figure_href(code, month)
            yield f"{code} by topic {month:%Y-%m}", assessor, figure_href(code, month, by="topic")
            yield f"{code} cases {month:%Y-%m}", assessor, cases_href(code, month, "fails")
    yield "figures of a unit", _somebody(Role.UNIT_HEAD), index_href(this)


def _reader(row: WorkList) -> Staff:
    """For lists of a unit somebody of the unit that has most in hand, for others anybody in the office."""
    if row.scope is Scope.ALL:
        return _somebody(row.roles[0])
    active = Assignment.objects.filter(state__in=[AssignmentState.OFFERED, AssignmentState.SIGNED])
    busiest = active.values("unit").annotate(charges=Count("order")).order_by("-charges").values_list("unit", flat=True)
    for unit in busiest:
        held = StaffRole.objects.filter(unit=unit, role__in=row.roles).select_related("staff").first()
        if held is not None:
            return held.staff
    return _somebody(row.roles[0])


def _somebody(role: Role) -> Staff:
    single = Staff.objects.annotate(offices=Count("roles")).filter(offices=1)
    return StaffRole.objects.filter(role=role, staff__in=single).select_related("staff").order_by("pk")[0].staff


def _signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff, backend=BACKEND)
    return client


def _numbers(chance: Random) -> list[str]:
    """Orders from anywhere in the table."""
    span = WorkOrder.objects.aggregate(first=Min("pk"), last=Max("pk"))
    found = []
    for _ in range(1 + WARM_UP + TIMES):
        row = WorkOrder.objects.filter(pk__gte=chance.randrange(span["first"], span["last"])).order_by("pk").first()
        found.append(row.number if row else WorkOrder.objects.latest("pk").number)
    return found
