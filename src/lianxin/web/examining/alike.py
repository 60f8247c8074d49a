"""Feedback of the same unit that says the same in the same words: copied answers stand beside the one examined."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.words import TextKind
from lianxin.records.likeness import COPIED, LOOKED_AT, Like, alike
from lianxin.records.readable import readable
from lianxin.web.addresses import order_href
from lianxin.web.examining.feedback import event_of
from lianxin.web.orders.sheet import Sheet


def alike_context(sheet: Sheet) -> dict[str, Any]:
    """What templates/examining/_alike.html shows."""
    feedback, note = sheet.draft.pending_feedback, Spoken(f"最近 {LOOKED_AT} 件", f"latest {LOOKED_AT}")
    event = event_of(sheet, feedback) if feedback is not None else None
    said = sheet.log.texts.get(event.sequence, []) if event is not None else []
    findings = next((one.content for one in said if one.kind is TextKind.FINDINGS and one.content), "")
    if feedback is None or not findings:
        return {"alike": [], "alike_note": note}
    unit = sheet.draft.assignments[feedback.assignment].unit
    may_open = readable(sheet.draft.actor, sheet.draft.around.units)
    found = alike(findings, unit, sheet.order.id, may_open)
    return {"alike": [_shown(one) for one in found], "alike_note": note}


def _shown(one: Like) -> dict[str, Any]:
    return {
        "href": order_href(one.number),
        "number": one.number,
        "outcome": one.outcome,
        "made_at": one.made_at,
        "percent": one.percent,
        "copied": one.percent >= COPIED,
        "parts": _parts(one),
    }


def _parts(one: Like) -> list[dict[str, Any]]:
    parts, at = [], 0
    for start, end in one.same:
        parts += [{"text": one.text[at:start], "same": False}, {"text": one.text[start:end], "same": True}]
        at = end
    return [part for part in [*parts, {"text": one.text[at:], "same": False}] if part["text"]]
