"""The truths that walks are held to: each one is shown to notice what it forbids, and to be silent on lawful orders."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM
from lianxin.law.decisions import callers, dispatching, disputes, feedback, handling, rating
from lianxin.law.decisions.intake import Wishes
from lianxin.law.state import OrderAggregate
from lianxin.law.visibility import Audience
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockEnd,
    ClockName,
    ClockOwner,
    ClosedAs,
    FeedbackEnd,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    RatingCheck,
    ReplyState,
    RequestType,
    Role,
    Solved,
)
from tests.law.drafts import (
    CALLER,
    CLERK,
    COMMUNITY,
    DEPARTMENT,
    DISPATCHER,
    HOTLINE,
    OFFICE,
    OTHER,
    PERSON,
    SECOND_PERSON,
    SECTION,
    STREET,
    SUB_UNIT,
    VENDOR,
    Life,
    callback_order,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    replied_order,
    staff,
    tip_off,
    tracked_order,
)
from tests.law.truths import (
    TRUTHS,
    Step,
    broken,
    leaks,
    r14_an_agents_team_and_the_vendor_read_nothing_of_a_complaint_about_the_agent,
)

SOON = dt.timedelta(days=3)
SIGNED = AssignmentState.SIGNED


def row(whole: OrderAggregate, table: str, serial: int, **fields: Any) -> OrderAggregate:
    """The order with one row changed behind the law's back."""
    rows: Mapping[int, Any] = getattr(whole, table)
    changed: dict[str, Any] = {table: {**rows, serial: dataclasses.replace(rows[serial], **fields)}}
    return dataclasses.replace(whole, **changed)


def added(whole: OrderAggregate, table: str, like: int, **fields: Any) -> OrderAggregate:
    """The order with one row more, like another."""
    rows: Mapping[int, Any] = getattr(whole, table)
    serial = len(rows) + 1
    more: dict[str, Any] = {table: {**rows, serial: dataclasses.replace(rows[like], serial=serial, **fields)}}
    return dataclasses.replace(whole, **more)


def order(whole: OrderAggregate, **fields: Any) -> OrderAggregate:
    """The order's own row changed behind the law's back."""
    return dataclasses.replace(whole, order=dataclasses.replace(whole.order, **fields))


def clock(life: Life, name: ClockName) -> int:
    return life.clocks(name)[-1].serial


def delegated() -> Life:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    return life


def asked() -> Life:
    life = handling_order()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=5, reason="配件未到")
    return life


def contested() -> Life:
    life = replied_order()
    life.act(CALLER, "contest", disputes.contest, caller=1)
    return life


def co_handled() -> Life:
    life = handling_order()
    life.act(DISPATCHER, "add_co_handler", dispatching.add_co_handler, unit=OTHER)
    return life


def rated() -> Life:
    life = replied_order()
    said = rating.GivenRating(contacted=True, solved=Solved.YES)
    life.act(CALLER, "rate", rating.rate, caller=1, rating=said)
    return life


def of_two() -> Life:
    return handling_order(Wishes(person=PERSON), Wishes(person=SECOND_PERSON))


LAWFUL: tuple[Callable[[], Life], ...] = (
    received, handling_order, fed_back_order, callback_order, tracked_order, closed_order, delegated, asked, contested,
    co_handled, of_two, tip_off, rated,
)  # fmt: skip


def step(life: Life, after: OrderAggregate, action: str = "record_progress") -> Step:
    return Step(action, life.whole, after, life.around(SYSTEM))


Broken = Callable[[], Step]


def _handling(**fields: Any) -> Step:
    life = handling_order()
    return step(life, order(life.whole, **fields))


def _clock(name: ClockName, make: Callable[[], Life] = handling_order, action: str = "sign", **fields: Any) -> Step:
    life = make()
    return step(life, row(life.whole, "clock", clock(life, name), **fields), action)


def _about(subject: int, host: int = DEPARTMENT, **fields: Any) -> Step:
    """A complaint about one unit that lies with another, or with itself."""
    life = handling_order(kind=RequestType.COMPLAIN, subject_unit=OTHER)
    moved = row(life.whole, "assignment", 1, unit=host)
    return step(life, order(moved, subject_unit=subject, **fields))


