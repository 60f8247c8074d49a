"""Today's board: the columns with their most urgent cards, each leading to the whole as a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import Scope, Tile, works_on_accounts
from lianxin.actions.note_reading import note_reading
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.transitions import BY_ACTION as ROWS
from lianxin.records.cards import card_facts
from lianxin.records.counting import counts
from lianxin.records.firsts import firsts
from lianxin.records.glance import Glance, glances
from lianxin.records.marks import marks_of
from lianxin.records.models import WorkOrder
from lianxin.records.readable import in_reach
from lianxin.records.urged import urged
from lianxin.web.acts.proposed import WHY
from lianxin.web.acts.showing import door_of
from lianxin.web.lists.shown import bulk_of
from lianxin.web.lists.tiles import capped, key_of, questions_of, tiles_of
from lianxin.web.names import names_of_units
from lianxin.web.orders.offered import KEYS
from lianxin.web.shell import EVERYTHING, actor_of, moments_of, now_of, rules_of
from lianxin.web.supervising.cards import Reader, Told, card_of
from lianxin.web.supervising.columns import BY_CODE
from lianxin.web.supervising.texts import dated_texts, texts_context

CARDS = 4
"""Cards of a column; the list has them all."""

Cards = Mapping[str, list[dict[str, Any]]]


@require_safe
def supervising(request: HttpRequest) -> HttpResponse:
    """The board, or its columns alone as the page fetches them anew; what it showed is noted."""
    board = board_of(request)
    questions = questions_of(board)
    tally = counts(questions, actor_of(request), rules_of(request), moments_of(request))
    found = firsts(questions, actor_of(request), rules_of(request), moments_of(request), most=CARDS)
    orders = list(dict.fromkeys(order for ids in found.values() for order in ids))
    note_reading(door_of(request), query={"list": board.code, "orders": orders})
    context = _columns(request, board, tally, _cards(request, board, found, orders))
    if request.GET.get("part") == "columns":
        return render(request, "supervising/_board.html", context)
    context |= {
        "heading": Spoken(board.zh, board.en),
        "tiles": _tiles(board, tally, context["texts"]),
        "counts_href": f"{reverse('counts')}?{urlencode({'list': board.code})}",
        "fresh": True,
        "crumbs": [{"text": Spoken(board.zh, board.en), "href": ""}],
    }
    return render(request, "supervising/board.html", context)


def board_of(request: HttpRequest) -> WorkList:
    """The board of the office; refuses who has none."""
    for row in lists_for(actor_of(request).role):
        if row.board:
            return row
    raise Refused("not_your_duty")


def column_href(board: WorkList, tile: Tile) -> str:
    """The whole column as a list."""
    return f"{reverse('orders')}?{urlencode({'list': board.code, 'tile': tile.code})}"


# ---- the columns -----------------------------------------------------------------------------------------------------


def _columns(request: HttpRequest, board: WorkList, tally: Mapping[str, int], cards: Cards) -> dict[str, Any]:
    """What templates/supervising/_board.html shows."""
    shown, empty = [], []
    for tile in board.tiles:
        count, rows = tally[key_of(board, tile)], cards[key_of(board, tile)]
        heading = Spoken(tile.zh, tile.en)
        if not rows:
            empty.append(heading)
            continue
        shown.append(
            {
                "code": tile.code,
                "heading": heading,
                "note": Spoken(tile.note_zh, tile.note_en),
                "tone": tile.tone,
                "count": capped(count),
                "cards": rows,
                "href": column_href(board, tile),
                "more": capped(count - len(rows)) if count > len(rows) else "",
            }
        )
    actor = actor_of(request)
    today = now_of(request).astimezone(SHANGHAI).date()
    return {
        "columns": shown,
        "empty_columns": empty,
        "empty": NOTHING_HERE,
        "texts": texts_context(dated_texts(rules_of(request)), today) if board.scope is Scope.ALL else None,
        "bulk": bulk_of(request, board),
        "card_keys": [row for row in CARD_KEYS if actor.role in BY_ACTION[row["act"]].roles],
        "live": EVERYTHING,
        "live_href": f"{reverse('supervising')}?part=columns",
        "bulk_href": reverse("act_on_many"),
        "hidden": [{"name": "next", "value": reverse("supervising")}, {"name": WHY, "value": board.code}],
    }


NOTHING_HERE = {
    "why": Spoken("今天没有需要督办的工单", "Nothing needs supervision today"),
    "todo": Spoken(
        "有工单到期、逾期或存在争议时，本页自动更新。", "The page updates by itself when something is due or late."
    ),
    "icon": "circle-check",
}

CARD_KEYS: tuple[dict[str, Any], ...] = tuple(
    {"act": name, "key": KEYS[name], "text": Spoken(ROWS[name].zh, ROWS[name].en)} for name in ("urge", "supervise")
)


def _tiles(board: WorkList, tally: Mapping[str, int], texts: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The tiles: each leads down to its column, and where that is empty to its list."""
    tiles = tiles_of(board, tally, lambda values: f"#{values['tile']}")
    for tile, shown in zip(board.tiles, tiles, strict=True):
        if not tally[key_of(board, tile)]:
            shown["href"] = column_href(board, tile)
    if texts is not None:
        tiles.append(
            {
                "href": "#texts",
                "tone": "amber" if texts["count"] else "grey",
                "text": texts["heading"],
                "count": str(texts["count"]),
                "counts": "",
                "note": Spoken("复核日期已过", "review date passed"),
                "wide": False,
                "pressed": False,
            }
        )
    return tiles


# ---- the cards -------------------------------------------------------------------------------------------------------


def _cards(
    request: HttpRequest, board: WorkList, found: Mapping[str, list[int]], orders: Collection[int]
) -> dict[str, list[dict[str, Any]]]:
    """The cards of each column, by the name of its count."""
    actor, rules = actor_of(request), rules_of(request)
    private = works_on_accounts(board, actor, rules.units)
    rows = glances(list(WorkOrder.objects.filter(pk__in=orders)), unit=None, private=private)
    facts, marks = card_facts(orders), marks_of(rows, None, private=private)
    acts = urged({one.row.pk: one.row.received_at for one in rows})
    told = {one.row.pk: Told(facts[one.row.pk], marks[one.row.pk], acts.get(one.row.pk)) for one in rows}
    reader = Reader(
        role=actor.role,
        now=now_of(request),
        calendar=rules.calendar,
        reach=in_reach(actor.unit or 0, rules.units) if board.scope is Scope.WITHIN else None,
        names=names_of_units(_units(rows, told)),
        back=reverse("supervising"),
    )
    by_id = {one.row.pk: one for one in rows}
    return {
        key_of(board, tile): [
            card_of(BY_CODE[tile.code], by_id[order], told[order], reader) for order in found[key_of(board, tile)]
        ]
        for tile in board.tiles
    }


def _units(rows: Collection[Glance], told: Mapping[int, Told]) -> set[int]:
    """All units that a card may name."""
    chains = {unit for one in told.values() for unit in one.facts.chain}
    return chains | {clock.unit_id for one in rows for clock in one.clocks if clock.unit_id is not None}
