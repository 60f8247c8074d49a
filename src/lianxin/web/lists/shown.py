"""What stands around the rows of a list: counts, tiles, what can be done with several, and why a list is empty."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.access.lists import Scope, works_on_accounts
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import OrderState
from lianxin.records.choices import Entry, topics, units_in_being
from lianxin.records.counting import MOST_COUNTED, Question, counts
from lianxin.records.glance import glances
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Asked, Due
from lianxin.records.paging import Page
from lianxin.web.lists.filters import Narrowing
from lianxin.web.lists.queues import queue_of
from lianxin.web.lists.rows import Reader, row_of
from lianxin.web.names import names_of_units
from lianxin.web.shell import actor_of, moments_of, now_of, rules_of

Href = Callable[[dict[str, str]], str]


def shown_rows(request: HttpRequest, work_list: WorkList, rows: Collection[WorkOrder]) -> list[dict[str, Any]]:
    """The rows of a list as the reader may see them."""
    actor, rules = actor_of(request), rules_of(request)
    as_unit = work_list.scope is not Scope.ALL
    private = works_on_accounts(actor, rules.units)
    found = glances(rows, unit=actor.unit if as_unit else None, private=private)
    facts = rules.units.get(actor.unit) if actor.unit is not None else None
    hosts = None if as_unit else names_of_units([one.charge.unit_id for one in found if one.charge])
    reader = Reader(
        role=actor.role,
        unit=actor.unit if work_list.scope is Scope.OWN else None,
        unit_kind=facts.kind if facts else None,
        now=now_of(request),
        calendar=rules.calendar,
        queue=work_list.code,
        hosts=hosts,
    )
    return [row_of(one, reader) for one in found]


def unit_entries(request: HttpRequest) -> list[Entry]:
    """Units to narrow a list by."""
    return _units(rules_of(request).revision, now_of(request).astimezone(SHANGHAI).date())


@lru_cache(maxsize=2)
def _units(revision: uuid.UUID, today: dt.date) -> list[Entry]:
    """Kept until a unit changes, which draws a new revision."""
    _ = revision
    return units_in_being(today)


def topic_entries(request: HttpRequest) -> list[Entry]:
    """Topics of the first level to narrow a list by."""
    return _topics(rules_of(request).revision)


@lru_cache(maxsize=2)
def _topics(revision: uuid.UUID) -> list[Entry]:
    _ = revision
    return [entry for entry in topics() if " › " not in entry.zh]


def said_count(count: int) -> Spoken:
    """How many there are, as far as was counted."""
    if count > MOST_COUNTED:
        return Spoken(f"{MOST_COUNTED} 件以上", f"more than {MOST_COUNTED}")
    return Spoken(f"共 {count} 件", "1 order" if count == 1 else f"{count} orders")


def bulk_of(request: HttpRequest, work_list: WorkList) -> list[dict[str, Any]]:
    """What can be done with several orders at once."""
    if work_list.code != "to_sign" or actor_of(request).role not in BY_ACTION["sign"].roles:
        return []
    return [{"name": "sign", "text": Spoken("签收", "Sign"), "icon": "check", "key": "S", "primary": True}]


TALLY = "list"
"""The name under which the rows of the list itself are counted."""


def tallies(request: HttpRequest, work_list: WorkList, asked: Asked, shown: Page) -> dict[str, int]:
    """How many orders the list has as it was asked for, and of the whole list how many each tile has."""
    queue = queue_of(work_list)
    whole = shown.before is None and shown.after is None
    questions = {} if whole else {TALLY: Question(queue, asked)}
    if has_tiles(work_list):
        questions |= {due.value: Question(queue, Asked(open_only=True, due=due)) for due in TILES}
    known = {TALLY: len(shown.rows)} if whole else {}
    return known | counts(questions, actor_of(request), rules_of(request), moments_of(request))


def has_tiles(work_list: WorkList) -> bool:
    """Whether limits still run in the list."""
    return not work_list.states or not set(work_list.states) <= {OrderState.CLOSED, OrderState.ARCHIVED}


def tiles_of(work_list: WorkList, narrowing: Narrowing, tally: Mapping[str, int], href: Href) -> list[dict[str, Any]]:
    """How many of the list are overdue or end today; a tile that is pressed leads back to the whole list."""
    tiles = []
    for due, (tone, text, note) in TILES.items() if has_tiles(work_list) else ():
        pressed = narrowing.asked.due is due
        values = {"list": work_list.code} if pressed else {"list": work_list.code, "due": due.value}
        tile = {"href": href(values), "tone": tone, "text": text, "count": _capped(tally[due.value]), "note": note}
        tiles.append(tile | {"pressed": pressed, "wide": False})
    return tiles


TILES: Mapping[Due, tuple[str, Spoken, Spoken]] = {
    Due.OVERDUE: (
        "red",
        Spoken("已逾期", "Overdue"),
        Spoken("时限已过，仍须办理", "the limit has passed, still to be done"),
    ),
    Due.TODAY: ("amber", Spoken("今日到期", "Due today"), Spoken("今日 24:00 前", "before 24:00 today")),
}


def _capped(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def empty_of(work_list: WorkList, *, narrowed: bool, words: str) -> dict[str, Any]:
    """Why there is nothing, and what to do (UX rule 35)."""
    if words:
        why = Spoken(f"没有找到“{words}”", f"Nothing was found for “{words}”")
        todo = Spoken("试试减少关键词，或换一个列表查找。", "Use fewer words, or look in another list.")
        return {"why": why, "todo": todo, "icon": "search"}
    if narrowed:
        todo = Spoken("点“清空”查看整个列表。", "Clear the filters to see the whole list.")
        return {"why": Spoken("没有符合条件的工单", "No order fits these filters"), "todo": todo, "icon": "filter"}
    why = Spoken(f"“{work_list.zh}”里没有工单", f"Nothing in “{work_list.en}”")
    todo = Spoken("有新工单时本页自动更新。", "The page updates by itself when something comes in.")
    return {"why": why, "todo": todo, "icon": "circle-check"}
