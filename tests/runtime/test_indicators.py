"""Figures over simulated lives are what an independent recount of the log alone finds, case by case."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from lianxin.actions.count_month import count_month
from lianxin.jobs.counting import count_figures
from lianxin.jobs.turn import Turn
from lianxin.law.indicators import BY_CODE, INDICATORS, REASONS, Figure, Period, counted_for, frozen_at
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import LegalRole, Role, Verdict
from lianxin.records.indicator_cases import CASES
from lianxin.records.indicator_months import figures_of, kept_figure, months_counted, months_of, parts_of
from lianxin.records.indicators import (
    After,
    Asked,
    By,
    Case,
    answered_for,
    cases,
    counted,
    figure,
    figures_by,
    figures_of_units,
)
from lianxin.records.models import Event, Feedback, IndicatorCount, IndicatorMonth, MonthMatters, WorkOrder
from lianxin.records.recount import JUDGED, WHY_OVER, Found, When, recount
from lianxin.records.rules import current_rules
from lianxin.runtime.city import load_city
from lianxin.runtime.places import CITIES
from lianxin.runtime.simulate.plan import Plan
from lianxin.runtime.simulate.run import simulate
from tests.servers import Server

BEGIN = dt.date(2026, 10, 8)
UNTIL = dt.datetime(2026, 11, 20, 15, 30, tzinfo=SHANGHAI)
LATER = UNTIL + dt.timedelta(days=30)
EVER = Period(dt.date(2018, 9, 1), dt.date(2031, 1, 1))
NOVEMBER = dt.date(2026, 11, 1)
FREEZE_DAYS = 5
CODES = tuple(BY_CODE)
LEAVES_OUT = {
    "sign_on_time": {"not_due"},
    "send_back": {"again"},
    "reply": {"not_due", "waived", "anonymous", "moved"},
    "on_time": {"not_due", "moved", "withdrawn"},
    "second_date_kept": {"not_due"},
    "rehandled": {"returned", "awaiting_examination"},
    "completion": {"merged", "withdrawn"},
}
"""Reasons that so many simulated lives always give: a test in which nothing is left out would prove little."""

NEVER = {"contradiction_upheld": Verdict.FAILS}
"""No simulated examiner upholds a contradiction; tests/records/test_indicators.py tells such a story."""


@pytest.fixture(scope="module")
def lived(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """Six weeks of orders: some hundreds, or ten thousand in the long run; yields how many."""
    whole = os.environ.get("LIANXIN_FULL") == "1"
    plan = Plan(seed=11, begin=BEGIN, until=UNTIL, per_day=230 if whole else 8)
    with django_db_blocker.unblock(), postgresql.own_database():
        load_city(CITIES / "yunhe", progress=lambda _zh, _en: None)
        simulate(plan, CITIES / "yunhe")
        orders = WorkOrder.objects.count()
        assert orders >= (10_000 if whole else 250)
        yield orders


def asked(code: str, period: Period = EVER, now: dt.datetime = UNTIL) -> Asked:
    return Asked(code, period, now, FREEZE_DAYS)


@pytest.fixture(scope="module")
def from_the_log(lived: int) -> dict[str, list[Found]]:
    assert lived
    return recount(CODES, When(UNTIL, FREEZE_DAYS))


def same(one: Case) -> Found:
    return Found(one.order, one.day, one.unit, one.topic, one.verdict.value)


def whole(found: list[Found]) -> Figure:
    return sum((counted(one.verdict, 1) for one in found), Figure())


def test_every_figure_is_counted_twice_once_in_sql_and_once_from_the_log() -> None:
    assert set(CASES) == set(BY_CODE) == set(JUDGED)
    assert len(BY_CODE) == len(INDICATORS)
    assert {reason: left.value for reason, left in REASONS.items()} == WHY_OVER


@pytest.mark.parametrize("code", CODES)
def test_every_case_is_what_the_log_alone_says(code: str, from_the_log: dict[str, list[Found]]) -> None:
    found = cases(asked(code))
    assert Counter(map(same, found)) == Counter(from_the_log[code])
    verdicts = {one.verdict.value for one in found}
    assert verdicts >= {NEVER.get(code, Verdict.HOLDS).value, *LEAVES_OUT.get(code, set())}
    assert verdicts <= {"holds", "fails", *(left.reason.value for left in BY_CODE[code].left)}


@pytest.mark.parametrize("code", CODES)
def test_the_whole_is_its_parts_and_its_cases(code: str, from_the_log: dict[str, list[Found]]) -> None:
    expected = whole(from_the_log[code])
    assert figure(asked(code)) == expected
    for by in By:
        assert sum(figures_by(asked(code), by).values(), Figure()) == expected
    months = figures_by(asked(code), By.MONTH)
    assert months == {month: figure(asked(code, Period.month(month))) for month in months if isinstance(month, dt.date)}


@pytest.mark.parametrize("code", ["on_time", "reply", "completion"])
def test_a_figure_opens_to_its_cases_page_by_page(code: str, lived: int) -> None:
    assert lived
    expected = cases(asked(code), verdicts=(Verdict.HOLDS, Verdict.FAILS))
    assert len(expected) == figure(asked(code)).denominator > 10
    found: list[Case] = []
    while page := cases(asked(code), verdicts=(Verdict.HOLDS, Verdict.FAILS), after=behind(found), size=7):
        found += page
    assert found == expected
    units = {one.unit for one in expected} - {None}
    some = tuple(sorted(one for one in units if one is not None))[:3]
    narrowed = cases(Asked(code, EVER, UNTIL, FREEZE_DAYS, units=some))
    assert {one.unit for one in narrowed} == set(some)
    topic = next(one.topic for one in expected if one.topic)
    of_topic = cases(Asked(code, EVER, UNTIL, FREEZE_DAYS, topic=topic))
    assert of_topic
    assert {one.topic for one in of_topic} == {topic}
    assert {one.unit for one in cases(Asked(code, EVER, UNTIL, FREEZE_DAYS, units=(0,)))} <= {None}


def behind(found: list[Case]) -> After | None:
    return After(found[-1].at, found[-1].order, found[-1].serial) if found else None


def test_r1_the_figure_of_a_unit_includes_its_sub_units(lived: int, from_the_log: dict[str, list[Found]]) -> None:
    """Told from the log: the case of a sub-unit is in its own figure and in that of every unit answering for it."""
    assert lived
    units = current_rules().units
    expected: dict[int | None, Figure] = {}
    for one in from_the_log["on_time"]:
        unit: int | None = one.unit
        while True:
            expected[unit] = expected.get(unit, Figure()) + counted(one.verdict, 1)
            facts = units.get(unit) if unit is not None else None
            if facts is None or facts.legal_role is not LegalRole.SUB_UNIT:
                break
            unit = facts.parent
    found = figures_of_units(figures_by(asked("on_time"), By.UNIT), units)
    assert found == expected
    above = [one for one in found if isinstance(one, int) and len(answered_for(one, units)) > 1]
    assert above
    assert all(counted_for(one, units)[0] == one for one in above)


def test_a_due_date_not_reached_is_in_no_denominator(lived: int) -> None:
    """By the due date, not by what was finished early: tomorrow the same case is in it."""
    assert lived
    early = [one for one in cases(asked("on_time")) if one.verdict.value == "not_due"]
    assert early
    assert all(one.at > UNTIL for one in early)
    later = {(one.order, one.serial): one.verdict.value for one in cases(asked("on_time", now=LATER))}
    assert {later[(one.order, one.serial)] for one in early} <= {"holds", "fails", "awaiting_examination"}


def test_before_its_first_day_a_definition_counts_nothing(lived: int) -> None:
    assert lived
    assert figure(asked("completion", Period(dt.date(1990, 1, 1), dt.date(2018, 9, 1)))) == Figure()


@pytest.fixture
def taken_back(lived: int) -> Iterator[None]:
    """What the test counts and freezes is undone: a month is frozen once, and the log keeps that it was."""
    assert lived
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("taken_back")
def test_a_month_is_counted_until_it_is_frozen_and_stays() -> None:
    assert count_month(NOVEMBER, now=UNTIL, freeze_days=FREEZE_DAYS)
    assert not months_counted()[NOVEMBER].frozen
    for row in INDICATORS:
        live = figure(asked(row.code, Period.month(NOVEMBER)))
        assert figures_of(NOVEMBER).get(row.code, Figure()) == live
        assert months_of(row.code).get(NOVEMBER, Figure()) == live
        for by in (By.UNIT, By.TOPIC):
            assert parts_of(row.code, NOVEMBER, by) == figures_by(asked(row.code, Period.month(NOVEMBER)), by)
    assert kept_figure("completion", NOVEMBER) is None
    freezing = frozen_at(NOVEMBER, FREEZE_DAYS)
    assert freezing == dt.datetime(2026, 12, 6, tzinfo=SHANGHAI)
    assert count_month(NOVEMBER, now=freezing, freeze_days=FREEZE_DAYS)
    frozen = kept_figure("completion", NOVEMBER)
    assert frozen is not None
    assert not count_month(NOVEMBER, now=LATER, freeze_days=FREEZE_DAYS)
    assert months_counted()[NOVEMBER].at == freezing


@pytest.mark.usefixtures("taken_back")
def test_the_log_tells_when_and_by_what_a_month_was_frozen() -> None:
    said = Event.objects.filter(subject_kind="month")
    assert count_month(NOVEMBER, now=UNTIL, freeze_days=FREEZE_DAYS)
    assert not said.exists(), "counting an open month is no event"
    freezing = frozen_at(NOVEMBER, FREEZE_DAYS)
    assert count_month(NOVEMBER, now=freezing, freeze_days=FREEZE_DAYS)
    assert not count_month(NOVEMBER, now=LATER, freeze_days=FREEZE_DAYS)
    event = said.get()
    assert (event.subject_id, event.sequence, event.name, event.article) == (202611, 1, "freeze_month", "R30 R66")
    assert (event.occurred_at, event.actor_role, event.actor_staff) == (freezing, Role.SYSTEM, None)
    kept = (IndicatorCount.objects.filter(month=NOVEMBER).count(), MonthMatters.objects.filter(month=NOVEMBER).count())
    assert all(kept)
    counts = sum(kept)
    as_of = {"month": "2026-11", "as_of": freezing.isoformat(), "freeze_days": FREEZE_DAYS, "counts": counts}
    assert {name: event.payload[name] for name in as_of} == as_of
    month = IndicatorMonth.objects.get(month=NOVEMBER)
    assert (month.head_sequence, bytes(month.head_hash)) == (1, bytes(event.hash))


@pytest.mark.usefixtures("taken_back")
def test_the_worker_counts_open_months_and_rests_between() -> None:
    assert count_figures(UNTIL, Turn()).done == 2
    assert set(months_counted()) == {dt.date(2026, 10, 1), NOVEMBER}
    assert months_counted()[dt.date(2026, 10, 1)].frozen
    assert count_figures(UNTIL + dt.timedelta(minutes=1), Turn()).done == 0, "just counted"
    again = UNTIL + dt.timedelta(minutes=15)
    assert count_figures(again, Turn()).done == 1
    assert {one.at for one in months_counted().values()} == {UNTIL, again}, "October stays as it was frozen"


@pytest.mark.usefixtures("taken_back")
def test_a_turn_that_is_over_leaves_the_rest_to_the_next() -> None:
    worked = count_figures(UNTIL, Turn(0))
    assert (worked.done, worked.left) == (0, True)


class TakenBackError(Exception):
    """Ends a transaction whose changes nobody is to see."""


def test_a_table_that_says_otherwise_than_the_log_is_noticed(lived: int) -> None:
    assert lived
    with pytest.raises(TakenBackError):
        _with_another_table()


def _with_another_table() -> None:
    with transaction.atomic():
        Feedback.objects.filter(end="passed").update(end="returned")
        found = recount(("rehandled",), When(UNTIL, FREEZE_DAYS))["rehandled"]
        assert figure(asked("rehandled")) != whole(found)
        raise TakenBackError
