"""Which days are working days."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.law.calendar import CalendarYear, DayRule, WorkingCalendar, missing_year_warning, parse_year
from lianxin.law.city_files import DataRefused
from lianxin.law.words import DayReason
from tests.law.rules import CITIES, calendar

FIRST, LAST = dt.date(2004, 1, 1), dt.date(2026, 12, 31)
NOTICE = 'year = 2027\n\n[[day]]\ndate = 2027-01-01\nworking = false\nzh = "元旦"\nen = "New Year\'s Day"\n'


def test_every_day_from_2004_to_2026_agrees_with_chinesecalendar() -> None:
    days = [FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    ours = calendar()
    assert [day for day in days if ours.is_working(day) != chinese_calendar.is_workday(day)] == []
    assert len(days) == 8401


def test_every_holiday_is_called_by_its_name() -> None:
    ours = calendar()
    for day in (dt.date(2026, 2, 16), dt.date(2026, 2, 14), dt.date(2026, 2, 28)):
        assert "春节" in ours.kind(day).zh
        assert "Spring Festival" in ours.kind(day).en
    named = {rule.date for rule in ours.days.values() if not rule.working}
    theirs = set(chinese_calendar.constants.holidays)
    assert named == theirs


def test_there_is_one_file_for_each_year_and_none_twice() -> None:
    assert calendar().years == frozenset(range(2004, 2027))
    assert {int(path.stem) for path in (CITIES / "calendars").glob("*.toml")} == calendar().years


@pytest.mark.parametrize(
    ("day", "working", "reason"),
    [
        (dt.date(2026, 2, 14), True, DayReason.MADE_UP),
        (dt.date(2026, 2, 16), False, DayReason.HOLIDAY),
        (dt.date(2026, 11, 6), True, DayReason.WORKING_DAY),
        (dt.date(2026, 11, 7), False, DayReason.WEEKEND),
    ],
)
def test_a_day_says_why(day: dt.date, working: bool, reason: DayReason) -> None:
    kind = calendar().kind(day)
    assert (kind.working, kind.reason) == (working, reason)


def test_a_year_without_data_counts_weekends_only_and_says_it_is_provisional() -> None:
    ours = calendar()
    new_year, saturday = dt.date(2027, 1, 1), dt.date(2027, 1, 2)
    assert ours.is_working(new_year)
    assert not ours.is_working(saturday)
    assert ours.is_provisional(new_year)
    assert "暂定" in ours.kind(new_year).zh
    assert "provisional" in ours.kind(new_year).en
    assert not ours.is_provisional(LAST)


def test_next_year_is_imported_from_its_notice() -> None:
    with_2027 = WorkingCalendar.from_years([parse_year(NOTICE, "2027.toml")])
    assert not with_2027.is_working(dt.date(2027, 1, 1))
    assert not with_2027.is_provisional(dt.date(2027, 1, 1))


def test_the_version_follows_the_content_and_nothing_else() -> None:
    again = WorkingCalendar.from_years(
        CalendarYear(year, tuple(r for r in calendar().days.values() if r.date.year == year))
        for year in sorted(calendar().years, reverse=True)
    )
    assert again == calendar()
    assert hash(again) == hash(calendar())
    changed = WorkingCalendar.from_years(
        [CalendarYear(2026, (DayRule(dt.date(2026, 1, 1), False, "元旦", "New Year's Day"),))]
    )
    assert changed.version != calendar(2026).version


def test_the_alarm_rings_in_december_and_not_before() -> None:
    assert missing_year_warning(calendar(), dt.date(2026, 11, 30)) is None
    alarm = missing_year_warning(calendar(), dt.date(2026, 12, 1))
    assert alarm is not None
    assert alarm.year == 2027
    assert "2027" in alarm.zh
    assert "2027" in alarm.en
    with_2027 = WorkingCalendar.from_years(
        [parse_year(NOTICE, "2027.toml"), CalendarYear(2026, ())],
    )
    assert missing_year_warning(with_2027, dt.date(2026, 12, 31)) is None


def test_a_year_already_begun_without_data_alarms_at_once() -> None:
    alarm = missing_year_warning(calendar(), dt.date(2027, 3, 1))
    assert alarm is not None
    assert alarm.year == 2027


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (NOTICE + 'holiday = "x"\n', "day[1].holiday", "unknown key"),
        ("yaer = 2027\n" + NOTICE, "yaer", "unknown key"),
        (NOTICE.replace("year = 2027", ""), "year", "missing"),
        (NOTICE.replace("2027-01-01", "2026-01-01"), "day[1].date", "not in 2027"),
        (NOTICE.replace("false", "true"), "day[1].working", "works anyway"),
        (NOTICE.replace("false", "1"), "day[1].working", "must be a bool"),
        (NOTICE + NOTICE.partition("\n\n")[2], "day[2].date", "comes twice"),
        ("year = ", "(file)", "not valid TOML"),
        ("year = 2027\nday = [1]\n", "day[1]", "[[day]] table"),
    ],
)
def test_a_faulty_notice_is_refused_with_file_key_and_reason(text: str, key: str, reason: str) -> None:
    with pytest.raises(DataRefused) as refused:
        parse_year(text, "2027.toml")
    assert refused.value.source == "2027.toml"
    assert refused.value.key == key
    assert reason in refused.value.en
    assert refused.value.zh


def test_a_year_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="given twice"):
        WorkingCalendar.from_years([CalendarYear(2026, ()), CalendarYear(2026, ())])


@given(st.dates(FIRST, LAST), st.integers(0, 60))
def test_working_days_between_two_dates_are_what_counting_gives(day: dt.date, span: int) -> None:
    until = day + dt.timedelta(days=span)
    expected = sum(
        chinese_calendar.is_workday(day + dt.timedelta(days=n))
        for n in range(1, span + 1)
        if day + dt.timedelta(days=n) <= LAST
    )
    assert calendar().working_days_between(day, min(until, LAST)) == expected


@given(st.dates(dt.date(2004, 2, 1), dt.date(2026, 11, 30)))
def test_next_and_last_working_day_are_working_with_none_between(day: dt.date) -> None:
    ours = calendar()
    after, before = ours.next_working_day(day), ours.last_working_day_before(day)
    assert before < day < after
    assert ours.is_working(after)
    assert ours.is_working(before)
    assert ours.working_days_between(day, after) == 1
    assert ours.working_days_between(before, day) == (1 if ours.is_working(day) else 0)


@pytest.mark.parametrize(
    ("day", "number", "article"),
    [
        ("2025-01-28", "国办发明电〔2024〕12号", "state_council_holidays"),
        ("2025-01-26", "国办发明电〔2024〕12号", "state_council_holidays"),  # a Sunday that works
        ("2018-12-29", "国办发明电〔2018〕15号、国办发明电〔2019〕3号", "state_council_holidays"),
        ("2022-12-31", "国办发明电〔2022〕16号", "state_council_holidays"),
        ("2008-02-06", "", "state_council_holidays"),
        ("2025-02-15", "", "working_hours_1995:7"),
        ("2025-02-14", "", ""),
    ],
)
def test_each_day_off_or_made_up_names_the_notice_that_orders_it(day: str, number: str, article: str) -> None:
    kind = calendar().kind(dt.date.fromisoformat(day))
    assert (kind.notice, kind.article) == (number, article)
    assert number in kind.zh
    assert number in kind.en


def test_the_number_of_a_notice_changes_no_limit() -> None:
    years = [CalendarYear(2027, (), number) for number in ("", "测试〔2026〕1号")]
    assert len({WorkingCalendar.from_years([year]).version for year in years}) == 1
