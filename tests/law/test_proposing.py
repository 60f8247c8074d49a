"""Whoever calls back proposes a rehandling, an examiner decides (R9, R57)."""

from __future__ import annotations

import datetime as dt

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions import callback, clockwork, examination, proposing, rating
from lianxin.law.decisions.intake import Wishes
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    ClosedAs,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    Role,
    Solved,
)
from tests.law.drafts import (
    CALLBACK_CLERK,
    CALLER,
    DEPARTMENT,
    EXAMINER,
    OTHER,
    PERSON,
    SECOND_PERSON,
    VENDOR,
    Life,
    callback_order,
    refuses,
    replied_order,
    staff,
)

TWO = (Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
OF_VENDOR = staff(Role.CALLBACK_CLERK, VENDOR)


def dissatisfied(*callers: Wishes) -> Life:
    life = callback_order(*callers)
    return life.call_back(1, solved=Solved.NO, grade_result=Grade.DISSATISFIED)


def propose(life: Life, caller: int = 1, actor: Actor = OF_VENDOR, reason: str = "灯仍不亮") -> None:
    life.act(actor, "propose_rehandling", proposing.propose_rehandling, caller=caller, reason=reason)


def decline(life: Life, actor: Actor = EXAMINER, reason: str = "现场复核已修复") -> None:
    serial = life.overlays(OverlayKind.REHANDLING)[-1].serial
    life.act(actor, "decline_rehandling", proposing.decline_rehandling, overlay=serial, reason=reason)


def rehandle(life: Life) -> None:
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好")


def test_r9_staff_of_the_vendor_propose_and_an_examiner_decides_within_a_day() -> None:
    life = dissatisfied()
    with refuses("not_your_duty"):
        life.act(OF_VENDOR, "rehandle", examination.rehandle, reason="未办好")
    propose(life)
    row = life.overlay(OverlayKind.REHANDLING)
    assert (row.caller, row.opened_by) == (1, OF_VENDOR.staff)
    assert life.clock(ClockName.DECISION_PENDING, overlay=row.serial).term_amount == 1
    with refuses("not_your_duty"):
        decline(life, OF_VENDOR)
    with refuses("vendor_barred"):
        decline(life, staff(Role.EXAMINER, VENDOR))


def test_r54_the_desk_that_may_decide_is_the_one_that_hears_of_the_limit() -> None:
    life = dissatisfied()
    propose(life)
    clock = life.clock(ClockName.DECISION_PENDING)
    assert clock.next_signal_at is not None
    life.now = clock.next_signal_at
    draft = life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)
    assert [(row.template, row.desk) for row in draft.deliveries] == [("reminder", "examination")]


def test_a_unit_that_handles_again_has_signed_already_and_is_told_so() -> None:
    life = dissatisfied()
    draft = life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好")
    assert [row.template for row in draft.deliveries if row.unit == DEPARTMENT] == ["order_handled_again"]
    life = dissatisfied()
    draft = life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好", unit=OTHER)
    assert [row.template for row in draft.deliveries if row.unit == OTHER] == ["order_offered"]


def test_the_examiner_who_rehandles_has_decided() -> None:
    life = dissatisfied()
    propose(life)
    rehandle(life)
    (row,) = life.overlays(OverlayKind.REHANDLING)
    assert (row.state, row.decided_by) == (OverlayState.UPHELD, EXAMINER.staff)
    assert (life.state, life.whole.order.round) == (OrderState.HANDLING, 2)
    assert life.clocks(ClockName.DECISION_PENDING)[-1].end is ClockEnd.MET


def test_r57_who_declines_gives_reasons_and_the_order_can_be_closed() -> None:
    life = dissatisfied()
    propose(life)
    with refuses("requests_pending"):
        life.close()
    with refuses("text_missing"):
        decline(life, reason=" ")
    decline(life)
    person = life.caller()
    assert person.dissatisfied
    assert person.accepted_though_dissatisfied
    assert life.overlays(OverlayKind.REHANDLING)[0].state is OverlayState.REFUSED
    life.close()
    assert life.whole.order.closed_as is ClosedAs.DONE
    assert life.caller().grade_result is Grade.DISSATISFIED


def test_a_reasoned_decision_for_the_caller_answers_the_proposal_too() -> None:
    life = dissatisfied()
    propose(life)
    why = {"caller": 1, "reason": "诉求超出职责范围"}
    life.act(EXAMINER, "accept_dissatisfaction", callback.accept_dissatisfaction, **why)
    assert life.overlays(OverlayKind.REHANDLING)[0].state is OverlayState.REFUSED


def test_one_proposal_for_each_dissatisfied_caller() -> None:
    life = dissatisfied(*TWO)
    with refuses("not_dissatisfied"):
        propose(life, 2)
    propose(life)
    with refuses("request_pending"):
        propose(life)
    life.call_back(2, solved=Solved.NO)
    with refuses("request_pending"):
        propose(life, 1)
    propose(life, 2)
    rehandle(life)
    assert {row.state for row in life.overlays(OverlayKind.REHANDLING)} == {OverlayState.UPHELD}


def test_a_caller_who_is_content_after_all_leaves_the_proposal_to_be_decided() -> None:
    life = dissatisfied()
    propose(life)
    said = rating.GivenRating(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
    life.act(CALLER, "rate", rating.rate, caller=1, rating=said)
    decline(life)
    assert not life.caller().accepted_though_dissatisfied
    life.close()


def test_a_proposal_needs_words_and_somebody_dissatisfied() -> None:
    life = callback_order().call_back()
    with refuses("not_dissatisfied"):
        propose(life)
    life = dissatisfied()
    with refuses("text_missing"):
        propose(life, reason=" ")
    with refuses("not_your_duty"):
        propose(life, actor=CALLER)


def test_where_a_date_was_not_told_the_order_is_tracked_once_the_proposal_is_declined() -> None:
    life = replied_order().feed_back(Outcome.CONSTRAINED, measures="分期", second_date=dt.date(2026, 12, 10)).examine()
    life.act(CALLBACK_CLERK, "call_back", callback.call_back, caller=1, talk=callback.Talk(told=False))
    propose(life)
    decline(life)
    assert life.state is OrderState.TRACKED


def test_r57_only_reasons_of_the_city_can_be_given() -> None:
    life = callback_order()
    with refuses("reason_unknown"):
        life.call_back(solved=Solved.NO, reasons=("because",))
    life.call_back(solved=Solved.NO, reasons=("not_done", "slow"))
    assert life.whole.rating[1].reasons == ("not_done", "slow")
