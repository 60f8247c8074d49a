"""A consultation as pages show it: its text and questions with their counts and what became of them; no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from typing import Any

from lianxin.law.consultation_tally import EVERYBODY, Count, Tally, share
from lianxin.law.consultation_text import GENERAL, Content, Item
from lianxin.law.decisions.consultation import ReportRow
from lianxin.law.lamps import Spoken
from lianxin.law.small_numbers import MARK
from lianxin.law.words import ConsultationChannel, ConsultationItemKind, Opinion
from lianxin.records.models import ConsultationNote

K = ConsultationItemKind
WHOLE = Spoken("对整体的意见", "On the whole")
ALL = Spoken("全部", "All")
NO_GROUP = Spoken("未分组", "No group")
Hidden = Set[Count]
NOTHING_HIDDEN: Hidden = frozenset()
"""In the centre every count is shown; to everybody only those that tell nobody (`small_counts`)."""


def both(zh: str, en: str) -> Spoken:
    """A text in both languages; where nobody wrote English the Chinese stands in its place."""
    return Spoken(zh, en or zh)


def title_of(content: Content) -> Spoken:
    """The title."""
    return both(content.title_zh, content.title_en)


def labels(content: Content) -> dict[int, Spoken]:
    """What each paragraph and each question is called."""
    found = {
        one.serial: Spoken(f"第 {place} 段", f"Paragraph {place}") for place, one in enumerate(content.paragraphs, 1)
    }
    found |= {
        one.serial: Spoken(f"问题 {place}", f"Question {place}") for place, one in enumerate(content.questions, 1)
    }
    return found | {GENERAL: WHOLE}


def choices_of(item: Item) -> list[tuple[str, Spoken]]:
    """What can be ticked, with its words."""
    if item.kind is K.PARAGRAPH:
        return [(one.value, Spoken(one.zh, one.en)) for one in Opinion]
    if item.kind is K.SCALE:
        return [(code, Spoken(f"{code} 分", f"{code}")) for code in item.codes]
    return [(one.code, both(one.zh, one.en)) for one in item.choices]


def read_context(content: Content) -> dict[str, Any]:
    """What is read before one answers: purpose, paragraphs, questions with their choices."""
    named = labels(content)

    def row(item: Item) -> dict[str, Any]:
        choices = [text for _, text in choices_of(item)] if item.choices else []
        shown = {"label": named[item.serial], "text": both(item.zh, item.en), "kind": item.kind}
        return shown | {"serial": item.serial, "choices": choices, "required": item.required}

    return {
        "title": title_of(content),
        "purpose": both(content.purpose_zh, content.purpose_en),
        "paragraphs": [row(one) for one in content.paragraphs],
        "questions": [row(one) for one in content.questions],
        "groups": [both(one.zh, one.en) for one in content.groups],
    }


# ---- counts ----------------------------------------------------------------------------------------------------------


def notes_context(notes: Iterable[ConsultationNote]) -> list[dict[str, Any]]:
    """The notes beside the text; `closes_at` is the new end that one announces."""
    return [{"text": both(one.zh, one.en), "at": one.at, "closes_at": one.closes_at} for one in notes]


def counts_context(content: Content, found: Tally, hidden: Hidden = NOTHING_HIDDEN) -> dict[str, Any]:
    """How many answered, by channel and by group; None for what is `hidden`."""

    def counted(kind: str, code: str, text: Spoken) -> dict[str, Any]:
        count = found.count_of((kind, code))
        kept = {(kind, code), ("total",)} & hidden
        return {"text": text, "count": None if (kind, code) in hidden else count, "share": _share(count, found, kept)}

    return {
        "total": None if ("total",) in hidden else found.total,
        "channels": [counted("channels", one.value, Spoken(one.zh, one.en)) for one in ConsultationChannel],
        "groups": [counted("groups", one.code, both(one.zh, one.en)) for one in content.groups],
    }


def _share(count: int, found: Tally, kept: Collection[Count]) -> int | None:
    """Of a hundred answers; None where it would tell a count that is kept back."""
    return None if kept else share(count, found.total)


def items_context(
    content: Content, found: Tally, report: Mapping[int, ReportRow], hidden: Hidden = NOTHING_HIDDEN
) -> list[dict[str, Any]]:
    """Each paragraph and question with its counts, for all and by group, and what the report says of it."""
    named = labels(content)
    shown = [_item(content, found, one, hidden) | {"label": named[one.serial]} for one in content.items]
    general = {"serial": GENERAL, "label": WHOLE, "text": "", "answered": 0, "rows": [], "heads": []}
    return [one | {"report": _report(report.get(one["serial"]))} for one in (*shown, general)]


def _item(content: Content, found: Tally, item: Item, hidden: Hidden) -> dict[str, Any]:
    groups = [(EVERYBODY, ALL), *((one.code, both(one.zh, one.en)) for one in content.groups)]
    rows = [
        {
            "text": text,
            "code": code,
            "cells": [_cell(found, (item.serial, code, group), hidden) for group, _ in groups],
        }
        for code, text in choices_of(item)
    ]
    answered: Count = ("answered", item.serial, EVERYBODY)
    return {
        "serial": item.serial,
        "text": both(item.zh, item.en),
        "answered": MARK if answered in hidden else found.count_of(answered),
        "heads": [text for _, text in groups],
        "rows": rows,
    }


def _cell(found: Tally, key: tuple[int, str, str], hidden: Hidden) -> dict[str, int | None]:
    serial, code, group = key
    picked, answered = ("picked", *key), ("answered", serial, group)
    tells = {picked, answered} & hidden
    return {
        "count": None if picked in hidden else found.count_of(picked),
        "share": None if tells else found.share(serial, code, group),
    }


def _report(row: ReportRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "summary": both(row.summary_zh, row.summary_en),
        "taken_up": row.taken_up,
        "reason": both(row.reason_zh, row.reason_en),
    }
