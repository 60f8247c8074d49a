"""Dates and moments as pages say them: the day in Shanghai, in words, and for machines in the attribute beside."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context
from django.utils import translation

from lianxin.law.deadlines import SHANGHAI
from lianxin.law.lamps import Spoken
from lianxin.web.dates import day_words, moment_words
from lianxin.web.template_tags import on

EARLY = dt.datetime(2026, 12, 9, 16, 30, tzinfo=dt.UTC)
"""Half past midnight of the tenth in Shanghai; in the database's time zone still the ninth."""


def reader() -> Context:
    """What a template knows of the page: the moment it is made."""
    return Context({"shell": {"now": dt.datetime(2026, 12, 11, 9, tzinfo=SHANGHAI)}})


@pytest.mark.parametrize("day", [EARLY, EARLY.astimezone(SHANGHAI), dt.date(2026, 12, 10)])
def test_the_day_of_a_moment_is_the_day_in_shanghai(day: dt.date) -> None:
    assert on(reader(), day, "full") == '<time class="num" datetime="2026-12-10">12 月 10 日</time>'
    with translation.override("en"):
        assert on(reader(), day) == '<time class="num" datetime="2026-12-10">10 Dec</time>'


def test_a_date_has_its_year_unless_that_is_the_year_of_what_stands_beside_it() -> None:
    day = dt.date(2026, 12, 10)
    assert day_words(day, EARLY) == Spoken("12 月 10 日", "10 Dec")
    new_year = dt.datetime(2026, 12, 31, 16, tzinfo=dt.UTC)
    assert day_words(day, new_year) == Spoken("2026 年 12 月 10 日", "10 Dec 2026")
    assert day_words(day) == Spoken("2026 年 12 月 10 日", "10 Dec 2026")


def test_a_moment_in_words_is_told_by_the_clock_of_shanghai() -> None:
    assert moment_words(EARLY, EARLY) == Spoken("12 月 10 日 00:30", "10 Dec 00:30")
    assert moment_words(EARLY) == Spoken("2026 年 12 月 10 日 00:30", "10 Dec 2026 00:30")
