"""A promise to its end: unit and centre reminded before its day, moved by decision alone, judged by its first day."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.law import deadlines
from lianxin.law.actors import SYSTEM
from lianxin.law.decisions import clockwork, dispatching, examination, handling, promises
from lianxin.law.draft import Draft
from lianxin.law.promises import Promise, promise_of
from lianxin.law.terms import Term
from lianxin.law.words import ClockEnd, ClockName, OrderState, Outcome, OverlayKind, TermUnit
from tests.law.drafts import (
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    OTHER,
    SUB_UNIT,
    SUPERVISOR,
    UNPROVED,
    Life,
    clerk_of,
    handling_order,
    received,
    tracked_order,
)
from tests.law.rules import at, calendar

FIRST, LATER = dt.date(2026, 12, 10), dt.date(2026, 12, 24)
"""Both are Thursdays."""


def signal(life: Life) -> Draft:
    """The next signal of the second date, at its moment."""
    clock = life.clock(ClockName.SECOND_DATE)
    assert clock.next_signal_at is not None
    life.now = clock.next_signal_at
    return life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)


def told(draft: Draft) -> list[tuple[str, int | None, str | None]]:
    return [(row.template, row.unit, row.desk) for row in draft.deliveries if not row.recorded_only]


def move(life: Life, until: dt.date, *, upheld: bool = True) -> Draft:
    """The host asks for another day, and a supervisor decides."""
    life.act(CLERK, "change_promise", promises.change_promise, until=until, reason="灯具延期到货。")
    request = life.overlay(OverlayKind.PROMISE_CHANGE).serial
    decide = promises.decide_promise_change
    return life.act(SUPERVISOR, "decide_promise_change", decide, overlay=request, upheld=upheld, reason="已核实。")


def promise(life: Life) -> Promise:
    found = promise_of(life_view(life))
    assert found is not None
    return found


def life_view(life: Life) -> Draft:
    return Draft.of(life.whole, life.around(EXAMINER))


# ---- reminders (R16, R21) --------------------------------------------------------------------------------------------


def test_unit_and_centre_are_reminded_before_the_day_and_the_centre_hears_that_it_was_missed() -> None:
    life = tracked_order(second_date=FIRST)
    draft = signal(life)
    assert (life.now, told(draft)) == (
        at("2026-12-07"),
        [("reminder", DEPARTMENT, None), ("reminder", None, "supervision")],
    )
    draft = signal(life)
    assert (life.now, told(draft)) == (
        at("2026-12-09"),
        [("yellow_card", DEPARTMENT, None), ("reminder", None, "supervision")],
    )
    draft = signal(life)
    assert (life.now, told(draft)) == (at("2026-12-11"), [("overdue", None, "supervision")])
    assert told(signal(life)) == [("red_card", DEPARTMENT, None)]


def test_the_unit_above_a_sub_unit_is_reminded_as_well() -> None:
    life = received().dispatch(SUB_UNIT).sign(SUB_UNIT).answer_everybody(SUB_UNIT)
    life.feed_back(Outcome.CONSTRAINED, SUB_UNIT, measures="分期更换。", second_date=FIRST).examine()
    life.call_back(told=True)
    assert [unit for _, unit, _ in told(signal(life)) if unit] == [SUB_UNIT, DEPARTMENT]


def test_a_promise_that_begins_within_three_working_days_has_no_reminder_of_its_own() -> None:
    life = tracked_order(second_date=dt.date(2026, 11, 18))
    assert life.clock(ClockName.SECOND_DATE).next_signal_at == at("2026-11-17")
    assert told(signal(life))[0][0] == "yellow_card"


def test_a_reminder_overtaken_by_the_day_is_recorded_not_sent() -> None:
    life = tracked_order(second_date=FIRST)
    life.now = at("2026-12-11T08:00")
    clock = life.clock(ClockName.SECOND_DATE)
    draft = life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)
    assert told(draft) == []
    assert [(row.template, row.desk) for row in draft.deliveries] == [("reminder", None), ("reminder", "supervision")]


def test_a_moved_promise_reminds_before_its_new_day() -> None:
    life = tracked_order(second_date=FIRST)
    signal(life)
    move(life, LATER)
    assert life.clock(ClockName.SECOND_DATE).next_signal_at == at("2026-12-21")
    assert told(signal(life))[0] == ("reminder", DEPARTMENT, None)


def test_while_the_feedback_lies_at_the_centre_nobody_is_reminded() -> None:
    life = tracked_order(second_date=FIRST).feed_back()
    assert life.clock(ClockName.SECOND_DATE).next_signal_at is None
    life.act(EXAMINER, "return_for_correction", examination.return_for_correction, **UNPROVED)
    assert life.clock(ClockName.SECOND_DATE).next_signal_at == at("2026-12-07")


def test_what_lies_ahead_of_a_limit_is_counted_in_working_days() -> None:
    with pytest.raises(ValueError, match="working days"):
        deadlines.ahead(at("2026-12-11"), Term(3, TermUnit.HOUR), calendar())


# ---- the first day stays (R21, R53) ----------------------------------------------------------------------------------


def test_kept_on_the_day_it_was_promised() -> None:
    life = tracked_order(second_date=FIRST)
    assert promise(life).on_first_date(life.now) is None, "still open"
    life.now = at("2026-12-10T23:59")
    life.feed_back().examine().call_back().close()
    kept = promise(life)
    assert (kept.first_date, kept.until, kept.kept_at) == (FIRST, FIRST, at("2026-12-10T23:59"))
    assert kept.on_first_date(life.now) is kept.on_date(life.now) is True


def test_kept_late_it_stays_late_on_its_first_day_whatever_was_decided() -> None:
    life = tracked_order(second_date=FIRST)
    life.now = at("2026-12-09T10:00")
    assert ("promise_changed", 1) in [(row.template, row.caller) for row in move(life, LATER).deliveries]
    life.now = at("2026-12-15T10:00")
    life.feed_back().examine().call_back().close()
    assert life.state is OrderState.CLOSED
    assert life.clocks(ClockName.SECOND_DATE)[0].end is ClockEnd.MET
    kept = promise(life)
    assert (kept.first_date, kept.until, kept.changed) == (FIRST, LATER, True)
    assert kept.on_date(life.now) is True
    assert kept.on_first_date(life.now) is False, "no decision makes the first date kept"


def test_missed_and_done_after_it_is_late_on_both_dates_through_the_whole_circle() -> None:
    life = tracked_order(second_date=FIRST)
    life.now = at("2026-12-11T00:00")
    assert (promise(life).on_first_date(life.now), promise(life).on_date(life.now)) == (False, False)
    move(life, LATER, upheld=False)
    life.now = at("2026-12-14T10:00")
    life.feed_back().examine().call_back().close()
    kept = promise(life)
    assert life.clocks(ClockName.SECOND_DATE)[0].end is ClockEnd.LATE
    assert (kept.until, kept.on_first_date(life.now), kept.on_date(life.now)) == (FIRST, False, False)


def test_a_final_feedback_returned_for_correction_has_kept_nothing() -> None:
    life = tracked_order(second_date=FIRST)
    life.now = at("2026-12-10T10:00")
    life.feed_back()
    life.act(EXAMINER, "return_for_correction", examination.return_for_correction, **UNPROVED)
    assert promise(life).kept_at is None
    life.now = at("2026-12-11T09:00")
    life.feed_back().examine()
    assert promise(life).on_first_date(life.now) is False


def test_the_promise_of_a_former_host_is_judged_by_the_same_first_day() -> None:
    life = tracked_order(second_date=FIRST)
    life.act(DISPATCHER, "recall", dispatching.recall, reason="经核实属他单位职责。")
    life.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=OTHER, transfer="请接续办理。")
    life.act(clerk_of(OTHER), "sign", handling.sign)
    assert (promise(life).first_date, promise(life).limit.unit) == (FIRST, OTHER)


def test_an_order_without_a_second_date_promises_nothing() -> None:
    assert promise_of(life_view(handling_order())) is None
