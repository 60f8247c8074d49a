"""A text with its flagged places marked, and the places as something to confirm."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.vault.looking import Place, Seen

CONFIRMED = "confirmed"
"""The field in which words are confirmed to be no personal data."""

CALLERS = Spoken("来电人本人，须删去", "the caller’s own: to be removed")


def marked(texts: Mapping[str, tuple[Spoken, str]], seen: Seen) -> list[dict[str, Any]]:
    """Each text under its name, cut into pieces: plain words, and those that were flagged with what they seem to be."""
    return [
        {"name": name, "pieces": _pieces(text, [one for one in seen.places if one.field == field])}
        for field, (name, text) in texts.items()
        if text
    ]


def _pieces(text: str, places: Collection[Place]) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    at = 0
    for place in places:
        pieces.append({"words": text[at : place.span.start], "kind": None})
        kind = CALLERS if place.callers else Spoken(place.span.kind.zh, place.span.kind.en)
        pieces.append({"words": text[place.span.start : place.span.end], "kind": kind, "done": place.confirmed})
        at = place.span.end
    return [*pieces, {"words": text[at:], "kind": None}]


def confirming(seen: Seen, error: Spoken | str = "") -> list[dict[str, Any]]:
    """The field in which each flagged place is confirmed by its words; none where nothing was flagged."""
    words = {one.words: one for one in seen.places if not one.callers}
    if not words:
        return []
    choices = [
        {
            "value": said,
            "text": f"{said}",
            "note": Spoken(one.span.kind.zh, one.span.kind.en),
            "selected": one.confirmed,
        }
        for said, one in words.items()
    ]
    label = Spoken("确认不是个人信息", "Confirmed to be no personal data")
    told = Spoken(
        "逐处核对：是个人信息的在正文里删去，不是的在这里勾选",
        "look at each: remove it above if it tells who somebody is, tick it here if it does not",
    )
    field = {"name": CONFIRMED, "kind": "checks", "label": label, "choices": choices, "required": True, "value": ""}
    return [field | {"help": told, "error": error}]
