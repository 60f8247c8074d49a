"""Texts that must be reviewed by a date: late from the day after it, the longest first."""

from __future__ import annotations

import datetime as dt

from lianxin.law.dated_texts import DatedText, stale
from lianxin.law.lamps import Spoken

TODAY = dt.date(2026, 11, 23)


def text(name: str, review_date: dt.date) -> DatedText:
    return DatedText(Spoken(name, name), review_date)


def test_a_text_is_stale_from_the_day_after_its_date() -> None:
    yesterday = text("停水答复口径", TODAY - dt.timedelta(days=1))
    assert stale([yesterday, text("供暖", TODAY), text("路灯", TODAY + dt.timedelta(days=1))], TODAY) == (yesterday,)


def test_the_longest_overdue_comes_first() -> None:
    names = [(3, "丙"), (9, "甲"), (9, "乙")]
    found = stale([text(name, TODAY - dt.timedelta(days=days)) for days, name in names], TODAY)
    assert [one.name.zh for one in found] == ["乙", "甲", "丙"]
