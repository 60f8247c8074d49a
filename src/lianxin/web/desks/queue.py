"""The queue at the left of a desk: the tab and the row that the address asks for, and what a page of it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.law.refusals import Refused
from lianxin.records.counting import counts
from lianxin.records.models import WorkOrder
from lianxin.web.desks.desk import FURTHEST_PAGE, DeskOf, Item, Key, Stretch, Tab, Waiting
from lianxin.web.lists.tiles import capped
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, moments_of, rules_of

SIZE = 30
"""Rows of a page; the list of the office has them all."""


def read_waiting(request: HttpRequest, desk: DeskOf) -> Waiting:
    """The tab asked for, else the first; and the row asked for while it waits there, else the first of the page."""
    tabs = desk.tabs(actor_of(request))
    if not tabs:
        raise Refused("not_your_duty")
    chosen = next((tab for tab in tabs if tab.code == request.GET.get(desk.asks_by)), tabs[0])
    kept = {name: plain(request.GET.get(name, "")) for name in desk.narrowed_by}
    held, page = chosen.held(request, kept), _page(request)
    rows = _window(held, (page - 1) * SIZE, SIZE + 1)
    keys = [desk.key(item) for item, _ in rows]
    opened = _found_in(keys[:SIZE], key_asked(request)) or find(desk, held, key_asked(request))
    return Waiting(
        desk=desk,
        tabs=tabs,
        chosen=chosen,
        kept=kept,
        rows=rows[:SIZE],
        page=page,
        ahead=next(iter(keys[SIZE:]), None),
        opened=opened or next(iter(keys), Key()),
    )


def key_asked(request: HttpRequest) -> Key:
    """The row that the address names."""
    item = request.GET.get("item", "")
    number = find_number(request.GET.get("order", "")) or ""
    return Key(number, int(item) if item.isdecimal() and len(item) < 6 else None)


def find(desk: DeskOf, held: Sequence[Stretch], key: Key) -> Key | None:
    """A row of a tab, on whatever page, by its order; by its request too where that is named. None: not in the tab."""
    if not key.number:
        return None
    for stretch in held:
        by = "number" if stretch.rows.model is WorkOrder else "order__number"
        found = _found_in([desk.key(item) for item in stretch.rows.filter(**{by: key.number})], key)
        if found is not None:
            return found
    return None


def _found_in(keys: Sequence[Key], asked: Key) -> Key | None:
    same = (one for one in keys if one.number == asked.number)
    return next((one for one in same if asked.item is None or one.item == asked.item), None)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), FURTHEST_PAGE) if asked.isdecimal() and len(asked) < 5 else 1


def _window(held: Sequence[Stretch], start: int, size: int) -> list[tuple[Item, Spoken | None]]:
    """So many rows of a tab from a place on, with the notes of their stretches.

    Each stretch is read by itself: a row on which somebody acts in between may be in two, and stands where it was met.
    """
    rows: list[tuple[Item, Spoken | None]] = []
    met: set[tuple[type[Item], Any]] = set()
    for stretch in held:
        passed = stretch.rows[:start].count() if start else 0
        start -= passed
        if start:
            continue
        found = [one for one in stretch.rows[passed : passed + size - len(rows)] if (type(one), one.pk) not in met]
        met |= {(type(one), one.pk) for one in found}
        rows += [(item, stretch.note) for item in found]
        if len(rows) == size:
            break
    return rows


def queue_context(request: HttpRequest, waiting: Waiting) -> dict[str, Any]:
    """What templates/components/queue.html shows."""
    desk, chosen = waiting.desk, waiting.chosen
    shown = desk.shown(request, chosen.row, waiting.items)
    rows = [
        {**row, "href": waiting.href(key), "current": key == waiting.opened, "note": note or ""}
        for row, key, (_, note) in zip(shown, waiting.keys, waiting.rows, strict=True)
    ]
    return {
        "queue": {
            "rows": rows,
            "tabs": _tabs(request, waiting),
            "live_href": waiting.queue_href,
            "filters": desk.filters(request, waiting.kept),
            "hidden": [{"name": desk.asks_by, "value": chosen.code}],
            "previous_href": waiting.href(page=waiting.page - 1) if waiting.page > 1 else "",
            "next_href": waiting.href(page=waiting.page + 1) if waiting.more else "",
            "whole_href": f"{reverse('orders')}?{urlencode({'list': chosen.row.code})}",
        }
    }


def _tabs(request: HttpRequest, waiting: Waiting) -> list[dict[str, Any]]:
    href = reverse(waiting.desk.address)
    return [
        {
            "href": f"{href}?{urlencode({waiting.desk.asks_by: tab.code})}",
            "text": tab.name,
            "count": capped(count),
            "current": tab is waiting.chosen,
        }
        for tab, count in zip(waiting.tabs, _counted(request, waiting.tabs), strict=True)
    ]


def _counted(request: HttpRequest, tabs: Sequence[Tab]) -> list[int]:
    """How much each tab holds, in one statement."""
    questions = {tab.code: tab.question for tab in tabs}
    found = counts(questions, actor_of(request), rules_of(request), moments_of(request))
    return [found[tab.code] for tab in tabs]
