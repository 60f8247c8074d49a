"""What stands around the rows of a list: what can be done with several, what it may be narrowed by, why it is empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import works_on_accounts
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.terms import last_day
from lianxin.law.transitions import BY_ACTION as ROWS
from lianxin.records.choices import Entry, hosts_in_being, topics
from lianxin.records.counting import MOST_COUNTED
from lianxin.records.glance import glances
from lianxin.records.marks import marks_of
from lianxin.records.models import WorkOrder
from lianxin.records.readable import readable
from lianxin.web.city_data import of_city
from lianxin.web.lists.filters import FOUND, Narrowing
from lianxin.web.lists.rows import row_of
from lianxin.web.lists.ways import Reader
from lianxin.web.menu import list_href
from lianxin.web.names import names_of_units
from lianxin.web.orders.offered import ICONS, KEYS
from lianxin.web.shell import actor_of, now_of, rules_of


def shown_rows(
    request: HttpRequest, work_list: WorkList, rows: Collection[WorkOrder], of: str = ""
) -> list[dict[str, Any]]:
    """The rows of a list as the reader may see them; `of`: the list as the addresses of its orders are to hold it."""
    actor, rules = actor_of(request), rules_of(request)
    as_unit = not work_list.of_units
    private = works_on_accounts(work_list, actor, rules.units)
    found = glances(rows, unit=actor.unit if as_unit else None, private=private)
    facts = rules.units.get(actor.unit) if actor.unit is not None else None
    hosts = None if as_unit else names_of_units([one.charge.unit_id for one in found if one.charge])
    reader = Reader(
        role=actor.role,
        unit=actor.unit if as_unit else None,
        unit_kind=facts.kind if facts else None,
        now=now_of(request),
        calendar=rules.calendar,
        queue=work_list.code,
        listed=of,
        hosts=hosts,
    )
    marks = marks_of(found, readable(actor, rules.units), private=private)
    return [row_of(one, reader, marks[one.row.pk]) for one in found]


def unit_entries(request: HttpRequest) -> list[Entry]:
    """Units to narrow a list by: those that may be host."""
    return of_city(rules_of(request).units, now_of(request), hosts_in_being)


def topic_entries(request: HttpRequest) -> list[Entry]:
    """Topics of the first level to narrow a list by."""
    return of_city(rules_of(request).units, now_of(request), _first_topics)


def _first_topics(_: dt.date) -> list[Entry]:
    return [entry for entry in topics() if " › " not in entry.zh]


def said_count(count: int) -> Spoken:
    """How many there are, as far as was counted."""
    if count > MOST_COUNTED:
        return Spoken(f"{MOST_COUNTED} 件以上", f"more than {MOST_COUNTED}")
    return Spoken(f"共 {count} 件", "1 order" if count == 1 else f"{count} orders")


def bulk_of(request: HttpRequest, work_list: WorkList) -> list[dict[str, Any]]:
    """What can be done with several orders at once."""
    acts = [name for name in work_list.acts if actor_of(request).role in BY_ACTION[name].roles]
    return [_bulk(name) | {"primary": place == 0} for place, name in enumerate(acts)]


def _bulk(name: str) -> dict[str, Any]:
    return {"name": name, "text": Spoken(ROWS[name].zh, ROWS[name].en), "icon": ICONS[name], "key": KEYS[name]}


def keys_of(request: HttpRequest, work_list: WorkList) -> list[dict[str, Any]]:
    """Letters that begin an act on the row one stands on."""
    acts = [name for name in work_list.keys if actor_of(request).role in BY_ACTION[name].roles]
    return [_bulk(name) | {"note": KEY_NOTES.get(name, "")} for name in acts]


KEY_NOTES = {
    "send_back": Spoken("（转办后 2 个工作日内，首次联系前）", " (within 2 working days, before first contact)")
}


def empty_of(request: HttpRequest, work_list: WorkList, narrowing: Narrowing, found: QuerySet[Any]) -> dict[str, Any]:
    """Why there is nothing, and what to do (UX rule 35). `found`: the list before it was narrowed."""
    words, tile = narrowing.asked.words, narrowing.tile
    if words:
        why = Spoken(f"没有找到“{words}”", f"Nothing was found for “{words}”")
        return {"why": why, "todo": FEWER_WORDS, "icon": "search", **_elsewhere(request, work_list, narrowing)}
    if tile is not None and set(narrowing.given) <= {"tile"}:
        why = Spoken(f"没有{tile.zh}的工单", f"Nothing here: {tile.en}")
        return {"why": why, "todo": _nearest(request, found), "icon": "circle-check", **_whole(work_list)}
    if narrowing.given:
        return {**nothing_fits(), **_whole(work_list)}
    return nothing_in(Spoken(work_list.zh, work_list.en))


def nothing_fits() -> dict[str, Any]:
    """A list of which the filters leave nothing."""
    return {"why": Spoken("没有符合条件的工单", "No order fits these filters"), "todo": "", "icon": "filter"}


def nothing_in(name: Spoken) -> dict[str, Any]:
    """A list that is empty though nobody narrowed it."""
    why = Spoken(f"“{name.zh}”里没有工单", f"Nothing in “{name.en}”")
    todo = Spoken("有新工单时本页自动更新。", "The page updates by itself when something comes in.")
    return {"why": why, "todo": todo, "icon": "circle-check"}


FEWER_WORDS = Spoken(
    "试试减少关键词，或只输入地点、事项中的一个词。", "Use fewer words, or a single one for the place or the matter."
)


def _whole(work_list: WorkList) -> dict[str, Any]:
    button = Spoken(f"查看全部“{work_list.zh}”", f"All of “{work_list.en}”")
    return {"href": list_href(work_list.code), "button": button}


def _elsewhere(request: HttpRequest, work_list: WorkList, narrowing: Narrowing) -> dict[str, Any]:
    """Where the same words may be found: in the office's list of everything, in any state."""
    lists = lists_for(actor_of(request).role)
    everything = next((row for row in lists if not row.holds.states), None)
    if everything is None or (everything is work_list and set(narrowing.given) <= {"words", FOUND}):
        return {}
    words = {name: narrowing.given[name] for name in ("words", FOUND) if name in narrowing.given}
    button = Spoken(f"在“{everything.zh}”中查找", f"Look in “{everything.en}”")
    return {"href": f"{list_href(everything.code)}&{urlencode(words)}", "button": button}


def _nearest(request: HttpRequest, found: QuerySet[Any]) -> Spoken:
    """When the next limit of the list ends."""
    ahead = found.filter(urgent_at__gt=now_of(request)).order_by("urgent_at").values_list("urgent_at", flat=True)[:1]
    for moment in ahead:
        day = last_day(moment)
        english = f"{day.day} {day:%b}"
        return Spoken(f"最近一件将于 {day:%m-%d} 到期。", f"The next one is due on {english}.")
    return Spoken("有新工单时本页自动更新。", "The page updates by itself when something comes in.")
