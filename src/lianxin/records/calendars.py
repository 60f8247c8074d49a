"""The working calendar from its tables: the latest edition of every year, and what was the latest before."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from lianxin.law import calendar
from lianxin.records.models import CalendarDay, CalendarYear


def read_calendar() -> calendar.WorkingCalendar:
    """The calendar in use, read afresh; `records.rules.current_rules` keeps it."""
    latest = CalendarYear.objects.order_by("year", "-edition").distinct("year")
    return calendar.WorkingCalendar.from_years(_with_days(latest))


@functools.lru_cache(maxsize=8)
def calendar_for(version: str) -> calendar.WorkingCalendar:
    """The calendar that a clock was computed with, found among all that were ever in use; LookupError when none was."""
    in_use: dict[int, calendar.CalendarYear] = {}
    for year in _with_days(CalendarYear.objects.order_by("id")):
        in_use[year.year] = year
        known = calendar.WorkingCalendar.from_years(in_use.values())
        if known.version == version:
            return known
    raise LookupError(f"no calendar of version {version} was ever in use here")


def _with_days(editions: Iterable[CalendarYear]) -> list[calendar.CalendarYear]:
    rows = list(editions)
    rules: dict[int, list[calendar.DayRule]] = {row.pk: [] for row in rows}
    for day in CalendarDay.objects.filter(calendar_year__in=rules).order_by("date"):
        rules[day.calendar_year_id].append(
            calendar.DayRule(date=day.date, working=day.working, reason_zh=day.reason_zh, reason_en=day.reason_en)
        )
    return [
        calendar.CalendarYear(
            year=row.year, days=tuple(rules[row.pk]), notice_number=row.notice_number, notice_date=row.notice_date
        )
        for row in rows
    ]