def _bar_lost() -> Step:
    life = tip_off()
    return step(life, order(life.whole, request_type=RequestType.HELP), "sign")


def _row(make: Callable[[], Life], table: str, serial: int, action: str = "sign", **fields: Any) -> Step:
    life = make()
    return step(life, row(life.whole, table, serial, **fields), action)


def _more(make: Callable[[], Life], table: str, like: int, **fields: Any) -> Step:
    life = make()
    return step(life, added(life.whole, table, like, **fields))


def _left_with_a_unit_that_merged() -> Step:
    life = handling_order()
    life.units = life.units.merged(DEPARTMENT, OTHER)
    return step(life, life.whole)


def _barred() -> Step:
    life = tip_off(about=OTHER).dispatch(DEPARTMENT)
    return step(life, row(life.whole, "assignment", 1, unit=OTHER))


def _closed(**fields: Any) -> Step:
    life = closed_order()
    return step(life, order(life.whole, **fields))


def _moved(before: Life, state: OrderState, action: str) -> Step:
    after: dict[OrderState, Callable[[], Life]] = {
        OrderState.CALLBACK: callback_order,
        OrderState.TRACKED: tracked_order,
        OrderState.CLOSED: closed_order,
    }
    return Step(action, before.whole, after[state]().whole, before.around(SYSTEM))


def _seen_by_the_host() -> Step:
    life = handling_order()
    shown = order(life.whole, secret=True)
    return step(life, shown)


