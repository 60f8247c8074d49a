"""Dates and limits in words, as sentences of a page say them."""

from __future__ import annotations

import datetime as dt

from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI, last_day, midnight

WEEKDAYS = "一二三四五六日"


def until_words(due_at: dt.datetime) -> Spoken:
    """An exclusive moment as people read it: 11 月 30 日（周一）24:00."""
    local, day = due_at.astimezone(SHANGHAI), last_day(due_at)
    whole = due_at == midnight(day + dt.timedelta(days=1))
    clock = "24:00" if whole else f"{local:%H:%M}"
    day = day if whole else local.date()
    zh = f"{day.month} 月 {day.day} 日（周{WEEKDAYS[day.weekday()]}）{clock}"
    return Spoken(zh, f"{day:%a} {day.day} {day:%b} {clock}")


def day_words(day: dt.date, beside: dt.datetime | None = None) -> Spoken:
    """A date: 12 月 10 日; with its year unless the moment that stands `beside` it is of the same one."""
    zh, en = f"{day.month} 月 {day.day} 日", f"{day.day} {day:%b}"
    if beside is not None and day.year == beside.astimezone(SHANGHAI).year:
        return Spoken(zh, en)
    return Spoken(f"{day.year} 年 {zh}", f"{en} {day.year}")


def moment_words(at: dt.datetime, beside: dt.datetime | None = None) -> Spoken:
    """A moment: 12 月 10 日 09:00; its year as with a date."""
    local = at.astimezone(SHANGHAI)
    day = day_words(local.date(), beside)
    return Spoken(f"{day.zh} {local:%H:%M}", f"{day.en} {local:%H:%M}")
