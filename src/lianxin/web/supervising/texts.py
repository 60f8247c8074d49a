"""Texts that people work by and somebody must review: the column of today's board for those that are stale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from lianxin.law.dated_texts import DatedText, stale
from lianxin.law.lamps import Spoken
from lianxin.records.rules import Rules

Source = Callable[[Rules], Iterable[DatedText]]


def _of_callbacks(rules: Rules) -> Iterable[DatedText]:
    """The city's callback scripts, and who asks first for a rating."""
    everywhere = Spoken("全部事项", "all topics")
    for script in rules.evaluation.scripts:
        zh, en = (script.outcome.zh, script.outcome.en.lower()) if script.outcome else ("", "")
        topic = Spoken(f"事项 {script.topic}", f"topic {script.topic}") if script.topic else everywhere
        yield _dated("回访话术", "Callback script", topic, Spoken(zh, en), script.review_date)
    for way in rules.evaluation.ways:
        topic = Spoken(f"事项 {way.topic}", f"topic {way.topic}") if way.topic else everywhere
        yield _dated("评价方式", "Way of asking", topic, Spoken(way.first.zh, way.first.en.lower()), way.review_date)


def _dated(zh: str, en: str, topic: Spoken, more: Spoken, review_date: dt.date) -> DatedText:
    said = Spoken("，".join(filter(None, (topic.zh, more.zh))), ", ".join(filter(None, (topic.en, more.en))))
    return DatedText(Spoken(f"{zh}（{said.zh}）", f"{en} ({said.en})"), review_date)


SOURCES: tuple[Source, ...] = (_of_callbacks,)
"""Where texts with a review date come from. Whatever has such a date adds its function here; while nothing has, the
board has no such column."""

MOST = 8
"""Texts named in the column."""

HEADING = Spoken("待更新文本", "Stale texts")


def dated_texts(rules: Rules) -> list[DatedText]:
    """All texts with a review date."""
    return [text for source in SOURCES for text in source(rules)]


def texts_context(texts: Iterable[DatedText], today: dt.date) -> dict[str, Any] | None:
    """The column as templates/supervising/_board.html shows it; None where no text has a review date."""
    known = list(texts)
    if not known:
        return None
    late = stale(known, today)
    return {
        "heading": HEADING,
        "count": len(late),
        "rows": [{"name": one.name, "date": one.review_date} for one in late[:MOST]],
        "more": max(len(late) - MOST, 0),
    }