BREAKS: tuple[tuple[str, Broken], ...] = (
    ("r54_an_open_clock_is_unique", lambda: _more(handling_order, "clock", 3)),
    ("r54_an_open_clock_has_one_owner", lambda: _clock(ClockName.FEED_BACK, unit=None)),
    ("r54_an_open_clock_has_one_owner", lambda: _clock(ClockName.FEED_BACK, owner=ClockOwner.DESK)),
    ("r54_a_clock_belongs_to_what_it_is_for", lambda: _clock(ClockName.FEED_BACK, unit=OTHER)),
    ("r54_clocks_end_once_and_are_never_deleted", lambda: _clock(ClockName.SIGN, end=ClockEnd.LATE)),
    ("r54_an_ended_clock_gives_no_signal", lambda: _clock(ClockName.FEED_BACK, end=ClockEnd.MET)),
    ("r30_a_rating_is_kept_as_it_was_given", lambda: _row(rated, "rating", 1, solved=Solved.NO)),
    (
        "r30_the_last_rating_that_was_not_set_aside_counts",
        lambda: _row(rated, "rating", 1, check_state=RatingCheck.SET_ASIDE),
    ),
    ("r18_asking_moves_no_limit", lambda: _clock(ClockName.FEED_BACK, action="urge", silent=True)),
    ("r18_a_request_has_one_limit_while_it_waits", lambda: _row(asked, "overlay", 1, state=OverlayState.REFUSED)),
    (
        "r20_the_callers_date_does_not_move",
        lambda: _clock(ClockName.CALLERS_DATE, due_at=handling_order().now + SOON),
    ),
    (
        "r20_r25_whoever_is_owed_a_reply_has_a_date_from_the_first_transfer_on",
        lambda: _clock(ClockName.CALLERS_DATE, caller=None),
    ),
    (
        "r20_r25_whoever_is_owed_a_reply_has_a_date_from_the_first_transfer_on",
        lambda: _row(handling_order, "caller", 1, reply=ReplyState.WAIVED),
    ),
    ("r17_where_the_order_stands_a_limit_runs", lambda: _handling(state=OrderState.DISPATCHING)),
    ("r17_where_the_order_stands_a_limit_runs", lambda: _handling(due_at=None)),
    ("r53_limits_are_silent_at_the_centre_and_speak_at_the_unit", lambda: _clock(ClockName.FINISH, silent=True)),
    ("r66_no_clock_of_a_closed_order_runs", lambda: _clock(ClockName.CALLBACK, closed_order, end=None)),
    ("r66_nobody_has_a_charge_of_an_ended_order", lambda: _row(closed_order, "assignment", 1, state=SIGNED)),
    (
        "r66_an_end_leaves_no_question_of_the_units_open",
        lambda: step(contested(), order(contested().whole, state=OrderState.CLOSED)),
    ),
    ("r50_every_feedback_ends", lambda: _row(callback_order, "feedback", 1, end=None)),
    (
        "r50_done_only_after_examination_and_callback",
        lambda: _row(closed_order, "feedback", 1, end=FeedbackEnd.RETURNED),
    ),
    ("r50_done_only_after_examination_and_callback", lambda: _row(closed_order, "caller", 1, callback=None)),
    ("r50_done_only_after_examination_and_callback", lambda: _closed(closed_as=ClosedAs.STOPPED)),
    ("r50_done_only_after_examination_and_callback", lambda: _closed(closed_as=ClosedAs.NOT_POSSIBLE)),
    ("r50_no_path_around_examination", lambda: _moved(fed_back_order(), OrderState.CALLBACK, "close")),
    ("r50_no_path_around_examination", lambda: _moved(handling_order(), OrderState.TRACKED, "feed_back")),
    ("r50_no_path_around_examination", lambda: _moved(fed_back_order(), OrderState.CLOSED, "withdraw")),
    ("r50_an_end_says_how", lambda: _closed(closed_as=None)),
    ("r50_an_end_says_how", lambda: _closed(archived_at=closed_order().now)),
    ("r49_one_host", lambda: _more(handling_order, "assignment", 1, unit=OTHER)),
    ("r49_one_host", lambda: _handling(host_unit=OTHER)),
    (
        "r49_one_unit_has_one_charge",
        lambda: _more(handling_order, "assignment", 1, kind=AssignmentKind.CO_HANDLER, parent=1),
    ),
    (
        "r49_delegates_stand_below_an_active_charge",
        lambda: _row(delegated, "assignment", 1, state=AssignmentState.RECALLED),
    ),
    ("r49_delegates_stand_below_an_active_charge", lambda: _row(delegated, "assignment", 1, state=SIGNED)),
    ("r49_delegates_stand_below_an_active_charge", lambda: _row(co_handled, "assignment", 2, parent=2)),
    ("r51_an_ended_charge_says_when", lambda: _row(handling_order, "assignment", 1, state=AssignmentState.STOPPED)),
    ("r1_r2_r3_only_handlers_are_given_an_order", lambda: _row(handling_order, "assignment", 1, unit=COMMUNITY)),
    ("r10_r60_a_barred_unit_has_and_sees_nothing", _barred),
    ("r14_r59_nobody_handles_what_is_about_them", lambda: _about(HOTLINE)),
    ("r14_r59_nobody_handles_what_is_about_them", lambda: _about(VENDOR)),
    ("r14_r59_nobody_handles_what_is_about_them", lambda: _about(STREET, STREET, flags=("conduct",))),
    ("r14_r59_nobody_handles_what_is_about_them", lambda: _about(SECTION, SECTION)),
    ("r9_r60_a_bar_ends_by_a_decision_alone", _bar_lost),
    ("r8_what_is_open_lies_with_units_in_being", _left_with_a_unit_that_merged),
    ("r44_a_secret_order_gives_units_no_identity", _seen_by_the_host),
    ("r6_two_send_backs_at_most", lambda: _handling(upheld_send_backs=3)),
    ("r6_two_send_backs_at_most", lambda: _handling(upheld_send_backs=1)),
    ("r58_a_reply_owed_has_its_limit", lambda: _row(replied_order, "caller", 1, reply=ReplyState.OWED)),
    ("r58_a_reply_owed_has_its_limit", lambda: _row(handling_order, "caller", 1, reply=ReplyState.MADE)),
    (
        "r58_examination_waits_for_the_reply",
        lambda: _row(callback_order, "caller", 1, "examine", reply=ReplyState.OWED),
    ),
    (
        "r31_a_contested_reply_has_its_question_open",
        lambda: _row(replied_order, "caller", 1, reply=ReplyState.CONTESTED),
    ),
    ("r27_a_caller_who_left_has_no_limit", lambda: _row(of_two, "caller", 2, withdrawn=True)),
    ("r27_a_caller_who_left_has_no_limit", lambda: _row(replied_order, "caller", 1, withdrawn=True)),
    ("r57_open_orders_can_be_called_back", lambda: step(callback_order(), order(callback_order().whole, outcome=None))),
    ("r69_what_is_fixed_stays", lambda: _handling(received_at=handling_order().now + SOON)),
    ("r69_what_is_fixed_stays", lambda: _handling(round=2)),
    ("r69_what_is_fixed_stays", lambda: _handling(transferred_at=None)),
)


