"""What was missed stays missed: no later act turns it into a limit cancelled or handed on (R18, R22, R62)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM
from lianxin.law.decisions import callers, clockwork, dispatching, examination, handling, intake, joining
from lianxin.law.decisions.intake import Wishes
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    Outcome,
    OverlayKind,
    Procedure,
    SendBackReason,
)
from tests.law.drafts import (
    CALLER,
    CLERK,
    DISPATCHER,
    EXAMINER,
    OTHER,
    PERSON,
    SECOND_PERSON,
    Life,
    handling_order,
    received,
    replied_order,
    tracked_order,
)
from tests.law.rules import at

DAY_SEVEN = at("2026-11-25T10:00")
"""Two days after the fifth working day of a plain Monday."""

WEIFANG = ("weifang_2021", "shandong_2020", "national_2025")


def ends(life: Life, *names: ClockName, turn: int = 1) -> list[ClockEnd | None]:
    rows = [row for row in life.whole.clock.values() if row.name in names and row.round == turn]
    return [row.end for row in rows]


def rehandle(life: Life) -> None:
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="应办未办。")


def send_back(life: Life) -> None:
    life.act(CLERK, "send_back", handling.send_back, code=SendBackReason.NOT_OUR_DUTY, reason="非我单位职责。")


def uphold_send_back(life: Life) -> None:
    request = life.overlay(OverlayKind.SEND_BACK).serial
    life.act(
        DISPATCHER, "decide_send_back", dispatching.decide_send_back, overlay=request, upheld=True, reason="理由成立。"
    )


def withdraw_confirmed(life: Life) -> None:
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不办了。")
    request = life.overlay(OverlayKind.WITHDRAWAL).serial
    life.act(EXAMINER, "decide_withdrawal", callers.decide_withdrawal, overlay=request, free=True, reason="自愿。")


# ---- a new round (R22) -----------------------------------------------------------------------------------------------


def test_r22_a_reply_missed_in_the_first_round_stays_late_when_the_order_is_rehandled() -> None:
    life = handling_order()
    life.now = DAY_SEVEN
    life.feed_back()
    rehandle(life)
    assert ends(life, ClockName.REPLY) == [ClockEnd.LATE]
    assert life.clock(ClockName.REPLY).round == 2


def test_r22_a_reply_not_yet_due_is_only_cancelled_when_the_order_is_rehandled() -> None:
    life = handling_order().feed_back()
    rehandle(life)
    (old,) = [row for row in life.clocks(ClockName.REPLY) if row.round == 1]
    assert (old.end, old.end_reason) == (ClockEnd.CANCELLED, "rehandled")


@pytest.mark.parametrize("made", [DAY_SEVEN, at("2026-11-24T00:00")])
def test_r22_finishing_missed_before_the_feedback_of_a_promise_stays_late(made: dt.datetime) -> None:
    life = replied_order()
    life.now = made
    life.feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=dt.date(2026, 12, 10))
    rehandle(life)
    assert ends(life, ClockName.FINISH) == [ClockEnd.LATE]


def test_r53_days_at_the_centre_do_not_make_the_finishing_late() -> None:
    life = replied_order().feed_back(Outcome.CONSTRAINED, measures="分期。", second_date=dt.date(2026, 12, 10))
    life.now = DAY_SEVEN
    rehandle(life)
    assert ends(life, ClockName.FINISH) == [ClockEnd.CANCELLED]


def test_r52_in_weifang_a_late_promise_leaves_the_finishing_late() -> None:
    life = replied_order(regimes=WEIFANG)
    life.now = DAY_SEVEN
    life.feed_back(Outcome.CONSTRAINED, measures="分期。", second_date=dt.date(2026, 12, 10)).examine()
    life.call_back(told=True)
    assert ends(life, ClockName.FINISH) == [ClockEnd.LATE]
    assert life.clock(ClockName.SECOND_DATE).running


# ---- another unit (R4, R20, R61) -------------------------------------------------------------------------------------


def recall(life: Life) -> None:
    life.act(DISPATCHER, "recall", dispatching.recall, reason="改由他单位办理。")


def change_host(life: Life) -> None:
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="职责调整。")


@pytest.mark.parametrize("take", [recall, change_host, withdraw_confirmed])
def test_what_the_old_host_missed_stays_late_when_it_loses_the_order(take: Any) -> None:
    life = handling_order()
    life.now = DAY_SEVEN
    take(life)
    assert set(ends(life, ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH)) >= {ClockEnd.LATE}
    of_the_old = [
        row
        for row in life.whole.clock.values()
        if row.assignment == 1 and row.name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH)
    ]
    assert {row.end for row in of_the_old} == {ClockEnd.LATE}


@pytest.mark.parametrize(("take", "end"), [(recall, ClockEnd.CANCELLED), (change_host, ClockEnd.HANDED_ON)])
def test_what_it_could_still_have_kept_is_not_held_against_it(take: Any, end: ClockEnd) -> None:
    life = handling_order()
    take(life)
    of_the_old = [
        row
        for row in life.whole.clock.values()
        if row.assignment == 1 and row.name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH)
    ]
    assert {row.end for row in of_the_old} == {end}


def test_a_right_that_ran_out_is_nobodys_lateness() -> None:
    life = handling_order()
    life.now = DAY_SEVEN
    recall(life)
    assert ends(life, ClockName.SEND_BACK_WINDOW) == [ClockEnd.CANCELLED]


def test_r20_a_missed_promise_stays_late_when_the_host_changes() -> None:
    life = tracked_order()
    life.now = at("2026-12-14T09:00")
    change_host(life)
    assert life.clocks(ClockName.SECOND_DATE)[0].end is ClockEnd.LATE


def test_r38_a_matter_redirected_after_the_limit_leaves_the_lateness() -> None:
    life = handling_order()
    life.now = DAY_SEVEN
    life.act(EXAMINER, "redirect", intake.redirect, procedure=Procedure.LITIGATION, body="法院", case_number="民初1号")
    assert ends(life, ClockName.FEED_BACK) == [ClockEnd.LATE]


def test_r18_a_decision_overdue_when_the_act_overtakes_it_is_the_centres_lateness() -> None:
    life = handling_order()
    send_back(life)
    life.now = at("2026-11-18T09:00")
    recall(life)
    assert ends(life, ClockName.DECISION_PENDING) == [ClockEnd.LATE]


def test_r55_what_goes_over_to_the_parent_is_cancelled_on_the_child_however_late() -> None:
    parent = handling_order()
    child = received(Wishes(person=SECOND_PERSON), order=2).dispatch().sign()
    parent.now = child.now = DAY_SEVEN
    drafts = [child.draft(DISPATCHER, "merge"), parent.draft(DISPATCHER, "merge")]
    joining.merge(drafts)
    child.keep("merge", drafts[0])
    parent.keep("merge", drafts[1])
    assert ends(child, ClockName.REPLY, ClockName.CALLERS_DATE, ClockName.FEED_BACK) == [ClockEnd.CANCELLED] * 3
    assert {row.due_at for row in parent.clocks(ClockName.REPLY)} == {at("2026-11-24")}, "there they run on, overdue"


# ---- an upheld send-back (R62) ---------------------------------------------------------------------------------------


def test_r62_a_limit_missed_before_the_request_stays_late() -> None:
    life = handling_order()
    life.now = at("2026-11-18T08:00")
    send_back(life)
    life.now = at("2026-11-18T09:00")
    uphold_send_back(life)
    (contact,) = life.clocks(ClockName.FIRST_CONTACT)
    assert (contact.due_at, contact.end) == (at("2026-11-18"), ClockEnd.LATE)
    assert ends(life, ClockName.REPLY, ClockName.FEED_BACK) == [ClockEnd.CANCELLED] * 2


def test_r62_a_signing_missed_while_the_request_waited_is_the_centres_delay() -> None:
    life = received().dispatch()
    life.now = asked = at("2026-11-16T11:00")
    send_back(life)
    life.now = at("2026-11-18T00:00")
    life.act(SYSTEM, "sign_automatically", clockwork.sign_automatically, assignment=1)
    life.now = at("2026-11-18T09:00")
    uphold_send_back(life)
    (sign,) = life.clocks(ClockName.SIGN)
    assert (sign.end, sign.end_reason, sign.ended_at) == (ClockEnd.CANCELLED, "sent_back", asked)


def test_r62_what_was_kept_before_the_request_stays_kept() -> None:
    life = handling_order()
    life.now = at("2026-11-16T11:00")
    send_back(life)
    uphold_send_back(life)
    assert ends(life, ClockName.SIGN) == [ClockEnd.MET]


# ---- waivers (R25) ---------------------------------------------------------------------------------------------------


def test_r25_a_waiver_after_the_date_does_not_undo_the_lateness() -> None:
    life = handling_order()
    life.now = DAY_SEVEN
    life.act(CALLER, "change_wishes", callers.change_wishes, caller=1, reply_waived=True)
    assert ends(life, ClockName.REPLY, ClockName.CALLERS_DATE) == [ClockEnd.LATE] * 2


def test_r25_who_waived_the_reply_has_no_date_that_could_pass() -> None:
    life = handling_order(Wishes(person=PERSON, reply_waived=True))
    assert life.clocks(ClockName.CALLERS_DATE) == []
