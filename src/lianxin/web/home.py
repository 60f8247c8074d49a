"""What waits for the office this morning, and what it begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_safe

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import DAY, Scope
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Role
from lianxin.records.counting import counts
from lianxin.records.firsts import firsts
from lianxin.records.kept_statements import Question
from lianxin.records.models import Staff, WorkOrder
from lianxin.records.orders import Asked, Due
from lianxin.web.acts.showing import door_of
from lianxin.web.addresses import in_list
from lianxin.web.lists.queues import is_waiting, queue_of
from lianxin.web.lists.shown import shown_rows
from lianxin.web.lists.tiles import questions_of, tiles_of
from lianxin.web.menu import PAGES, counted, list_href, may_receive
from lianxin.web.shell import actor_of, moments_of, now_of, rules_of

MOST_URGENT = 10
"""Rows on the desk."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The desk of the person signed in."""
    lists = lists_for(actor_of(request).role)
    waiting = [row for row in lists if is_waiting(row) and not row.part_of]
    looked_at = waiting or list(lists[:1])
    urgent = _urgent(request, looked_at)
    note_reading(door_of(request), query={"list": "home", "orders": [one.order for one in urgent]})
    panel = _urgent_panel(looked_at, urgent)
    if request.GET.get("part") == "urgent" and panel is not None:
        return render(request, "orders/_urgent.html", {"urgent": panel})
    context = {
        "greeting": _greeting(request),
        "begin": _begin(request),
        "notes": _notes(request),
        "tiles": _tiles(request, waiting) or _pages(request),
        "urgent": panel,
    }
    return render(request, "home.html", context)


def _greeting(request: HttpRequest) -> Spoken:
    staff = request.user
    name = staff.display_name if isinstance(staff, Staff) else ""
    hour = now_of(request).astimezone(SHANGHAI).hour
    zh, en = next(words for until, *words in GREETINGS if hour < until)
    return Spoken(f"{name}，{zh}", f"{en}, {name}")


GREETINGS = (
    (6, "晚上好", "Good evening"),
    (11, "早上好", "Good morning"),
    (13, "中午好", "Good day"),
    (18, "下午好", "Good afternoon"),
    (24, "晚上好", "Good evening"),
)


def _begin(request: HttpRequest) -> list[dict[str, Any]]:
    if not may_receive(actor_of(request).role):
        return []
    words = Spoken("受理登记", "Receive")
    return [{"href": reverse("receive"), "text": words, "icon": "circle-plus", "key": "N"}]


def _notes(request: HttpRequest) -> list[dict[str, Any]]:
    """A year without a calendar, said in December and whenever this year has none (R23); an office without orders."""
    today = now_of(request).astimezone(SHANGHAI).date()
    known = rules_of(request).calendar.years
    years = [today.year] + ([today.year + 1] if today.month == 12 else [])
    notes = [_missing(year) for year in years if year not in known]
    return notes if lists_for(actor_of(request).role) else [*notes, NO_ORDERS]


NO_ORDERS = {
    "tone": "info",
    "text": Spoken(
        "您的岗位不办理工单；条例与时限可以查看。", "Your office handles no orders; the law and its limits are here:"
    ),
    "href": reverse_lazy("law"),
}


def _missing(year: int) -> dict[str, Any]:
    text = Spoken(
        f"{year} 年的放假安排还没有导入，时限暂按周末推算。",
        f"The holidays of {year} are missing: limits go by weekends.",
    )
    return {"tone": "warning", "text": text, "href": None}


def _tiles(request: HttpRequest, lists: list[WorkList]) -> list[dict[str, Any]]:
    """Of a unit's own queue the tiles themselves, where it is the first one; of every other queue one."""
    own = [row for row in lists[:1] if row.scope is Scope.OWN and row.tiles != DAY]
    others = [row for row in lists if row not in own]
    questions: dict[str, Question] = {}
    for row in own:
        questions |= questions_of(row)
    for row in others:
        questions |= {row.code: Question(queue_of(row)), f"{row.code}:late": Question(queue_of(row), OVERDUE)}
    tally = counts(questions, actor_of(request), rules_of(request), moments_of(request))
    shown = [tile for row in own for tile in tiles_of(row, tally, _list_tile)]
    return [*shown, *(_tile(row, tally) for row in others)]


OPEN_ONLY, OVERDUE = Asked(open_only=True), Asked(due=Due.OVERDUE)


def _list_tile(values: dict[str, str]) -> str:
    return f"{reverse('orders')}?{urlencode(values)}"


def _tile(row: WorkList, tally: Mapping[str, int]) -> dict[str, Any]:
    count = tally[row.code]
    return {
        "href": list_href(row.code),
        "tone": "grey" if not count else "red" if row.hot else "blue",
        "count": counted(count) or "0",
        "counts": row.code,
        "text": Spoken(row.zh, row.en),
        "note": _late(counted(tally[f"{row.code}:late"])),
        "wide": False,
        "pressed": False,
    }


def _pages(request: HttpRequest) -> list[dict[str, Any]]:
    """For the administrator, who has no orders: the pages of the office."""
    if actor_of(request).role is not Role.ADMINISTRATOR:
        return []
    more = {"tone": "blue", "count": "", "wide": False, "pressed": False}
    return [{"href": reverse(name), "text": words, "note": note, **more} for name, _, words, note in PAGES]


def _late(count: str) -> Spoken:
    return Spoken(f"已逾期 {count} 件", f"{count} overdue") if count else Spoken("没有逾期", "none overdue")


@dataclass(frozen=True, slots=True)
class _Urgent:
    """A row with the order's id and the list it was found in."""

    order: int
    work_list: WorkList
    row: dict[str, Any]


def _urgent(request: HttpRequest, lists: list[WorkList]) -> list[_Urgent]:
    """The most urgent orders of all queues together, each once, by the limit that the row shows."""
    questions = {row.code: Question(queue_of(row), OPEN_ONLY) for row in lists}
    waiting = firsts(questions, actor_of(request), rules_of(request), moments_of(request), most=MOST_URGENT)
    list_of = {order: row for row in reversed(lists) for order in waiting[row.code]}
    orders = WorkOrder.objects.in_bulk(list_of)
    found = {order.number: (order, list_of[pk]) for pk, order in orders.items()}
    rows = shown_rows(request, lists[0], list(orders.values())) if lists else []
    rows.sort(key=lambda row: row["due_at"] or LAST)
    return [
        _Urgent(order.pk, work_list, row | {"href": in_list(row["href"], urlencode({"list": work_list.code}))})
        for row in rows[:MOST_URGENT]
        for order, work_list in (found[row["number"]],)
    ]


LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def _urgent_panel(lists: list[WorkList], urgent: list[_Urgent]) -> dict[str, Any] | None:
    if not lists:
        return None
    first = urgent[0].work_list if urgent else lists[0]
    return {
        "heading": Spoken("最紧的工单", "Most urgent"),
        "live_href": f"{reverse('home')}?part=urgent",
        "rows": [one.row for one in urgent],
        "href": list_href(first.code),
        "text": Spoken(f"打开“{first.zh}”", f"Open “{first.en}”"),
        "empty": {
            "why": Spoken("没有等待您办理的工单", "No order waits for you"),
            "todo": Spoken("有新工单时会出现在左侧列表中。", "New ones appear in the lists at the left."),
            "icon": "circle-check",
        },
    }