@pytest.mark.parametrize("make", LAWFUL, ids=lambda make: make.__name__)
def test_the_truths_hold_for_lawful_orders(make: Callable[[], Life]) -> None:
    life = make()
    assert broken(step(life, life.whole)) == []


@pytest.mark.parametrize(("truth", "make"), BREAKS, ids=[f"{name}-{place}" for place, (name, _) in enumerate(BREAKS)])
def test_each_truth_notices_what_it_forbids(truth: str, make: Broken) -> None:
    assert any(fault.startswith(truth) for fault in broken(make())), broken(make())


BY_WHAT_IS_SEEN = {
    "r43_the_account_is_for_the_centre_alone",
    "r14_an_agents_team_and_the_vendor_read_nothing_of_a_complaint_about_the_agent",
}
"""Truths about readers: no row breaks them, only another answer to who sees what."""


def test_no_truth_is_without_its_trial() -> None:
    tried = {name for name, _ in BREAKS} | BY_WHAT_IS_SEEN
    assert {truth.__name__ for truth in TRUTHS} - tried == set()


def test_r43_the_trial_of_who_reads_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    life = handling_order()
    assert broken(step(life, life.whole)) == []
    monkeypatch.setattr("tests.law.truths.sees", lambda _draft, _part: True)
    assert any(f"unit {DEPARTMENT} reads the caller's account" in fault for fault in broken(step(life, life.whole)))


@pytest.mark.parametrize(("team", "closed"), [(SECTION, (SECTION, VENDOR)), (VENDOR, (VENDOR,))])
def test_r14_the_trial_of_who_reads_a_complaint_about_an_agent(
    monkeypatch: pytest.MonkeyPatch, team: int, closed: tuple[int, ...]
) -> None:
    about = staff(Role.AGENT, team, 4).staff
    life = received(kind=RequestType.COMPLAIN, subject_staff=about).dispatch(OFFICE)
    truth = r14_an_agents_team_and_the_vendor_read_nothing_of_a_complaint_about_the_agent
    assert list(truth(step(life, life.whole))) == []
    monkeypatch.setattr("tests.law.truths.audience", lambda _draft: Audience.CENTRE)
    found = list(truth(step(life, life.whole)))
    assert {unit for unit in (SECTION, VENDOR) if any(f"of unit {unit} reads" in fault for fault in found)} == {*closed}


def test_leaks_are_found_wherever_they_hide() -> None:
    payload = {"changes": {"clock": {"1": {"name": "sign"}}, "caller": {"1": {"reply": "made"}}}, "way": "visit"}
    assert leaks(json.dumps(payload), "原文") == []
    assert leaks(json.dumps({**payload, "fact": "原文"}, ensure_ascii=False), "原文") == ["the text itself: 原文"]
    assert leaks(json.dumps({**payload, "list": [{"phone": "1"}]}), "原文") == ["the field phone"]
    with pytest.raises(ValueError, match="王小明"):
        leaks(json.dumps({"changes": {"clock": {"1": {"name": "王小明"}}}}), "原文")


def test_a_withdrawn_callers_limit_ends_with_the_caller() -> None:
    life = of_two()
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="已自行解决")
    serial = life.overlay(OverlayKind.WITHDRAWAL).serial
    life.act(DISPATCHER, "decide_withdrawal", callers.decide_withdrawal, overlay=serial, free=True, reason="已核实")
    assert broken(step(life, life.whole)) == []
    assert life.whole.order.outcome is not Outcome.DONE
