"""The lists of the inspectors' desk: what waits for whom, and what an agent reads of the own work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lianxin.access.inspections import InspectionList, inspection_lists
from lianxin.law.by import By
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.decisions.inspection import sees
from lianxin.law.inspection import READING
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import InspectionCause, TextKind
from lianxin.records.inspections import facts_of, in_state, of_agent, one, score_of
from lianxin.records.models import Inspection, OrderText, WorkOrder
from lianxin.records.readable import readable
from lianxin.web.shell import actor_of, now_of, rules_of

MOST = 30
"""Rows beside the inspection that is open."""
MOST_SAID = 99
"""Up to so many are counted for a tab."""

CALL = Spoken("通话", "Call")
SHUT = Spoken("不对您显示的工单", "An order that is not for you")
FLAGGED = Spoken("提请", "Flagged")


def by_of(request: HttpRequest) -> By:
    """Who is at the desk, as the law of inspections asks it."""
    actor = actor_of(request)
    return By(actor, now_of(request), of_vendor=unit_is_of_vendor(rules_of(request).units, actor.unit))


def rows_of(request: HttpRequest, chosen: InspectionList) -> QuerySet[Any]:
    """What a list holds for this reader, in its order."""
    by = by_of(request)
    if chosen.code == "mine":
        return of_agent(by.actor.staff or 0)
    rows = in_state(chosen.states, by.actor, of_vendor=by.of_vendor)
    if chosen.newest:  # by the index of what was scored, which only grows
        return rows.filter(scored_at__isnull=False).order_by("-scored_at", "-id")
    return rows.order_by("drawn_at", "id")


def find(request: HttpRequest, named: int | str) -> Inspection:
    """One inspection that the reader may open; refuses others in the words for one that does not exist."""
    known = str(named).isdecimal() and len(str(named)) < 19
    row = one(int(named)) if known else None
    if row is None or not sees(facts_of(row), by_of(request)):
        raise Refused("inspection_unknown")
    return row


@dataclass(frozen=True, slots=True)
class Waiting:
    """A list as it stands, and which inspection is open."""

    lists: tuple[InspectionList, ...]
    chosen: InspectionList
    rows: list[Inspection]
    opened: int | None

    @property
    def following(self) -> int | None:
        """The one after the one that is open, from the end on from the beginning; None when there is no other."""
        ids = [row.pk for row in self.rows]
        if self.opened not in ids:
            return ids[0] if ids else None
        place = ids.index(self.opened)
        return next(iter([*ids[place + 1 :], *ids[:place]]), None)


def read_waiting(request: HttpRequest) -> Waiting:
    """The list asked for, else the first; and the inspection asked for, else the first of the list."""
    lists = inspection_lists(actor_of(request).role)
    if not lists:
        raise Refused("not_your_duty")
    chosen = next((row for row in lists if row.code == request.GET.get("list")), lists[0])
    rows = list(rows_of(request, chosen)[:MOST])
    asked = request.GET.get("inspection", "")
    opened = find(request, asked).pk if asked else rows[0].pk if rows else None
    return Waiting(lists, chosen, rows, opened)


def desk_href(code: str, inspection: int | None = None) -> str:
    """The desk with a list, and one inspection of it open."""
    values = {"list": code} | ({"inspection": str(inspection)} if inspection is not None else {})
    return f"{reverse('inspections')}?{urlencode(values)}"


def queue_context(request: HttpRequest, waiting: Waiting) -> dict[str, Any]:
    """What templates/inspections/_queue.html shows."""
    code = waiting.chosen.code
    titles, staff = titles_of(request, waiting.rows), actor_of(request).staff
    rows = [shown_row(row, titles, staff) | {"href": desk_href(code, row.pk)} for row in waiting.rows]
    for shown, row in zip(rows, waiting.rows, strict=True):
        shown["current"] = row.pk == waiting.opened
    tabs = [
        {"href": desk_href(row.code), "text": Spoken(row.zh, row.en), "count": _counted(request, row), "current": False}
        | {"current": row is waiting.chosen}
        for row in waiting.lists
    ]
    opened = {"inspection": str(waiting.opened)} if waiting.opened is not None else {}
    live = f"{reverse('inspection_queue')}?{urlencode({'list': code} | opened)}"
    return {"queue": {"rows": rows, "tabs": tabs, "live_href": live, "live": live_of(request)}}


def live_of(request: HttpRequest) -> str:
    """What pages call a change of inspections: of any for who reads them, of the own for an agent."""
    actor = actor_of(request)
    return "inspections" if actor.role in READING else f"inspected:{actor.staff}"


def _counted(request: HttpRequest, row: InspectionList) -> str:
    """How many wait in a list that somebody works through; nothing for the others, which only grow."""
    if row.newest:
        return ""
    count = len(rows_of(request, row).values_list("pk", flat=True)[: MOST_SAID + 1])
    return f"{MOST_SAID}+" if count > MOST_SAID else str(count)


def titles_of(request: HttpRequest, rows: list[Inspection]) -> dict[int, str]:
    """By the ids of the orders that are inspected their titles, empty where they were destroyed.

    Orders that the reader may not open are left out: who is complained of learns nothing of it here either (R14).
    """
    orders = [row.order_id for row in rows if row.order_id is not None]
    if not orders:
        return {}
    open_ones = WorkOrder.objects.filter(readable(actor_of(request), rules_of(request).units), pk__in=orders)
    titles = dict.fromkeys(open_ones.values_list("pk", flat=True), "")
    texts = OrderText.objects.filter(order__in=titles, kind=TextKind.TITLE, content__isnull=False)
    return titles | {
        order: content or "" for order, content in texts.order_by("sequence").values_list("order_id", "content")
    }


def shown_row(row: Inspection, titles: dict[int, str], staff: int | None) -> dict[str, Any]:
    """One inspection in a list: what it is about, whose, why, and what came of it."""
    score, shut = score_of(row), row.order is not None and row.order_id not in titles
    number = row.order.number if row.order is not None and not shut else ""
    return {
        "title": SHUT if shut else titles.get(row.order_id or 0, "") or number or CALL,
        "number": number,
        "agent": said_agent(row),
        "cause": said_cause(row, staff),
        "state": row.state,
        "total": score.total if score is not None else None,
        "at": row.taken_at,
    }


def said_cause(row: Inspection, staff: int | None) -> Spoken:
    """Why it is inspected; who was inspected does not learn which rule or who, for a caller may stand behind it."""
    if staff == row.agent_id and row.cause is not InspectionCause.SAMPLE:
        return FLAGGED
    return Spoken(row.cause.zh, row.cause.en)


def said_agent(row: Inspection) -> str:
    """Who was inspected: the number that callers hear, and the name."""
    return f"{row.agent.number} {row.agent.display_name}".strip()
