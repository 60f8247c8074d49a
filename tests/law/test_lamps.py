"""Deadline lamps at their borders: one second before and at each change."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.law.deadlines import Due, Term, compute, compute_until
from lianxin.law.lamps import Lamp, closed_lamp, ended_lamp, pending_lamp, running_lamp
from lianxin.law.words import ClockEnd, LampKey, OverlayKind, TermUnit
from tests.law.rules import at, calendar, working_days

SECOND = dt.timedelta(seconds=1)
FIVE_DAYS = compute(started_at=at("2026-11-06T10:00"), term=working_days(5), calendar=calendar())  # due 11-13 24:00
ONE_DAY = compute(started_at=at("2026-11-06T10:00"), term=working_days(1), calendar=calendar())  # due Monday 11-09
HALF_HOUR = compute(started_at=at("2026-11-06T10:00"), term=Term(30, TermUnit.MINUTE), calendar=calendar())
TWO_DAYS_IN_HOURS = compute(started_at=at("2026-11-06T10:00"), term=Term(50, TermUnit.HOUR), calendar=calendar())


def seen(due: Due, now: dt.datetime, *, unsigned: bool = False) -> Lamp:
    return running_lamp(due, now, calendar(), unsigned=unsigned)


@pytest.mark.parametrize("due", [FIVE_DAYS, ONE_DAY, HALF_HOUR, TWO_DAYS_IN_HOURS])
def test_colours_change_at_the_second(due: Due) -> None:
    assert seen(due, due.started_at).key is LampKey.GREEN
    assert seen(due, due.yellow_at - SECOND).key is LampKey.GREEN
    assert seen(due, due.yellow_at).key is LampKey.AMBER
    assert seen(due, due.due_at - SECOND).key is LampKey.AMBER
    assert seen(due, due.due_at).key is LampKey.RED
    assert seen(due, due.red_at).key is LampKey.RED


@pytest.mark.parametrize(
    ("now", "key", "zh", "en"),
    [
        ("2026-11-06T10:00", LampKey.GREEN, "剩 5 个工作日", "5 working days left"),
        ("2026-11-08T23:59:59", LampKey.GREEN, "剩 5 个工作日", "5 working days left"),
        ("2026-11-09T00:00", LampKey.GREEN, "剩 4 个工作日", "4 working days left"),
        ("2026-11-11T23:59:59", LampKey.GREEN, "剩 2 个工作日", "2 working days left"),
        ("2026-11-12T00:00", LampKey.AMBER, "剩 1 个工作日", "1 working day left"),
        ("2026-11-13T20:40", LampKey.AMBER, "剩 3 时 20 分", "3 h 20 min left"),
        ("2026-11-13T23:22", LampKey.AMBER, "剩 38 分", "38 min left"),
        ("2026-11-13T23:59:59", LampKey.AMBER, "剩 1 分", "1 min left"),
        ("2026-11-14T00:00", LampKey.RED, "逾期 1 分", "1 min overdue"),
        ("2026-11-14T03:05", LampKey.RED, "逾期 3 时 5 分", "3 h 5 min overdue"),
        ("2026-11-16T06:00", LampKey.RED, "逾期 2 天 6 时", "2 d 6 h overdue"),
        ("2026-11-15T00:00", LampKey.RED, "逾期 1 天", "1 day overdue"),
    ],
)
def test_five_working_days_in_words(now: str, key: LampKey, zh: str, en: str) -> None:
    lamp = seen(FIVE_DAYS, at(now))
    assert (lamp.key, lamp.text.zh, lamp.text.en) == (key, zh, en)


def test_one_working_day_over_a_weekend_stays_green_until_its_own_day() -> None:
    assert seen(ONE_DAY, at("2026-11-08T23:59:59")).key is LampKey.GREEN
    assert seen(ONE_DAY, at("2026-11-08T23:59:59")).text.zh == "剩 1 个工作日"
    assert seen(ONE_DAY, at("2026-11-09")).key is LampKey.AMBER


def test_a_make_up_saturday_is_a_working_day_left() -> None:
    due = compute(started_at=at("2026-09-30T10:00"), term=working_days(5), calendar=calendar())
    assert seen(due, at("2026-10-09T09:00")).text.zh == "剩 3 个工作日"
    assert seen(due, at("2026-10-10T09:00")).text.zh == "剩 2 个工作日"


def test_hour_limits_are_told_in_hours() -> None:
    assert seen(TWO_DAYS_IN_HOURS, at("2026-11-06T10:00")).text.zh == "剩 2 天 2 时"
    assert seen(TWO_DAYS_IN_HOURS, at("2026-11-08T11:00")).text.zh == "剩 1 时 0 分"


def test_not_signed_for_is_blue_until_it_is_overdue() -> None:
    blue = seen(HALF_HOUR, at("2026-11-06T10:29:59"), unsigned=True)
    assert (blue.key, blue.prefix.zh, blue.text.zh) == (LampKey.BLUE, "待签收", "剩 1 分")
    red = seen(HALF_HOUR, at("2026-11-06T10:30"), unsigned=True)
    assert (red.key, red.prefix.zh) == (LampKey.RED, "待签收")


def test_a_date_set_for_a_sunday_counts_hours_when_no_working_day_is_left() -> None:
    due = compute_until(started_at=at("2026-11-02T10:00"), until=dt.date(2026, 11, 8), calendar=calendar())
    assert seen(due, at("2026-11-07T12:00")).text.zh == "剩 1 天 12 时"


@pytest.mark.parametrize("due", [FIVE_DAYS, ONE_DAY, HALF_HOUR, TWO_DAYS_IN_HOURS])
def test_the_page_asks_again_exactly_when_something_changes(due: Due) -> None:
    now = due.started_at
    for _ in range(200):
        lamp = seen(due, now)
        assert lamp.change_at is not None
        assert lamp.change_at > now
        if lamp.counts == "":  # words that stand still are still right one second before the change
            just_before = seen(due, lamp.change_at - SECOND)
            assert (just_before.key, just_before.text) == (lamp.key, lamp.text)
        else:
            assert seen(due, lamp.change_at - SECOND).key is lamp.key
        now = lamp.change_at
    assert seen(due, now).key is LampKey.RED


def test_only_hours_and_minutes_are_counted_by_the_browser() -> None:
    assert seen(FIVE_DAYS, at("2026-11-09")).counts == ""
    assert seen(FIVE_DAYS, at("2026-11-13T08:00")).counts == "down"
    assert seen(FIVE_DAYS, at("2026-11-14T08:00")).counts == "up"
    assert seen(FIVE_DAYS, at("2026-11-15T08:00")).counts == ""


def test_what_is_finished_says_how_long_it_took_or_how_late_it_was() -> None:
    start, due = at("2026-11-06T10:00"), at("2026-11-14")
    met = ended_lamp(start, due, at("2026-11-06T10:38"), ClockEnd.MET)
    assert met is not None
    assert (met.key, met.text.zh, met.text.en) == (LampKey.DONE, "38 分钟完成", "done in 38 min")
    late = ended_lamp(start, due, at("2026-11-15"), ClockEnd.LATE)
    assert late is not None
    assert late.text.zh == "超期 1 天完成"
    assert ended_lamp(start, due, due, ClockEnd.CANCELLED) is None
    assert ended_lamp(start, due, due, ClockEnd.HANDED_ON) is None


def test_a_closed_order_says_so_and_how_late_it_was() -> None:
    assert closed_lamp().text.zh == "已办结"
    assert closed_lamp(dt.timedelta(0)).text.zh == "已办结"
    assert closed_lamp(dt.timedelta(days=1)).text.zh == "超期 1 天办结"
    assert closed_lamp(dt.timedelta(minutes=5)).text.zh == "超期 5 分钟办结"


def test_a_pending_request_is_grey_and_stands_beside_the_running_lamp() -> None:
    extension, send_back = pending_lamp(OverlayKind.EXTENSION), pending_lamp(OverlayKind.SEND_BACK)
    assert extension is not None
    assert send_back is not None
    assert (extension.key, extension.text.zh) == (LampKey.GREY, "延期待审")
    assert (send_back.key, send_back.text.zh) == (LampKey.GREY, "退单待审")
    assert pending_lamp(OverlayKind.SUPERVISION) is None
