"""The queue of a desk, where one order after the other is worked through: a narrow list beside the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lianxin.access import WorkList
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.counting import MOST_COUNTED, counts
from lianxin.records.kept_statements import Question
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Queue, orders_in
from lianxin.records.paging import page, row_behind
from lianxin.web.lists.shown import shown_rows
from lianxin.web.shell import actor_of, moments_of, rules_of

MOST = 30
"""Rows beside the order; the list of the office has them all."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue of a desk: its name, what it holds, and the office's list whose rows it shows."""

    code: str
    zh: str
    en: str
    row: WorkList
    holds: Queue


@dataclass(frozen=True, slots=True)
class DeskOf:
    """A desk: the addresses of its page and of its queue alone, and the queues that an office works through at it."""

    page: str
    queue: str
    tabs: Callable[[Actor], tuple[Tab, ...]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queue as it stands: all of it unsorted, its first rows, the most urgent first, and which order is open."""

    tabs: tuple[Tab, ...]
    chosen: Tab
    found: QuerySet[Any]
    rows: list[WorkOrder]
    number: str

    def following(self) -> str:
        """The number of the order behind the one that is open; empty for none."""
        return row_behind(self.found, by="urgent_at", number=self.number)


def read_waiting(request: HttpRequest, desk: DeskOf) -> Waiting:
    """The queue asked for, else the first; and the order asked for while it waits there, else the most urgent."""
    tabs = desk.tabs(actor_of(request))
    if not tabs:
        raise Refused("not_your_duty")
    chosen = next((row for row in tabs if row.code == request.GET.get("list")), tabs[0])
    found = queued(request, chosen)
    rows: list[WorkOrder] = page(found, by="urgent_at", size=MOST).rows
    asked = request.GET.get("order", "")
    if asked and asked not in {row.number for row in rows} and not found.filter(number=asked).exists():
        asked = ""
    return Waiting(tabs, chosen, found, rows, asked or (rows[0].number if rows else ""))


def queued(request: HttpRequest, chosen: Tab) -> QuerySet[Any]:
    """The orders that wait in a queue for this reader, unsorted."""
    return orders_in(chosen.holds, actor_of(request), rules_of(request).units)


def href_at(desk: DeskOf, code: str, number: str = "", **more: str) -> str:
    """The desk with a queue, and one order of it open."""
    values = {"list": code} | ({"order": number} if number else {}) | more
    return f"{reverse(desk.page)}?{urlencode(values)}"


def queue_context(request: HttpRequest, desk: DeskOf, waiting: Waiting) -> dict[str, Any]:
    """What templates/dispatching/_queue.html shows."""
    code = waiting.chosen.code
    rows = [
        {**row, "href": href_at(desk, code, row["number"]), "current": row["number"] == waiting.number}
        for row in shown_rows(request, waiting.chosen.row, waiting.rows)
    ]
    questions = {row.code: Question(row.holds) for row in waiting.tabs}
    counted = counts(questions, actor_of(request), rules_of(request), moments_of(request))
    tabs = [
        {
            "href": href_at(desk, row.code),
            "text": Spoken(row.zh, row.en),
            "count": f"{MOST_COUNTED}+" if counted[row.code] > MOST_COUNTED else counted[row.code],
            "current": row is waiting.chosen,
        }
        for row in waiting.tabs
    ]
    live = f"{reverse(desk.queue)}?{urlencode({'list': code, 'order': waiting.number})}"
    whole = f"{reverse('orders')}?{urlencode({'list': waiting.chosen.row.code})}" if counted[code] > len(rows) else ""
    return {"queue": {"rows": rows, "tabs": tabs, "live_href": live, "whole_href": whole}}
