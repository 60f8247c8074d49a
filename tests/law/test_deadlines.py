"""When limits end: the vectors of the working-day table, and the rulings R15, R16, R19, R23."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.law.calendar import CalendarYear, DayRule, WorkingCalendar, parse_year
from lianxin.law.deadlines import (
    Due,
    Term,
    compute,
    compute_until,
    inner_date,
    last_day,
    midnight,
    of_stored,
    recompute,
    remaining,
    signals,
)
from lianxin.law.words import ClockName, Signal, StepKind, TermUnit
from tests.law.rules import at, calendar, working_days

CARDS = (Signal.YELLOW_CARD, Signal.OVERDUE, Signal.RED_CARD)
CARD_CLOCKS = {
    ClockName.REPLY,
    ClockName.FEED_BACK,
    ClockName.FINISH,
    ClockName.SECOND_DATE,
    ClockName.SUPERVISION_ANSWER,
}


def after(start: str, amount: int = 5) -> Due:
    return compute(started_at=at(start), term=working_days(amount), calendar=calendar())


@pytest.mark.parametrize(
    ("start", "amount", "due", "yellow", "red"),
    [
        ("2018-09-03", 5, "2018-09-10", "2018-09-07", "2018-09-11"),
        ("2018-09-28", 5, "2018-10-10", "2018-10-09", "2018-10-11"),
        ("2018-10-03", 5, "2018-10-12", "2018-10-11", "2018-10-15"),
        ("2018-12-28", 5, "2019-01-07", "2019-01-04", "2019-01-08"),
        ("2026-02-13", 5, "2026-02-27", "2026-02-26", "2026-02-28"),
        ("2026-02-20", 5, "2026-02-28", "2026-02-27", "2026-03-02"),
        ("2026-09-30", 5, "2026-10-13", "2026-10-12", "2026-10-14"),
        ("2026-04-30", 15, "2026-05-25", "2026-05-22", "2026-05-26"),
    ],
)
@pytest.mark.parametrize("hour", ["00:00:00", "10:00:00", "23:59:59"])
def test_the_vectors_of_the_working_day_table(
    start: str, amount: int, due: str, yellow: str, red: str, hour: str
) -> None:
    found = compute(started_at=at(f"{start}T{hour}"), term=working_days(amount), calendar=calendar())
    assert found.due_date == dt.date.fromisoformat(due)
    assert found.due_at == at(due) + dt.timedelta(days=1)
    assert found.overdue_at == found.due_at
    assert found.yellow_at == at(yellow)
    assert found.red_at == at(red)
    assert not found.provisional


def test_the_ninth_vector_has_no_calendar_and_is_provisional_instead_of_failing() -> None:
    found = after("2026-12-25")
    assert found.provisional
    assert found.due_date == dt.date(2027, 1, 1)
    assert any("暂定" in step.zh for step in found.steps)


def test_a_limit_whose_red_card_falls_into_an_unknown_year_is_provisional_too() -> None:
    found = after("2026-12-24")
    assert found.due_date == dt.date(2026, 12, 31)
    assert found.provisional
    assert not after("2026-12-22").provisional


def test_moments_are_aware_and_in_shanghai() -> None:
    found = compute(
        started_at=dt.datetime(2026, 11, 5, 16, 30, tzinfo=dt.UTC), term=working_days(1), calendar=calendar()
    )
    assert found.started_at.date() == dt.date(2026, 11, 6)  # 00:30 of the sixth in Shanghai
    assert found.due_date == dt.date(2026, 11, 9)
    assert found.due_at.utcoffset() == dt.timedelta(hours=8)


def test_a_moment_without_time_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        compute(started_at=at("2026-11-06").replace(tzinfo=None), term=working_days(1), calendar=calendar())


@pytest.mark.parametrize("start", ["2026-11-05T00:00", "2026-11-05T09:00", "2026-11-05T23:59"])
def test_one_working_day_turns_yellow_at_the_start_of_its_due_date(start: str) -> None:
    found = after(start, 1)
    assert found.due_date == dt.date(2026, 11, 6)
    assert found.yellow_at == at("2026-11-06")
    over_weekend = after("2026-11-06T09:00", 1)
    assert over_weekend.yellow_at == at("2026-11-09")


def test_dispatch_on_a_holiday_counts_as_that_date() -> None:
    assert after("2026-10-03T03:00").due_date == after("2026-09-30T17:00").due_date


# ---- steps -----------------------------------------------------------------------------------------------------------


def test_the_steps_tell_every_day_between_start_and_end() -> None:
    found = compute(
        started_at=at("2026-02-13T10:00"), term=working_days(5), calendar=calendar(), source="jinan_2018:24"
    )
    codes = [step.code for step in found.steps]
    assert codes[:3] == [StepKind.START, StepKind.FIRST_DAY, StepKind.MADE_UP]
    assert codes[-1] is StepKind.END
    assert codes.count(StepKind.SKIPPED) == 9
    assert [step.number for step in found.steps if step.number] == [1, 2, 3, 4, 5]
    assert found.steps[0].article == "jinan_2018:24"
    assert found.steps[-1].at == found.due_at
    days = [step.date for step in found.steps[1:-1]]
    assert days == [dt.date(2026, 2, 13) + dt.timedelta(days=n) for n in range(15)]
    assert all(step.zh and step.en for step in found.steps)
    # Each step has its date beside it, written as its reader reads dates: the words hold none.
    assert (found.steps[-1].zh, found.steps[-1].en) == ("到期：当日 24:00 前", "due before 24:00 of this day")


def test_an_extension_is_counted_on_from_the_old_date() -> None:
    found = compute(
        started_at=at("2026-09-30T10:00"), term=working_days(5), extension=working_days(10), calendar=calendar()
    )
    assert found.due_date == dt.date(2026, 10, 27)
    assert [step.date for step in found.steps if step.code is StepKind.EXTENSION] == [dt.date(2026, 10, 13)]
    assert max(step.number or 0 for step in found.steps) == 15
    assert found.yellow_at == at("2026-10-26")
    assert (
        found.due_date
        == compute(started_at=at("2026-09-30T10:00"), term=working_days(15), calendar=calendar()).due_date
    )


def test_calendar_days_run_over_weekends_and_move_off_a_day_off() -> None:
    plain = compute(started_at=at("2026-11-02T10:00"), term=Term(7, TermUnit.CALENDAR_DAY), calendar=calendar())
    assert plain.due_date == dt.date(2026, 11, 9)
    moved = compute(started_at=at("2026-09-25T10:00"), term=Term(7, TermUnit.CALENDAR_DAY), calendar=calendar())
    assert moved.due_date == dt.date(2026, 10, 8)
    step = next(step for step in moved.steps if step.code is StepKind.MOVED)
    assert step.article == "civil_code:203"
    longer = compute(
        started_at=at("2026-11-02T10:00"),
        term=Term(7, TermUnit.CALENDAR_DAY),
        extension=Term(30, TermUnit.CALENDAR_DAY),
        calendar=calendar(),
    )
    assert longer.due_date == dt.date(2026, 12, 9)


@pytest.mark.parametrize(
    ("term", "due", "yellow"),
    [
        (Term(30, TermUnit.MINUTE), "2026-11-07T23:50", "2026-11-07T23:44"),
        (Term(2, TermUnit.HOUR), "2026-11-08T01:20", "2026-11-08T00:56"),
    ],
)
def test_hours_and_minutes_run_in_real_time_and_turn_yellow_in_the_last_fifth(
    term: Term, due: str, yellow: str
) -> None:
    found = compute(started_at=at("2026-11-07T23:20"), term=term, calendar=calendar())
    assert found.due_at == at(due)
    assert found.yellow_at == at(yellow)
    assert not found.provisional


def test_a_term_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Term(0, TermUnit.HOUR)
    with pytest.raises(ValueError, match="no span"):
        _ = working_days(1).span


# ---- dates that were set ---------------------------------------------------------------------------------------------


def test_a_promised_date_ends_at_24_hours_whatever_day_it_is() -> None:
    found = compute_until(started_at=at("2026-11-06T10:00"), until=dt.date(2026, 11, 22), calendar=calendar())
    assert found.due_at == at("2026-11-23")
    assert found.yellow_at == at("2026-11-20")  # the last working day before that Sunday
    assert found.red_at == at("2026-11-23")
    assert [step.zh for step in found.steps] == ["起算，期限按定下的日期", "到期：当日 24:00 前"]
    today = compute_until(started_at=at("2026-11-06T10:00"), until=dt.date(2026, 11, 6), calendar=calendar())
    assert today.yellow_at == at("2026-11-06T10:00")


def test_stored_moments_give_the_same_signals_as_computed_ones() -> None:
    for term in (working_days(5), working_days(1), Term(2, TermUnit.HOUR)):
        new = compute(started_at=at("2026-02-13T10:00"), term=term, calendar=calendar())
        stored = of_stored(started_at=new.started_at, due_at=new.due_at, term=term, calendar=calendar())
        assert (stored.yellow_at, stored.red_at, stored.due_date) == (new.yellow_at, new.red_at, new.due_date)


def test_the_inner_level_ends_a_working_day_before_the_outer_limit() -> None:
    outer = after("2026-09-30T10:00")
    assert inner_date(outer.due_at, working_days(1), at("2026-10-08T09:00"), calendar()) == dt.date(2026, 10, 12)
    assert inner_date(outer.due_at, working_days(1), at("2026-10-13T09:00"), calendar()) == dt.date(2026, 10, 13)
    with pytest.raises(ValueError, match="working days"):
        inner_date(outer.due_at, Term(1, TermUnit.HOUR), at("2026-10-08"), calendar())


# ---- signals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("clock", ClockName)
def test_cards_are_given_for_five_clocks_only(clock: ClockName) -> None:
    found = signals(after("2026-09-30"), clock)
    names = [signal for signal, _ in found]
    if clock in CARD_CLOCKS:
        assert names == list(CARDS)
    elif clock is ClockName.SEND_BACK_WINDOW:
        assert names == [Signal.REMINDER]
    else:
        assert names == [Signal.REMINDER, Signal.OVERDUE]
    assert [moment for _, moment in found] == sorted(moment for _, moment in found)


# ---- a calendar that changes (R23) -----------------------------------------------------------------------------------


def spring_2020(first_working_day: int) -> WorkingCalendar:
    """January and February 2020 with the Spring Festival ending before this day of February."""
    last_off = dt.date(2020, 2, first_working_day) - dt.timedelta(days=1)
    off = [dt.date(2020, 1, 24) + dt.timedelta(days=n) for n in range((last_off - dt.date(2020, 1, 24)).days + 1)]
    return WorkingCalendar.from_years(
        [CalendarYear(2020, tuple(DayRule(day, False, "春节", "Spring Festival") for day in off))]
    )


def test_a_longer_holiday_moves_the_date_and_those_told_are_told_again() -> None:
    old = compute(started_at=at("2020-01-21T09:00"), term=working_days(5), calendar=spring_2020(3))
    new = recompute(old, spring_2020(10), at("2020-01-27T12:00"))
    assert new.due.due_date > old.due_date
    assert new.tell


def test_a_shorter_holiday_brings_the_date_forward_while_it_is_still_to_come() -> None:
    old = compute(started_at=at("2020-01-21T09:00"), term=working_days(5), calendar=spring_2020(10))
    new = recompute(old, spring_2020(3), at("2020-01-27T12:00"))
    assert new.due.due_date == dt.date(2020, 2, 5)
    assert new.tell


@pytest.mark.parametrize("now", ["2020-02-06T00:00:00", "2020-02-11T09:00:00"])
def test_a_recomputed_date_already_past_leaves_the_old_one(now: str) -> None:
    old = compute(started_at=at("2020-01-21T09:00"), term=working_days(5), calendar=spring_2020(10))
    assert old.due_date == dt.date(2020, 2, 12)
    new = recompute(old, spring_2020(3), at(now))
    assert new.due.due_at == old.due_at
    assert not new.tell
    assert new.due.steps[-1].code is StepKind.KEPT
    one_second_before = recompute(old, spring_2020(3), at("2020-02-05T23:59:59"))
    assert one_second_before.due.due_date == dt.date(2020, 2, 5)


def test_a_provisional_limit_becomes_certain_when_the_notice_arrives() -> None:
    old = after("2026-12-25")
    notice = 'year = 2027\n\n[[day]]\ndate = 2027-01-01\nworking = false\nzh = "元旦"\nen = "New Year\'s Day"\n'
    years = [CalendarYear(year, tuple(r for r in calendar().days.values() if r.date.year == year)) for year in (2026,)]
    known = WorkingCalendar.from_years([*years, parse_year(notice, "2027.toml")])
    new = recompute(old, known, at("2026-12-28T10:00"))
    assert new.due.due_date == dt.date(2027, 1, 4)
    assert new.tell
    assert not new.due.provisional


def test_a_date_that_was_set_stays_and_only_its_signals_move() -> None:
    old = compute_until(started_at=at("2020-01-21"), until=dt.date(2020, 2, 10), calendar=spring_2020(3))
    new = recompute(old, spring_2020(10), at("2020-01-27"))
    assert new.due.due_at == old.due_at
    assert new.due.yellow_at == at("2020-01-23")
    assert not new.tell


def test_an_extension_survives_a_recomputation() -> None:
    old = compute(
        started_at=at("2020-01-21T09:00"), term=working_days(5), extension=working_days(3), calendar=spring_2020(3)
    )
    new = recompute(old, spring_2020(10), at("2020-01-27"))
    assert new.due.due_date == dt.date(2020, 2, 17)


# ---- what is left ----------------------------------------------------------------------------------------------------


def test_what_is_left_is_counted_without_today() -> None:
    due = after("2026-11-06T10:00")
    assert due.due_date == dt.date(2026, 11, 13)
    left = remaining(due.due_at, at("2026-11-09T10:00"), calendar())
    assert (left.overdue, left.working_days) == (False, 4)
    last = remaining(due.due_at, at("2026-11-13T20:40"), calendar())
    assert (last.overdue, last.working_days, last.span) == (False, 0, dt.timedelta(hours=3, minutes=20))
    assert not remaining(due.due_at, due.due_at - dt.timedelta(seconds=1), calendar()).overdue
    past = remaining(due.due_at, due.due_at, calendar())
    assert (past.overdue, past.span) == (True, dt.timedelta())


# ---- laws of counting ------------------------------------------------------------------------------------------------

MOMENTS = st.builds(
    lambda day, seconds: midnight(day) + dt.timedelta(seconds=seconds),
    st.dates(dt.date(2004, 1, 2), dt.date(2026, 10, 1)),
    st.integers(0, 86_399),
)


@given(MOMENTS, st.integers(1, 20))
def test_a_limit_of_n_working_days_has_n_working_days_after_the_first_day(start: dt.datetime, amount: int) -> None:
    due = compute(started_at=start, term=working_days(amount), calendar=calendar())
    assert calendar().is_working(due.due_date)
    assert calendar().working_days_between(start.date(), due.due_date) == amount
    assert start <= due.yellow_at < due.due_at <= due.red_at
    assert calendar().is_working(due.red_at.date())
    assert last_day(due.due_at) == due.due_date


@given(MOMENTS, st.integers(1, 15), st.integers(0, 40))
def test_a_change_of_calendar_never_makes_anything_overdue_in_retrospect(
    start: dt.datetime, amount: int, days_later: int
) -> None:
    weekends_only = WorkingCalendar.from_years([])
    now = start + dt.timedelta(days=days_later)
    term = working_days(amount)
    for known, new_calendar in ((weekends_only, calendar()), (calendar(), weekends_only)):
        before = compute(started_at=start, term=term, calendar=known)
        new = recompute(before, new_calendar, now)
        if before.due_at > now:
            assert new.due.due_at > now
        assert new.tell == (new.due.due_at != before.due_at)
