"""The caller comes back: the front desk records it, a person of the centre decides (R29, R66; R9)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions import clockwork, intake, reopening
from lianxin.law.draft import Draft
from lianxin.law.words import (
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    ReopenCause,
    Role,
)
from tests.law.drafts import (
    AGENT,
    CALLBACK_CLERK,
    CALLER,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    OTHER,
    SECOND_CALLER,
    SHIFT_LEADER,
    VENDOR,
    Life,
    closed_order,
    handling_order,
    received,
    refuses,
    staff,
)


def come_back(life: Life, actor: Actor = AGENT, **more: Any) -> Draft:
    said = {"caller": 1, "text": "路灯又不亮了。"} | more
    return life.act(actor, "request_reopening", reopening.request_reopening, **said)


def decide(life: Life, *, upheld: bool = True, actor: Actor = EXAMINER, **more: Any) -> Draft:
    overlay = life.overlay(OverlayKind.REOPENING).serial
    finding = {"overlay": overlay, "upheld": upheld, "reason": "同一事项未解决"} | more
    return life.act(actor, "decide_reopening", reopening.decide_reopening, **finding)


VENDOR_AGENT = staff(Role.AGENT, VENDOR)


@pytest.mark.parametrize("actor", [CALLER, AGENT, VENDOR_AGENT, SHIFT_LEADER, CALLBACK_CLERK, EXAMINER])
def test_r66_within_thirty_days_the_caller_may_ask_and_the_front_desk_records_it(actor: Actor) -> None:
    life = closed_order()
    come_back(life, actor)
    overlay = life.overlay(OverlayKind.REOPENING)
    assert overlay.caller == 1
    assert life.clock(ClockName.DECISION_PENDING).overlay == overlay.serial
    assert life.state is OrderState.CLOSED, "asking decides nothing (R9)"


@pytest.mark.parametrize("judge", [EXAMINER, DISPATCHER, HEAD])
def test_r66_upheld_the_order_is_taken_up_again_because_the_caller_returned(judge: Actor) -> None:
    life = closed_order()
    come_back(life)
    draft = decide(life, actor=judge)
    order = life.whole.order
    assert (life.state, order.round, order.host_unit) == (OrderState.HANDLING, 2, DEPARTMENT)
    assert order.reopen_causes == (ReopenCause.CALLER_RETURNED.value,)
    assert life.overlays(OverlayKind.REOPENING)[0].state is OverlayState.UPHELD
    assert ("order_reopened", 1) in [(row.template, row.caller) for row in draft.deliveries]


def test_r66_another_unit_may_have_it_and_what_was_answered_goes_to_dispatching() -> None:
    life = closed_order()
    come_back(life)
    decide(life, unit=OTHER)
    assert life.whole.order.host_unit == OTHER
    answered = received()
    answered.act(AGENT, "answer", intake.answer, content="答复")
    come_back(answered)
    decide(answered)
    assert answered.state is OrderState.DISPATCHING


def test_r66_refused_for_new_facts_the_caller_is_told_to_open_a_linked_order() -> None:
    life = closed_order()
    come_back(life)
    draft = decide(life, upheld=False)
    assert (life.state, life.whole.order.closed_as) == (OrderState.CLOSED, ClosedAs.DONE)
    assert [(row.template, row.caller) for row in draft.deliveries] == [("reopening_refused", 1)]
    come_back(life)


def test_r66_the_thirty_days_are_kept_by_asking_in_time() -> None:
    life = closed_order()
    closed = life.now
    life.now = closed + dt.timedelta(days=31)
    with refuses("reopen_too_late"):
        come_back(life)
    life.now = closed + dt.timedelta(days=30)
    come_back(life)
    life.now = closed + dt.timedelta(days=31)
    with pytest.raises(Exception, match="archive"):
        life.act(SYSTEM, "archive", clockwork.archive)
    decide(life)
    assert life.state is OrderState.HANDLING


def test_r66_once_per_cause_and_one_request_at_a_time() -> None:
    life = closed_order()
    come_back(life)
    with refuses("request_pending"):
        come_back(life, CALLER)
    decide(life)
    life.answer_everybody().feed_back().examine().call_back().close()
    with refuses("reopened_for_this_cause"):
        come_back(life)


def test_r66_what_the_centre_reopens_itself_overtakes_the_request() -> None:
    life = closed_order()
    come_back(life)
    life.act(EXAMINER, "reopen", reopening.reopen, cause=ReopenCause.CENTRE_FOUND, reason="抽查发现")
    assert life.overlays(OverlayKind.REOPENING)[0].state is OverlayState.WITHDRAWN
    assert not [row for row in life.clocks(ClockName.DECISION_PENDING) if row.running]


def test_r9_vendor_staff_record_the_return_and_do_not_decide_on_it() -> None:
    life = closed_order()
    come_back(life, VENDOR_AGENT)
    with refuses("vendor_barred"):
        decide(life, actor=staff(Role.DISPATCHER, VENDOR))
    with refuses("not_your_duty"):
        decide(life, actor=AGENT)
    for actor in (CLERK, SECOND_CALLER):
        with refuses("not_your_duty"):
            life.draft(actor, "request_reopening")
    with refuses("wrong_state"):
        handling_order().draft(AGENT, "request_reopening")
