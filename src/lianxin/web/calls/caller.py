"""Who calls, as far as that is known: candidates for the name, earlier orders, what may be the same matter again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lianxin.actions.note_reading import note_reading
from lianxin.law.duties import BY_ACTION as DUTIES
from lianxin.law.refusals import Refused
from lianxin.law.transitions import ENDED
from lianxin.law.words import OrderState
from lianxin.records.alike import orders_alike
from lianxin.records.calls import calls_from, masked_number, number_of
from lianxin.records.glance import glances
from lianxin.records.known_callers import Standing, orders_of, serials_of, standings, usual_place
from lianxin.records.models import Call, Division, Person, WorkOrder
from lianxin.records.people import Masked, masked, people_with_phone
from lianxin.records.readable import readable
from lianxin.vault.errors import VaultError
from lianxin.vault.masking import mask_phone
from lianxin.web.acts.showing import door_of
from lianxin.web.calls.acting import CALLER
from lianxin.web.calls.desk import CALL, PERSON, call_asked, person_asked
from lianxin.web.calls.said import about_person, about_repeat, facts_about, tags_about
from lianxin.web.calls.standing import is_told, standings_of
from lianxin.web.kept_words import digest_of
from lianxin.web.lists.rows import row_of
from lianxin.web.lists.ways import Reader
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of, rules_of

SHOWN = 8
"""Earlier orders in the column."""
OTHERS = 3
SHORTEST = 7
"""Digits of a number worth looking up."""
LATELY = dt.timedelta(days=90)
AGAIN = dt.timedelta(days=90)
"""How far back the same matter is looked for."""


@dataclass(slots=True)
class Known:
    """What was found of a number: people, how they stand, their orders that the reader may open."""

    number: str = ""
    people: list[Person] = field(default_factory=list)
    names: Mapping[int, Masked] = field(default_factory=dict)
    standings: Mapping[int, Standing] = field(default_factory=dict)
    orders: list[WorkOrder] = field(default_factory=list)
    serials: Mapping[int, int] = field(default_factory=dict)
    times: int = 0
    place: Division | None = None


@require_POST
def caller(request: HttpRequest) -> HttpResponse:
    """The column anew, with what stands in the form by now; whose a number is, units never learn (R44)."""
    if actor_of(request).role not in DUTIES["receive"].roles:
        raise Refused("not_your_duty")
    return render(request, "calls/_caller.html", caller_context(request, request.POST))


def caller_context(request: HttpRequest, said: Mapping[str, Any]) -> dict[str, Any]:
    """`caller` of templates/calls/_caller.html; what it shows of people and orders is noted as read."""
    call = call_asked(request)
    known = _known(request, call, _said(said, "caller_phone"))
    alike = _alike(request, said)
    rows = _rows(request, known.orders, known.serials)
    shown: dict[str, Any] = {
        "href": _here(request, "call_caller", call),
        "live": call is not None or bool(known.number),
        "withheld": call is not None and not number_of(call),
        "phone": mask_phone(known.number),
        "tags": tags_about(known.standings, known.times),
        "people": _people(request, call, known),
        "facts": facts_about(known.standings, known.times, known.place),
        "orders": [_order(row, known, call) for row in rows],
        "repeat": _repeat(rows, known, alike),
        "others": _others(request, known, alike),
    }
    _note(request, call, known, shown["others"])
    _give_the_key(shown)
    return {"caller": shown}


# ---- understanding ---------------------------------------------------------------------------------------------------


def _said(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    return plain(value[0] if isinstance(value, list) and value else value if isinstance(value, str) else "")


def _known(request: HttpRequest, call: Call | None, phone: str) -> Known:
    """By the number of the call, unless another one was written into the form."""
    own = number_of(call) if call is not None else ""
    number = own if call is not None and phone in ("", masked_number(call)) else phone
    if len(number) < SHORTEST or "*" in number:
        return Known()
    try:
        people = people_with_phone(number)
    except VaultError:
        return Known()
    ids = [one.pk for one in people]
    if not ids:
        return Known(number, times=_times(call, own, number))
    actor, rules = actor_of(request), rules_of(request)
    may_read = readable(actor, rules.units)
    orders = list(orders_of(ids, may_read)[:SHOWN])
    return Known(
        number=number,
        people=people,
        names=masked(ids),
        standings=standings(ids, may_read, now_of(request) - LATELY),
        orders=sorted(orders, key=lambda one: one.state in ENDED),
        serials=serials_of(ids, [one.pk for one in orders]),
        times=_times(call, own, number),
        place=usual_place(ids, may_read),
    )


def _times(call: Call | None, own: str, number: str) -> int:
    """How often the number called, this call included."""
    return calls_from(bytes(call.number_digest)) if call and call.number_digest and own == number else 0


def _alike(request: HttpRequest, said: Mapping[str, Any]) -> list[int]:
    """Orders of the last time with the words of the form for the place, or on its topic in its place."""
    words = _said(said, "address") or _said(said, "title")
    return orders_alike(_said(said, "topic"), _said(said, "division"), words, now_of(request) - AGAIN)


def _note(request: HttpRequest, call: Call | None, known: Known, others: Collection[Mapping[str, Any]]) -> None:
    seen = [one.pk for one in known.orders] + [one["id"] for one in others]
    if not known.people and not seen:
        return
    about: dict[str, Any] = {CALL: call.pk} if call is not None else {"digest": digest_of(known.number)}
    note_reading(door_of(request), query={"list": "caller", **about, "orders": seen})


# ---- showing ---------------------------------------------------------------------------------------------------------


def _here(request: HttpRequest, name: str, call: Call | None) -> str:
    return f"{reverse(name)}?{urlencode({CALL: call.pk})}" if call is not None else reverse(name)


def _people(request: HttpRequest, call: Call | None, known: Known) -> list[dict[str, Any]]:
    """The candidates for the name, the latest caller first."""
    chosen = person_asked(request) or (known.people[0].pk if len(known.people) == 1 else None)
    query = {name: request.GET[name] for name in (CALL, "caller") if request.GET.get(name)}
    if call is not None:
        query[CALL] = str(call.pk)
    found = []
    for person in reversed(known.people):
        row = {"id": person.pk, "name": known.names[person.pk].name, "chosen": person.pk == chosen}
        row |= {"href": f"{reverse('receive')}?{urlencode({**query, PERSON: person.pk})}"}
        found.append(row | about_person(person, known.standings.get(person.pk)))
    named = [one for one in found if one["name"]]
    return named if len(named) > 1 else [one | {"secret": ""} for one in named]  # the labels above say it of one alone


def _rows(
    request: HttpRequest, orders: Sequence[WorkOrder], serials: Mapping[int, int]
) -> list[tuple[WorkOrder, dict[str, Any]]]:
    """The orders as lists show them, and how each stands for the caller who has this serial there."""
    reader = Reader(actor_of(request).role, None, None, now_of(request), rules_of(request).calendar)
    found = glances(orders, unit=None, private=False)
    standing = standings_of(found, serials, reader.now)
    return [(one.row, row_of(one, reader) | {"standing": standing[one.row.pk]}) for one in found]


def _order(pair: tuple[WorkOrder, dict[str, Any]], known: Known, call: Call | None) -> dict[str, Any]:
    order, row = pair
    return row | {"ways": _supplement(order, known), "told_href": _told(order, call)}


def _supplement(order: WorkOrder, known: Known) -> str:
    """Where the form of a supplement is asked for, with the caller chosen; empty where it cannot be made."""
    if order.state in ENDED:
        return ""
    given = {CALLER: known.serials.get(order.pk, "")}
    return f"{reverse('receive_into', args=[order.number, 'supplement'])}?{urlencode(given)}"


def _told(order: WorkOrder, call: Call | None) -> str:
    """Whoever calls from the number on record is told the state, of what is not secret (R47)."""
    return reverse("call_told", args=[call.pk, order.number]) if call is not None and is_told(order) else ""


def _repeat(
    rows: Sequence[tuple[WorkOrder, dict[str, Any]]], known: Known, alike: Sequence[int]
) -> dict[str, Any] | None:
    """The caller's own open order that this may be about again."""
    for order, row in rows:
        if order.pk in alike and order.state not in ENDED:
            said = about_repeat(order)
            return {
                "number": row["number"],
                "title": row["title"],
                "text": said,
                "way": _supplement(order, known),
            }
    return None


