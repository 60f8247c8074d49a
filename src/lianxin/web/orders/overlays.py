"""What lies over an order: requests, supervision, explanations, each with its words and who may answer it."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.state import Overlay
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import OverlayKind, OverlayState
from lianxin.web.acts.choices import OVERLAYS
from lianxin.web.dates import day_words
from lianxin.web.orders.requests import request_context
from lianxin.web.orders.sheet import Sheet
from lianxin.web.tags import name_of

TONES = {
    OverlayState.OPEN: "amber",
    OverlayState.UPHELD: "green",
    OverlayState.REFUSED: "red",
    OverlayState.ANSWERED: "green",
}

TO_EXPLAIN = Spoken("待说明", "To explain")
OWED = {
    OverlayKind.SUPERVISION: Spoken("待答复", "To answer"),
    OverlayKind.EXPLANATION: TO_EXPLAIN,
    OverlayKind.OBJECTION: TO_EXPLAIN,
}
"""How those stand that wait for a unit's answer and not for a decision."""

FOUND = {
    (OverlayKind.CONTRADICTION, OverlayState.UPHELD): Spoken("回复不成立", "The reply falls"),
    (OverlayKind.CONTRADICTION, OverlayState.REFUSED): Spoken("回复成立", "The reply stands"),
}
"""What was found where nobody asked for anything that could be upheld or refused (R31)."""


def overlays_context(sheet: Sheet) -> dict[str, Any]:
    """`overlays` of templates/orders/_overlays.html: open ones first, then the latest."""
    rows = sorted(
        sheet.draft.overlays.values(), key=lambda one: (not one.open, -one.opened_at.timestamp(), -one.serial)
    )
    return {"overlays": [_overlay(sheet, one) for one in rows]}


def _overlay(sheet: Sheet, row: Overlay) -> dict[str, Any]:
    said = request_context(sheet, row)
    return {
        "kind": name_of(row.kind),
        "state": OWED.get(row.kind, row.state) if row.open else FOUND.get((row.kind, row.state), row.state),
        "tone": "" if (row.kind, row.state) in FOUND else TONES.get(row.state, ""),
        "who": said["who"],
        "at": row.ended_at or row.opened_at,
        "text": _words(sheet, row, said["texts"]),
        "lamp": said["lamp"],
        "ways": _ways(sheet, row),
    }


def _words(sheet: Sheet, row: Overlay, said: list[str]) -> Spoken:
    """What was asked for, in the words of those who asked and of those who answered."""
    zh, en = list(said), list(said)
    if row.unit is not None:
        zh.insert(0, sheet.unit(row.unit).zh)
        en.insert(0, sheet.unit(row.unit).en)
    if row.amount:
        zh.insert(0, f"{row.amount} 个工作日")
        en.insert(0, f"{row.amount} working days")
    if row.kind is OverlayKind.PROPOSAL:
        zh.insert(0, "建议督办，由督办员决定")
        en.insert(0, "Supervision is proposed; a supervisor decides")
    if row.until_date is not None:
        day = day_words(row.until_date, row.opened_at)
        zh.insert(0, f"至 {day.zh}")
        en.insert(0, f"until {day.en}")
    return Spoken("\n".join(zh), "\n".join(en))


def _ways(sheet: Sheet, row: Overlay) -> list[dict[str, Any]]:
    if not row.open:
        return []
    acts = [action for action, kinds in OVERLAYS.items() if row.kind in kinds and action in sheet.allowed]
    return [
        {
            "href": sheet.act_href(action),
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
        }
        for action in acts
    ]
