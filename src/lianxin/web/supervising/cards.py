"""One order as a card of today's board: why it is here, who has it, what was done about it, what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from lianxin.access.lists import IN_DISPUTE
from lianxin.law import lamps
from lianxin.law.articles import citation
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.decisions.clockwork import desk_for
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import BY_ACTION as ROWS
from lianxin.law.words import ClockName, Desk, OrderFlag, OverlayKind, Role, TextKind, Word
from lianxin.records.cards import CardFacts
from lianxin.records.glance import Glance
from lianxin.records.marks import Mark
from lianxin.records.models import Clock
from lianxin.records.urged import Urged
from lianxin.web.acts.proposed import WHY
from lianxin.web.addresses import act_href, order_href
from lianxin.web.citations import law_href
from lianxin.web.lists.lamps import lamp_of
from lianxin.web.lists.rows import mark_tags
from lianxin.web.orders.offered import KEYS
from lianxin.web.supervising.columns import Column, limit_of
from lianxin.web.tags import tags_of

SEPARATE = (OverlayKind.PROPOSAL,)
"""What the column says already."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the board: office, moment, calendar; `reach`: the units they supervise, None for the whole city."""

    role: Role
    now: dt.datetime
    calendar: WorkingCalendar
    reach: Collection[int] | None
    names: Mapping[int, Spoken]
    back: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an order besides its glance."""

    facts: CardFacts
    mark: Mark
    urged: Urged | None


def card_of(column: Column, glance: Glance, told: Told, reader: Reader) -> dict[str, Any]:
    """The card as templates/supervising/_card.html shows it."""
    order, limit = glance.row, limit_of(column, glance.clocks)
    kinds = {OverlayKind(one.kind) for one in glance.overlays}
    lamp = lamp_of(limit, reader.now, reader.calendar) if limit else None
    ways = _ways(column, glance, told, reader)
    answer = next((one for one in glance.clocks if one.name is ClockName.SUPERVISION_ANSWER and one.end is None), None)
    return {
        "number": order.number,
        "href": order_href(order.number),
        "title": glance.texts.get(TextKind.TITLE) or order.number,
        "chain": [reader.names[unit] for unit in told.facts.chain if unit in reader.names],
        "who": _who(column, glance, told, reader, limit),
        "lamp": lamp,
        "tone": lamp.key if lamp else "",
        "pending": [found for kind in OverlayKind if kind in kinds and (found := lamps.pending_lamp(kind))],
        "why": _why(column, limit, kinds),
        "due_at": limit.due_at if limit and column.code != "dissatisfied" else None,
        "article": _article(_basis(column, limit, kinds)),
        "tags": [*mark_tags(told.mark), *tags_of(order, kinds.difference(SEPARATE))],
        "urged": told.urged,
        "answer_at": answer.due_at if answer else None,
        "ways": ways,
        "urgeable": any(way["act"] == "urge" for way in ways),
        "replied": _article("R67") if told.facts.replied and _may(reader, "urge") else None,
    }


BETWEEN_UNITS = frozenset(IN_DISPUTE) - {OverlayKind.CONTRADICTION}


def _why(column: Column, limit: Clock | None, kinds: Collection[OverlayKind]) -> list[Spoken | Word]:
    """Which limit, or which dispute, brought the order here."""
    if column.code == "dissatisfied":
        return [Spoken("两轮回访不满意", "two rounds without satisfaction")]
    if column.code == "disputes":
        return [kind for kind in IN_DISPUTE if kind in kinds]
    return [limit.name] if limit else []


def _basis(column: Column, limit: Clock | None, kinds: Set[OverlayKind]) -> str:
    """By what it is here: units dispute their duty under Art. 29; a denied reply is none of that (R31)."""
    if column.code == "disputes" and kinds.isdisjoint(BETWEEN_UNITS):
        return "R31"
    return column.article or (limit.article if limit else "")


def _article(key: str) -> dict[str, Any] | None:
    """{text, href}: the place in the text alone, as a card has little room."""
    if not key:
        return None
    cited = citation(key)
    return {"text": Spoken(cited.place_zh.strip() or cited.zh, cited.place_en or cited.en), "href": law_href(key)}


def _who(column: Column, glance: Glance, told: Told, reader: Reader, limit: Clock | None) -> Spoken | Word | None:
    """Whose delay it is, where that is not the host: the centre's desk, or another unit."""
    if column.desk is not None:
        return Desk.GENERAL_OFFICE if OrderFlag.ABOUT_CENTRE in glance.row.flags else column.desk
    if limit is None:
        return None
    if limit.unit_id is not None:
        return None if limit.unit_id in told.facts.chain else reader.names.get(limit.unit_id)
    request = next((one.kind for one in glance.overlays if one.serial == limit.overlay), None)
    return Desk(desk_for(limit.name, request))


# ---- what can be done ------------------------------------------------------------------------------------------------


def _ways(column: Column, glance: Glance, told: Told, reader: Reader) -> list[dict[str, Any]]:
    """Urge and supervise, where they fit: roughly what `access.offers` says, without opening the order."""
    ways = []
    if _fits("urge", glance, reader) and not told.facts.replied:
        ways.append(_way("urge", column, glance, reader, again=told.urged is not None))
    over = reader.reach is None or glance.row.host_unit_id in reader.reach
    if _fits("supervise", glance, reader) and over and column.desk is None:
        ways.append(_way("supervise", column, glance, reader))
    return ways


def _may(reader: Reader, action: str) -> bool:
    return reader.role in BY_ACTION[action].roles


def _fits(action: str, glance: Glance, reader: Reader) -> bool:
    return _may(reader, action) and glance.row.state in ROWS[action].states


def _way(action: str, column: Column, glance: Glance, reader: Reader, *, again: bool = False) -> dict[str, Any]:
    row, query = ROWS[action], urlencode({WHY: column.code, "next": reader.back})
    text = Spoken("再催办", "Urge again") if again else Spoken(row.zh, row.en)
    return {"act": action, "key": KEYS[action], "text": text, "href": f"{act_href(glance.row.number, action)}?{query}"}
