"""How a reader narrows a list: read from the address, shown as fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.http import QueryDict

from lianxin.access.lists import Scope, Tile, WorkList
from lianxin.law.lamps import Spoken
from lianxin.law.words import AssignmentKind, OrderState, RequestType, Word
from lianxin.records.choices import Entry
from lianxin.records.orders import Asked
from lianxin.web.lists.queues import asked_by, is_waiting
from lianxin.web.plain import plain

OPEN, ANY = "open", "any"
"""What the field of the state says besides a state: not ended, or all."""

FILTERS = ("words", "type", "state", "topic", "unit", "capacity", "tile")
"""What an address may ask for besides its list."""
FOUND = "found"
"""What an address holds in place of words that may not stand in it."""

PHONE = re.compile(r"\+?[\d\s()（）-]{7,20}")
YEAR = re.compile(r"20\d{2}(0[1-9]|1[0-2])")
WordT = TypeVar("WordT", bound=Word)


def list_asked_for(given: QueryDict, lists: Sequence[WorkList]) -> WorkList | None:
    """Of an office's lists the one named by its code; for a search that of everything, else the first; None of none."""
    asked = [row for row in lists if row.code == given.get("list")]
    everything = [row for row in lists if not row.holds.states] if given.get("words") or given.get(FOUND) else []
    return next(iter((*asked, *everything, *lists)), None)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What was asked for, and what of it stands in the address."""

    asked: Asked
    given: dict[str, str]
    state: str
    tile: Tile | None = None
    capacity: AssignmentKind | None = None


def read_filters(data: QueryDict, work_list: WorkList, *, hidden: str = "", private: bool) -> Narrowing:
    """What the address asks for of a list; what no filter knows is left out.

    `hidden`: words for which the address holds a token. A list of everything shows what has not ended until another
    state, or words, are asked for.
    """
    given = {name: plain(data.get(name, "")) for name in FILTERS}
    words = hidden or given["words"]
    if hidden:
        given |= {"words": "", FOUND: data.get(FOUND, "")}
    state = given["state"] or (OPEN if not is_waiting(work_list) and not words else ANY)
    tile = next((one for one in work_list.tiles if one.code == given["tile"]), None)
    unit = int(given["unit"]) if given["unit"].isdecimal() and len(given["unit"]) < 10 else None
    by_tile = asked_by(work_list, tile)
    asked = replace(
        by_tile,
        request_type=_word(RequestType, given["type"]),
        state=_word(OrderState, state),
        open_only=state == OPEN or by_tile.open_only,
        topic=given["topic"] if given["topic"].isalnum() else "",
        unit=unit,
        words=words,
        phone=words if private and is_phone(words) else "",
        private=private,
    )
    capacity = _word(AssignmentKind, given["capacity"]) if work_list.scope is Scope.OWN else None
    return Narrowing(asked, {name: value for name, value in given.items() if value}, state, tile, capacity)


def is_phone(words: str) -> bool:
    """Whether words are a telephone number and not the beginning of an order's number."""
    return bool(PHONE.fullmatch(unicodedata.normalize("NFKC", words))) and not is_date(words)


def is_date(words: str) -> bool:
    """Whether words begin like an order's number, with year and month."""
    return bool(YEAR.match(unicodedata.normalize("NFKC", words)))


def _word(kind: type[WordT], code: str) -> WordT | None:
    return next((word for word in kind if word.value == code), None)


def filter_fields(
    narrowing: Narrowing, work_list: WorkList, *, topics: list[Entry], units: list[Entry]
) -> list[dict[str, Any]]:
    """The fields of the filter bar (templates/orders/list.html); without `units` there is nothing to choose from."""
    asked, states = narrowing.asked, work_list.holds.states
    fields = [_words_field(asked.words), _type_field(asked.request_type)]
    if len(states) != 1:
        fields.append(_state_field(states or tuple(OrderState), narrowing.state, everything=not states))
    fields.append(_entries("topic", Spoken("归类", "Topic"), Spoken("全部归类", "All topics"), topics, asked.topic))
    if units:
        label, everyone = Spoken("主办单位", "Host"), Spoken("全部单位", "All units")
        fields.append(_entries("unit", label, everyone, units, str(asked.unit or "")))
    if work_list.scope is Scope.OWN and len(work_list.holds.kinds) != 1:
        fields.append(_capacity_field(narrowing.capacity, work_list.holds.kinds or tuple(AssignmentKind)))
    return fields


def _capacity_field(chosen: AssignmentKind | None, kinds: tuple[AssignmentKind, ...]) -> dict[str, Any]:
    choices = [_choice("", Spoken("主办和协办", "Host and co-handler"), chosen is None)]
    choices += [_choice(word.value, Spoken(word.zh, word.en), word is chosen) for word in kinds]
    return {"name": "capacity", "kind": "select", "label": Spoken("角色", "Capacity"), "choices": choices}


def _words_field(words: str) -> dict[str, Any]:
    help_text = Spoken("工单号、标题、地址", "Number, title, place")
    return {"name": "words", "kind": "text", "label": Spoken("关键词", "Words"), "help": help_text, "value": words}


def _type_field(chosen: RequestType | None) -> dict[str, Any]:
    choices = [_choice("", Spoken("全部类型", "All types"), chosen is None)]
    choices += [_choice(word.value, Spoken(word.zh, word.en), word is chosen) for word in RequestType]
    return {"name": "type", "kind": "select", "label": Spoken("诉求类型", "Type"), "choices": choices}


def _state_field(states: tuple[OrderState, ...], chosen: str, *, everything: bool) -> dict[str, Any]:
    choices = [_choice(ANY, Spoken("全部状态", "All states"), chosen == ANY)]
    if everything:
        choices.insert(0, _choice(OPEN, Spoken("未办结", "Not ended"), chosen == OPEN))
    choices += [_choice(word.value, Spoken(word.zh, word.en), word.value == chosen) for word in states]
    return {"name": "state", "kind": "select", "label": Spoken("状态", "State"), "choices": choices}


def _entries(name: str, label: Spoken, everything: Spoken, entries: list[Entry], chosen: str) -> dict[str, Any]:
    choices = [_choice("", everything, not chosen)]
    choices += [_choice(one.value, Spoken(one.zh, one.en), one.value == chosen) for one in entries]
    return {"name": name, "kind": "select", "label": label, "choices": choices}


def _choice(value: str, text: Spoken, selected: bool) -> dict[str, Any]:
    return {"value": value, "text": text, "selected": selected}
