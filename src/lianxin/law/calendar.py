"""Which days are working days: the State Council's yearly notices, and Monday to Friday where none is known yet."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lianxin.law.city_files import DataRefused, need, optional, read_toml, refuse_unknown
from lianxin.law.words import DayReason

ONE_DAY = dt.timedelta(days=1)
DECEMBER = 12
HOLIDAYS, WEEKLY_REST = "state_council_holidays", "working_hours_1995:7"
"""By which text a day is off or made up, and by which Saturdays and Sundays are off."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """One day that a notice names: off, or a make-up working day; the reason is the holiday's name."""

    date: dt.date
    working: bool
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's notice: its days, and its number and date where known."""

    year: int
    days: tuple[DayRule, ...]
    notice_number: str = ""
    notice_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DayKind:
    """Whether a day works, and why; `zh` and `en` are ready to be read.

    `article` cites why it differs from a plain weekday, `notice` is the number of the year's notice where it is known.
    """

    working: bool
    reason: DayReason
    zh: str
    en: str
    article: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class CalendarAlarm:
    """What the administrator must be told about a missing year."""

    year: int
    zh: str
    en: str


@dataclass(frozen=True)
class WorkingCalendar:
    """All years known; equal and hashed by `version`, which is derived from the content."""

    version: str
    years: frozenset[int] = field(compare=False)
    days: Mapping[dt.date, DayRule] = field(compare=False, repr=False)
    notices: Mapping[int, str] = field(compare=False, repr=False, default_factory=dict)

    @classmethod
    def from_years(cls, years: Iterable[CalendarYear]) -> WorkingCalendar:
        """The calendar of these years; raises ValueError when a year comes twice."""
        known = sorted(years, key=lambda year: year.year)
        numbers = [year.year for year in known]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"a calendar year was given twice: {numbers}; keep one notice for each year")
        days = {rule.date: rule for year in known for rule in year.days}
        return cls(
            version=_version(numbers, days),
            years=frozenset(numbers),
            days=MappingProxyType(days),
            notices={year.year: year.notice_number for year in known},
        )

    def is_working(self, day: dt.date) -> bool:
        """Whether work is done on this day; Monday to Friday in a year without data."""
        rule = self.days.get(day)
        return rule.working if rule is not None else day.weekday() < 5

    def is_provisional(self, day: dt.date) -> bool:
        """Whether the day's year has no notice yet, so that the answer may change."""
        return day.year not in self.years

    def knows(self, first: dt.date, last: dt.date) -> bool:
        """Whether every year from the first to the last day has its notice."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def kind(self, day: dt.date) -> DayKind:
        """Whether the day works, and why."""
        rule = self.days.get(day)
        working = self.is_working(day)
        if rule is not None:
            return self._named(rule)
        reason = DayReason.WORKING_DAY if working else DayReason.WEEKEND
        article = "" if working else WEEKLY_REST
        if not self.is_provisional(day):
            return DayKind(working, reason, reason.zh, reason.en, article)
        return DayKind(
            working,
            reason,
            f"{reason.zh}（暂定，{day.year} 年放假安排尚未公布）",
            f"{reason.en} (provisional: the holidays of {day.year} are not known yet)",
            article,
        )

    def _named(self, rule: DayRule) -> DayKind:
        # What a notice orders in December belongs to the New Year that follows: it is the next year's notice.
        year = rule.date.year + (rule.date.month == DECEMBER)
        notice = self.notices.get(year, "")
        reason = DayReason.MADE_UP if rule.working else DayReason.HOLIDAY
        zh, en = f"{reason.zh}（{rule.reason_zh}）", f"{reason.en} ({rule.reason_en})"
        zh, en = (f"{zh}，{notice}", f"{en}, {notice}") if notice else (zh, en)
        return DayKind(rule.working, reason, zh, en, HOLIDAYS, notice)

    def next_working_day(self, day: dt.date) -> dt.date:
        """The first working day after this one."""
        day += ONE_DAY
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def last_working_day_before(self, day: dt.date) -> dt.date:
        """The last working day before this one."""
        day -= ONE_DAY
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, after: dt.date, until: dt.date) -> int:
        """How many working days lie after the first date, up to and with the second; 0 when none."""
        return sum(self.is_working(after + ONE_DAY * n) for n in range(1, (until - after).days + 1))


def _version(years: list[int], days: Mapping[dt.date, DayRule]) -> str:
    digest = hashlib.sha256(repr(years).encode())
    for day in sorted(days):
        rule = days[day]
        digest.update(f"{day}|{rule.working}|{rule.reason_zh}|{rule.reason_en}\n".encode())
    span = f"{years[0]}-{years[-1]}" if years else "none"
    return f"{span}/{digest.hexdigest()[:12]}"


def parse_year(text: str, source: str) -> CalendarYear:
    """One year's notice from TOML (see `cities/calendars/`); raises `DataRefused` with file, key and reason."""
    table = read_toml(text, source)
    refuse_unknown(table, ("year", "notice", "day"), source)
    year = need(table, "year", int, source)
    notice = optional(table, "notice", dict, source) or {}
    refuse_unknown(notice, ("number", "date"), source, "notice.")
    rows = need(table, "day", list, source)
    days = tuple(_day(row, year, source, f"day[{n}].") for n, row in enumerate(rows, start=1))
    seen: set[dt.date] = set()
    for n, rule in enumerate(days, start=1):
        if rule.date in seen:
            raise DataRefused(source, f"day[{n}].date", f"{rule.date} 出现两次", f"{rule.date} comes twice")
        seen.add(rule.date)
    return CalendarYear(
        year=year,
        days=days,
        notice_number=optional(notice, "number", str, source, "notice.") or "",
        notice_date=optional(notice, "date", dt.date, source, "notice."),
    )


def _day(row: object, year: int, source: str, at: str) -> DayRule:
    if not isinstance(row, dict):
        raise DataRefused(source, at.rstrip("."), "应写成 [[day]] 表", "must be a [[day]] table")
    refuse_unknown(row, ("date", "working", "zh", "en"), source, at)
    rule = DayRule(
        date=need(row, "date", dt.date, source, at),
        working=need(row, "working", bool, source, at),
        reason_zh=need(row, "zh", str, source, at),
        reason_en=need(row, "en", str, source, at),
    )
    if rule.date.year != year:
        raise DataRefused(source, f"{at}date", f"{rule.date} 不在 {year} 年", f"{rule.date} is not in {year}")
    if rule.working and rule.date.weekday() < 5:
        raise DataRefused(
            source,
            f"{at}working",
            f"{rule.date} 本来就是工作日，调休上班只能在周六、周日",
            f"{rule.date} works anyway: a make-up day is a Saturday or Sunday",
        )
    return rule


def missing_year_warning(calendar: WorkingCalendar, today: dt.date) -> CalendarAlarm | None:
    """The alarm that this year, or in December the next, has no data; None when all is well."""
    year = today.year if today.year not in calendar.years else today.year + 1
    if year in calendar.years or (year > today.year and today.month < DECEMBER):
        return None
    return CalendarAlarm(
        year=year,
        zh=f"{year} 年放假安排尚未导入，{year} 年的期限按周一至周五暂定；请导入国务院办公厅当年的通知",
        en=f"The holidays of {year} are not imported yet: limits in {year} count Monday to Friday and are provisional. "
        "Import the State Council's notice for that year.",
    )
