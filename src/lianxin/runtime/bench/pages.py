"""How long the pages take in the server: every list, desk and board, inspections, figures, a search, single orders."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice, repeat
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.access.inspections import INSPECTION_LISTS
from lianxin.access.lists import LISTS, Scope, WorkList
from lianxin.actions.count_month import count_month
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentState, Role
from lianxin.records.models import Assignment, Staff, StaffRole, WorkOrder
from lianxin.records.rules import current_policy
from lianxin.runtime.bench.pace import milliseconds
from lianxin.runtime.speech import say
from lianxin.web.indicators.asked import cases_href, figure_href, index_href
from lianxin.web.lists.queues import DESK_OF

WARM_UP, TIMES = 4, 30
BACKEND = "lianxin.web.sign_in.accounts.StaffBackend"
SEARCHED = "路灯"
FIGURES = ("on_time", "satisfied_result")
"""Figures whose own pages are timed; the page of a month counts them all."""
NEXT = re.compile(r'href="(\?[^"]*after=[^"]+)"')


def time_pages(chance: Random) -> dict[str, Any]:
    """Milliseconds that half, and 95 of 100, of each page's requests did not pass, and its statements."""
    settings.ALLOWED_HOSTS = ["*"]
    lists = {}
    for name, office, address in _lists():
        client = _signed_in(office)
        lists[name] = _timed(name, client, repeat(address))
        if second := _second_page(client, address):
            lists[f"{name} (2)"] = _timed(f"{name} (2)", client, repeat(second))
    counting = _count_months()
    rest = {name: _timed(name, _signed_in(office), repeat(address)) for name, office, address in _pages()}
    numbers = (f"/orders/{number}/" for number in _numbers(chance))
    order = _timed("order", _signed_in(_somebody(Role.EXAMINER)), numbers)
    return {
        "lists": lists,
        "pages": rest,
        "order": order,
        "seconds_to_count_a_month": counting,
        "slowest_list_p95_ms": max(one["p95_ms"] for one in lists.values()),
        "order_p95_ms": order["p95_ms"],
    }


def _timed(name: str, client: Client, addresses: Iterator[str]) -> dict[str, float | int]:
    """As many requests as are wanted, one address after the other; says what came of them."""
    for address in islice(addresses, WARM_UP):
        _get(client, address)
    times = []
    for address in islice(addresses, TIMES):
        began = time.perf_counter()
        _get(client, address)
        times.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as heard:
        _get(client, next(addresses))
    p50, p95 = milliseconds(times, 0.50), milliseconds(times, 0.95)
    say(f"{name}：p95 {p95} ms", f"{name}: p95 {p95} ms")
    return {"p50_ms": p50, "p95_ms": p95, "statements": len(heard.captured_queries)}


def _get(client: Client, address: str) -> str:
    response = client.get(address)
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {response.status_code}")
    return response.content.decode()


def _second_page(client: Client, address: str) -> str | None:
    found = NEXT.search(_get(client, address))
    return "/orders/" + found[1].replace("&amp;", "&") if found else None


# ---- who and what ----------------------------------------------------------------------------------------------------


def _lists() -> Iterator[tuple[str, StaffRole, str]]:
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


def _pages() -> Iterator[tuple[str, StaffRole, str]]:
    """What is no list of orders: the first page, inspections, and the figures of this month and of the last."""
    for role in (Role.AGENT, Role.UNIT_CLERK, Role.HEAD_OF_CENTRE):
        yield f"home ({role})", _somebody(role), "/"
    for one in INSPECTION_LISTS:
        yield f"inspections ({one.code})", _somebody(one.roles[0]), f"/inspections/?list={one.code}"
    yield "inspections (results)", _somebody(Role.HEAD_OF_CENTRE), reverse("inspection_results")
    assessor = _somebody(Role.ASSESSOR)
    for month in _months():
        yield f"figures {month:%Y-%m}", assessor, index_href(month)
        for code in FIGURES:
            yield f"{code} {month:%Y-%m}", assessor, figure_href(code, month)
            yield f"{code} by topic {month:%Y-%m}", assessor, figure_href(code, month, by="topic")
            yield f"{code} cases {month:%Y-%m}", assessor, cases_href(code, month, "fails")
    yield "figures of a unit", _somebody(Role.UNIT_HEAD), index_href(_months()[0])


def _months() -> tuple[dt.date, dt.date]:
    """This month and the last."""
    this = dt.datetime.now(SHANGHAI).date().replace(day=1)
    return this, (this - dt.timedelta(days=1)).replace(day=1)


def _count_months() -> list[float]:
    """What the worker does every few minutes with the months that are open, and how many seconds each takes."""
    taken = []
    for month in _months():
        began, now = time.perf_counter(), timezone.now()
        count_month(month, now=now, freeze_days=current_policy(now).freeze_days)
        taken.append(round(time.perf_counter() - began, 1))
    return taken


def _reader(row: WorkList) -> StaffRole:
    """For lists of a unit somebody of the unit that has most in hand, for others anybody in the office."""
    if row.scope is Scope.ALL:
        return _somebody(row.roles[0])
    active = Assignment.objects.filter(state__in=[AssignmentState.OFFERED, AssignmentState.SIGNED])
    busiest = active.values("unit").annotate(charges=Count("order")).order_by("-charges").values_list("unit", flat=True)
    for unit in busiest:
        held = StaffRole.objects.filter(unit=unit, role__in=row.roles).select_related("staff").first()
        if held is not None:
            return held
    return _somebody(row.roles[0])


def _somebody(role: Role) -> StaffRole:
    single = Staff.objects.annotate(offices=Count("roles")).filter(offices=1)
    return StaffRole.objects.filter(role=role, staff__in=single).select_related("staff").order_by("pk")[0]


def _signed_in(office: StaffRole) -> Client:
    """Somebody at their desk: whoever holds several offices has chosen this one."""
    client = Client()
    client.force_login(office.staff, backend=BACKEND)
    client.post(reverse("office"), {"office": str(office.pk)})
    return client


def _numbers(chance: Random) -> list[str]:
    """Orders from anywhere in the table."""
    span = WorkOrder.objects.aggregate(first=Min("pk"), last=Max("pk"))
    found = []
    for _ in range(1 + WARM_UP + TIMES):
        row = WorkOrder.objects.filter(pk__gte=chance.randrange(span["first"], span["last"])).order_by("pk").first()
        found.append(row.number if row else WorkOrder.objects.latest("pk").number)
    return found
