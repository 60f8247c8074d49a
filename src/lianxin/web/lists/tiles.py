"""The tiles above a list: why its orders wait, how many for each reason, and a click to see only those."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.access.lists import More, Tile
from lianxin.law.lamps import Spoken
from lianxin.law.words import Urgency
from lianxin.records.counting import MOST_COUNTED, counts
from lianxin.records.kept_statements import Askable, Question
from lianxin.records.orders import Asked, Due
from lianxin.records.paging import Page
from lianxin.web.lists.asked import AskedList
from lianxin.web.lists.queues import asked_by, queue_of
from lianxin.web.shell import actor_of, moments_of, rules_of

Href = Callable[[dict[str, str]], str]

TALLY = "list"
"""The name under which the rows of the list itself are counted."""


def questions_of(work_list: WorkList) -> dict[str, Question]:
    """What the tiles of a list count, by the code of the list and of the tile."""
    found: dict[str, Question] = {}
    for tile in work_list.tiles:
        key, asked = key_of(work_list, tile), asked_by(work_list, tile)
        found[key] = Question(queue_of(work_list, tile), asked)
        if tile.more is More.CRITICAL:
            found[f"{key}:more"] = Question(queue_of(work_list, tile), Asked(urgency=Urgency.CRITICAL))
        elif tile.more is More.LATE:
            late = Asked(due=Due.OVERDUE, open_only=asked.open_only)
            found[f"{key}:more"] = Question(queue_of(work_list), late)
    return found


def key_of(work_list: WorkList, tile: Tile) -> str:
    """The name of a tile's count, for the page that brings it up to date."""
    return f"{work_list.code}:{tile.code}"


def tallies(request: HttpRequest, asked: AskedList, shown: Page, *, tiles: bool) -> dict[str, int]:
    """How many orders the list has as it was asked for, and of the whole list how many each tile has."""
    whole = shown.before is None and shown.after is None
    questions: dict[str, Askable] = {} if whole else {TALLY: asked.question}
    questions |= questions_of(asked.work_list) if tiles else {}
    known = {TALLY: len(shown.rows)} if whole else {}
    return known | counts(questions, actor_of(request), rules_of(request), moments_of(request))


def tiles_of(
    work_list: WorkList, tally: Mapping[str, int], href: Href, *, pressed: Tile | None = None
) -> list[dict[str, Any]]:
    """The tiles (templates/components/tiles.html); one that is pressed leads back to the whole list."""
    shown = []
    for tile in work_list.tiles:
        count = tally[key_of(work_list, tile)]
        if tile.rare and not count and tile is not pressed:
            continue
        values = {"list": work_list.code} if tile is pressed else {"list": work_list.code, "tile": tile.code}
        shown.append(
            {
                "href": href(values),
                "tone": tile.tone if count else "grey",
                "text": Spoken(tile.zh, tile.en),
                "count": capped(count),
                "counts": key_of(work_list, tile),
                "note": _note(work_list, tile, tally),
                "wide": tile.more is More.LATE,
                "pressed": tile is pressed,
            }
        )
    return shown


def _note(work_list: WorkList, tile: Tile, tally: Mapping[str, int]) -> Spoken:
    more = tally.get(f"{key_of(work_list, tile)}:more", 0)
    if tile.more is More.CRITICAL:
        return (
            Spoken(f"特急 {capped(more)} 件", f"{capped(more)} critical")
            if more
            else Spoken("没有特急", "none critical")
        )
    if tile.more is More.LATE:
        return Spoken(f"另已逾期 {capped(more)} 件", f"{capped(more)} more overdue") if more else NONE_LATE
    return Spoken(tile.note_zh, tile.note_en)


NONE_LATE = Spoken("没有逾期", "none overdue")


def capped(count: int) -> str:
    """A count as far as was counted."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
