"""The lists of the callback desk: whom to call first, whom a message still waits for, what was proposed or rose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lianxin.access import WorkList
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.callbacks import somebody_to_call, to_decide, to_settle, waited_for
from lianxin.records.counting import MOST_COUNTED, counts
from lianxin.records.kept_statements import Question
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Asked, narrowed, orders_in
from lianxin.records.paging import page
from lianxin.web.dispatching.filtering import entries_of, select
from lianxin.web.lists.queues import lists_at, queue_of
from lianxin.web.lists.shown import shown_rows, topic_entries, unit_entries
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, moments_of, now_of, rules_of

MOST = 30
"""Rows beside the order; the list of the office has them all."""

TO_CALL = "to_call_back"
STILL_WAITING = Spoken("已发评价短信，等待答复", "asked by message, still waiting")
TO_SETTLE = Spoken("来电人不满意，请建议重办或提交决定", "dissatisfied: propose a rehandling, or have it decided")
TO_DECIDE = Spoken("待审核员决定", "an examiner decides")
COMPLETE = Spoken("已有结果，待办结", "all answered, to be closed")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One list as it stands; `notes` by order say why a row stands behind others, `kept` are the filters as given."""

    lists: tuple[WorkList, ...]
    chosen: WorkList
    rows: list[WorkOrder]
    number: str
    notes: dict[int, Spoken]
    kept: dict[str, str]

    @property
    def following(self) -> str:
        """The number of the row after the one that is open; of the first other one behind the last; empty for none."""
        numbers = [row.number for row in self.rows]
        if self.number not in numbers:
            return numbers[0] if numbers else ""
        place = numbers.index(self.number)
        return next(iter([*numbers[place + 1 :], *numbers[:place]]), "")

    def opened(self, number: str) -> Waiting:
        """The same list with another order open."""
        return replace(self, number=number)


def desk_lists(actor: Actor) -> tuple[WorkList, ...]:
    """The lists of this desk that the office works through; empty for offices that do not call back."""
    found = lists_at("callback_desk", actor.role)
    return found if any(row.code == TO_CALL for row in found) else ()


def read_waiting(request: HttpRequest) -> Waiting:
    """The list asked for, else the first; and the order asked for while it waits there, else the most urgent."""
    lists = desk_lists(actor_of(request))
    if not lists:
        raise Refused("not_your_duty")
    chosen = next((row for row in lists if row.code == request.GET.get("list")), lists[0])
    kept = {name: plain(request.GET.get(name, "")) for name in ("topic", "unit")}
    found = queued(request, chosen, kept)
    rows, notes = _in_order(request, chosen, found)
    asked = request.GET.get("order", "")
    if asked and asked not in {row.number for row in rows} and not found.filter(number=asked).exists():
        asked = ""
    return Waiting(lists, chosen, rows, asked or (rows[0].number if rows else ""), notes, kept)


def queued(request: HttpRequest, chosen: WorkList, kept: dict[str, str]) -> QuerySet[Any]:
    """The orders that wait in a list for this reader, as far as the filters let them, unsorted."""
    found = orders_in(queue_of(chosen), actor_of(request), rules_of(request).units)
    unit, topic = kept.get("unit", ""), kept.get("topic", "")
    asked = Asked(
        topic=topic if topic.isalnum() else "",
        unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
    )
    return narrowed(found, asked, moments_of(request))


def _in_order(
    request: HttpRequest, chosen: WorkList, found: QuerySet[Any]
) -> tuple[list[WorkOrder], dict[int, Spoken]]:
    """Whom to call by due moment; behind them who is dissatisfied, who still may answer a message, what is complete."""
    if chosen.code != TO_CALL:
        return page(found, by="urgent_at", size=MOST).rows, {}
    still, open_ones = waited_for(rules_of(request), now_of(request)), found.filter(somebody_to_call())
    answered = found.exclude(somebody_to_call())
    parts = (
        (open_ones.exclude(still), None),
        (answered.filter(to_settle()), TO_SETTLE),
        (open_ones.filter(still), STILL_WAITING),
        (answered.exclude(to_settle()).filter(to_decide()), TO_DECIDE),
        (answered.exclude(to_settle()).exclude(to_decide()), COMPLETE),
    )
    rows: list[WorkOrder] = []
    notes: dict[int, Spoken] = {}
    for part, note in parts:
        if len(rows) >= MOST:
            break
        more: list[WorkOrder] = page(part, by="urgent_at", size=MOST - len(rows)).rows
        rows += more
        notes |= {row.pk: note for row in more} if note is not None else {}
    return rows, notes


def desk_href(waiting: Waiting, number: str = "", **more: str) -> str:
    """The desk with the list and its filters, and one order of it open."""
    values = {"list": waiting.chosen.code} | {name: value for name, value in waiting.kept.items() if value}
    return f"{reverse('callback_desk')}?{urlencode(values | ({'order': number} if number else {}) | more)}"


def queue_context(request: HttpRequest, waiting: Waiting) -> dict[str, Any]:
    """What templates/callbacks/_queue.html shows."""
    code, ids = waiting.chosen.code, {row.number: row.pk for row in waiting.rows}
    rows = [
        {
            **row,
            "href": desk_href(waiting, row["number"]),
            "current": row["number"] == waiting.number,
            "note": waiting.notes.get(ids[row["number"]], ""),
        }
        for row in shown_rows(request, waiting.chosen, waiting.rows)
    ]
    questions = {row.code: Question(queue_of(row)) for row in waiting.lists}
    counted = counts(questions, actor_of(request), rules_of(request), moments_of(request))
    tabs = [
        {
            "href": f"{reverse('callback_desk')}?{urlencode({'list': row.code})}",
            "text": Spoken(row.zh, row.en),
            "count": f"{MOST_COUNTED}+" if counted[row.code] > MOST_COUNTED else counted[row.code],
            "current": row is waiting.chosen,
        }
        for row in waiting.lists
    ]
    live = desk_href(waiting, waiting.number).replace(reverse("callback_desk"), reverse("callback_queue"), 1)
    whole = f"{reverse('orders')}?{urlencode({'list': code})}" if counted[code] > len(rows) else ""
    filters = [
        select("topic", Spoken("全部事项", "All topics"), entries_of(topic_entries(request)), waiting.kept["topic"]),
        select("unit", Spoken("全部单位", "All units"), entries_of(unit_entries(request)), waiting.kept["unit"]),
    ]
    shown = {"rows": rows, "tabs": tabs, "live_href": live, "whole_href": whole, "code": code, "filters": filters}
    return {"queue": shown | {"narrowed": any(waiting.kept.values())}}
