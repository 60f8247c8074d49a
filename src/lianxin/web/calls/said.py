"""What is known of a caller, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import CallerKind
from lianxin.records.known_callers import Standing
from lianxin.records.models import Division, Person, WorkOrder

CAME_BEFORE = Spoken("曾来电", "Called before")
WISHED_SECRECY = Spoken("曾要求保密", "Once asked for secrecy")
WISHED_WRITING = Spoken("曾要求仅文字联系", "Once asked for writing only")
MINOR = Spoken("未成年人", "Minor")
NEW = Spoken("首次来电", "First call")
USUAL_PLACE = Spoken("常用地址", "Usual place")
EVER = Spoken("累计来电", "Ever")
LATELY = Spoken("近 90 天", "Last 90 days")


def tags_about(known: Mapping[int, Standing], times: int) -> list[dict[str, Any]]:
    """Labels beside the name: what people with this number wished before; nothing that could put anybody last (R41)."""
    if not known:
        return [{"text": CAME_BEFORE if times > 1 else NEW, "tone": ""}]
    wishes = (
        (CAME_BEFORE, "", True),
        (WISHED_SECRECY, "purple", any(one.secret for one in known.values())),
        (WISHED_WRITING, "blue", any(one.text_only for one in known.values())),
        (MINOR, "amber", any(one.minor for one in known.values())),
    )
    return [{"text": text, "tone": tone} for text, tone, holds in wishes if holds]


def facts_about(known: Mapping[int, Standing], times: int, place: Division | None) -> list[dict[str, Any]]:
    """Where most of their matters were, how often they came, and how content they were lately."""
    if not known:
        return []
    orders = sum(one.orders for one in known.values())
    lately = sum(one.lately for one in known.values())
    unhappy = sum(one.dissatisfied for one in known.values())
    facts = [{"label": USUAL_PLACE, "value": _place(place), "hot": ""}] if place is not None else []
    calls = Spoken(f"{times} 次，工单 {orders} 件", f"{_calls(times)}, {_orders(orders)}") if times else None
    facts.append({"label": EVER, "value": calls or Spoken(f"工单 {orders} 件", _orders(orders)), "hot": ""})
    hot = Spoken(f"不满意 {unhappy} 件", f"dissatisfied: {unhappy}") if unhappy else ""
    facts.append({"label": LATELY, "value": Spoken(f"{lately} 件", _orders(lately)), "hot": hot})
    return facts


def _orders(count: int) -> str:
    return f"{count} order" if count == 1 else f"{count} orders"


def _calls(count: int) -> str:
    return f"{count} call" if count == 1 else f"{count} calls"


def _place(place: Division) -> Spoken:
    above = place.parent
    zh = f"{above.name_zh if above is not None else ''}{place.name_zh}"
    return Spoken(zh, place.name_en or zh)


def about_person(person: Person, known: Standing | None) -> dict[str, Any]:
    """One candidate for the name: how many orders, and what they wished."""
    orders = known.orders if known is not None else 0
    note = Spoken(f"工单 {orders} 件", _orders(orders))
    kind = "" if person.kind is CallerKind.NATURAL_PERSON else person.kind
    return {"note": note, "kind": kind, "secret": WISHED_SECRECY if known is not None and known.secret else ""}


def about_repeat(order: WorkOrder) -> Spoken:
    """Why this may be the same matter again, and what to do then (R67)."""
    day = order.received_at.astimezone(SHANGHAI)
    return Spoken(
        f"与 {day.month} 月 {day.day} 日在办工单地点或事由相同。同一来电人补充，用续报；原时限不变。",
        f"Like the open order of {day.day} {day:%b} in place or matter. What the same caller adds is a supplement; "
        "no date moves.",
    )