def _others(request: HttpRequest, known: Known, alike: Sequence[int]) -> list[dict[str, Any]]:
    """Others' open orders that may be the same matter: title and state, and joining as a further caller (R27).

    It is the only way into them from the desk; what was written down so far goes along.
    """
    actor, rules = actor_of(request), rules_of(request)
    if not alike or actor.role not in DUTIES["add_caller"].roles:
        return []
    wanted = [one for one in alike if one not in {order.pk for order in known.orders}]
    may_join = WorkOrder.objects.filter(readable(actor, rules.units), pk__in=wanted, state__in=JOINABLE)
    found = []
    for order, row in _rows(request, list(may_join.order_by("-id")[:OTHERS]), {}):
        way = reverse("receive_into", args=[order.number, "add_caller"])
        found.append(
            {"id": order.pk, "number": row["number"], "title": row["title"], "state": row["state"], "way": way}
        )
    return found


JOINABLE = (OrderState.REGISTERED, OrderState.DISPATCHING, OrderState.HANDLING, OrderState.TRACKED)


def _give_the_key(shown: dict[str, Any]) -> None:
    """Alt+A adds to the order this seems to be about, else to the first open one."""
    repeat = shown["repeat"]
    ways = [repeat["way"]] if repeat else [row["ways"] for row in shown["orders"] if row["ways"]]
    shown["first_way"] = ways[0] if ways else ""
