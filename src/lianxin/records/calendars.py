"""The working calendar from its table: the latest edition of every year."""

from __future__ import annotations

from lianxin.law import calendar
from lianxin.records.models import CalendarDay, CalendarYear


def read_calendar() -> calendar.WorkingCalendar:
    """The calendar in use, read afresh; `records.rules.current_rules` keeps it."""
    latest = CalendarYear.objects.order_by("year", "-edition").distinct("year")
    rules: dict[int, list[calendar.DayRule]] = {year.pk: [] for year in latest}
    for day in CalendarDay.objects.filter(calendar_year__in=rules).order_by("date"):
        rules[day.calendar_year_id].append(
            calendar.DayRule(date=day.date, working=day.working, reason_zh=day.reason_zh, reason_en=day.reason_en)
        )
    return calendar.WorkingCalendar.from_years(
        calendar.CalendarYear(
            year=year.year,
            days=tuple(rules[year.pk]),
            notice_number=year.notice_number,
            notice_date=year.notice_date,
        )
        for year in latest
    )
