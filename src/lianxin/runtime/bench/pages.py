"""How long the pages take in the server: every list of every office and desk, a search, and single orders."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.access.lists import LISTS, Scope, WorkList
from lianxin.law.words import AssignmentState, Role
from lianxin.records.models import Assignment, Staff, StaffRole, WorkOrder
from lianxin.runtime.bench.pace import milliseconds
from lianxin.web.lists.queues import DESK_OF

WARM_UP, TIMES = 4, 60
BACKEND = "lianxin.web.sign_in.accounts.StaffBackend"
SEARCHED = "路灯"
NEXT = re.compile(r'href="(\?[^"]*after=[^"]+)"')

Addresses = Callable[[int], str]
"""The address of the n-th request."""


def time_pages(chance: Random) -> dict[str, Any]:
    """Milliseconds that half, and 95 of 100, of each page's requests did not pass, and its statements."""
    settings.ALLOWED_HOSTS = ["*"]
    lists = {}
    for name, staff, address in _lists():
        client = _signed_in(staff)
        lists[name] = _timed(client, lambda _, address=address: address)  # type: ignore[misc]  # bound now
        if second := _second_page(client, address):
            lists[f"{name} (2)"] = _timed(client, lambda _, second=second: second)  # type: ignore[misc]  # bound now
    numbers = _numbers(chance)
    order = _timed(_signed_in(_somebody(Role.EXAMINER)), lambda place: f"/orders/{numbers[place]}/")
    return {
        "lists": lists,
        "order": order,
        "slowest_list_p95_ms": max(one["p95_ms"] for one in lists.values()),
        "order_p95_ms": order["p95_ms"],
    }


def _timed(client: Client, address: Addresses) -> dict[str, float | int]:
    for place in range(WARM_UP):
        _get(client, address(place))
    times = []
    for place in range(WARM_UP, WARM_UP + TIMES):
        began = time.perf_counter()
        _get(client, address(place))
        times.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as heard:
        _get(client, address(0))
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
    for _ in range(WARM_UP + TIMES):
        row = WorkOrder.objects.filter(pk__gte=chance.randrange(span["first"], span["last"])).order_by("pk").first()
        found.append(row.number if row else WorkOrder.objects.latest("pk").number)
    return found
