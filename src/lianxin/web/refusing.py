"""A refusal in words: what is wrong, with the number or state of the case, and what to do next."""

from __future__ import annotations

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import Word

NAMELESS = frozenset({"order_unknown"})
"""Refusals whose detail is a number of our tables, which tells nobody anything."""


def what(refusal: Refused) -> Spoken:
    """What is wrong; a state of the order in its own words."""
    reason, detail = refusal.reason, refusal.detail
    if not detail or refusal.code in NAMELESS:
        return Spoken(reason.zh, reason.en)
    zh, en = (detail.zh, detail.en) if isinstance(detail, Word) else (detail, detail)
    return Spoken(f"{reason.zh.removesuffix('。')}：{zh}。", f"{reason.en.removesuffix('.')}: {en}.")


def in_one(refusal: Refused) -> Spoken:
    """What is wrong and what to do, as one text."""
    said, reason = what(refusal), refusal.reason
    return Spoken(f"{said.zh}{reason.next_zh}", f"{said.en} {reason.next_en}")
