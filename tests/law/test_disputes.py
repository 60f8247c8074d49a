"""Explanations owed (Art. 16), and replies that their caller denies (R31)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import callback, dispatching, disputes, examination, intake
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    ClockOwner,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyState,
    ReplyWay,
    Signal,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    OTHER,
    PERSON,
    SECOND_CALLER,
    SECOND_PERSON,
    Life,
    callback_order,
    clerk_of,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    tracked_order,
)
from tests.law.rules import at


def demand(life: Life, actor: Actor = CALLER) -> Draft:
    return life.act(actor, "demand_explanation", disputes.demand_explanation, caller=1, text="为何仍未处理")


def explain(life: Life, actor: Actor = CLERK) -> Draft:
    kinds = (OverlayKind.EXPLANATION, OverlayKind.OBJECTION)
    (row,) = [row for kind in kinds for row in life.overlays(kind) if row.open]
    return life.act(actor, "explain", disputes.explain, overlay=row.serial, text="配件已到货，明日更换。")


def contest(life: Life) -> Draft:
    return life.act(CALLER, "contest", disputes.contest, caller=1, note="没有人联系过我")


def prove(life: Life, actor: Actor = CLERK) -> Draft:
    serial = life.overlay(OverlayKind.CONTRADICTION).serial
    return life.act(actor, "prove", disputes.prove, overlay=serial, way=ReplyWay.BRIDGED_CALL, text="中心转接录音 0912")


def decide(life: Life, *, stands: bool, untruth: bool = False) -> Draft:
    serial = life.overlay(OverlayKind.CONTRADICTION).serial
    finding = {"overlay": serial, "reply_stands": stands, "untruth": untruth, "reason": "已听取录音"}
    return life.act(EXAMINER, "decide_contradiction", disputes.decide_contradiction, **finding)


# ---- explanations (Art. 16) ------------------------------------------------------------------------------------------


def test_article_16_in_time_and_without_a_result_no_explanation_is_owed() -> None:
    with refuses("explanation_not_due"):
        demand(handling_order())


def test_article_16_a_late_reply_must_be_explained_by_the_host() -> None:
    life = handling_order()
    life.now = at("2026-11-23T23:59")
    with refuses("explanation_not_due"):
        demand(life)
    life.now = at("2026-11-24")
    demand(life)
    clock = life.clock(ClockName.EXPLANATION)
    assert (clock.unit, clock.owner, clock.due_at) == (DEPARTMENT, ClockOwner.UNIT, at("2026-11-27"))


def test_article_16_a_disputed_result_must_be_explained() -> None:
    for order in (replied_order, fed_back_order, callback_order, tracked_order, closed_order):
        life = order()
        demand(life)
        assert life.overlay(OverlayKind.EXPLANATION).unit == DEPARTMENT


def test_an_explanation_is_demanded_once_at_a_time() -> None:
    life = closed_order()
    demand(life)
    with refuses("request_pending"):
        demand(life)
    explain(life)
    demand(life)


def test_article_16_an_objection_to_the_result_is_explained_alike() -> None:
    life = closed_order()
    life.act(CALLER, "object", disputes.object, caller=1, text="与事实不符")
    assert life.overlay(OverlayKind.OBJECTION).unit == DEPARTMENT
    explain(life)
    assert life.overlays(OverlayKind.OBJECTION)[0].state is OverlayState.ANSWERED
    assert life.clocks(ClockName.EXPLANATION)[0].end is ClockEnd.MET


def test_only_the_owing_unit_explains() -> None:
    life = closed_order()
    demand(life)
    with refuses("not_your_assignment"):
        explain(life, clerk_of(OTHER))
    with refuses("nothing_pending"):
        explain(life, EXAMINER)
    explain(life)


def test_r54_an_order_that_never_had_a_unit_is_explained_by_the_centre() -> None:
    life = received()
    life.act(AGENT, "answer", intake.answer, content="工作日九点至十七点办理。")
    demand(life)
    assert life.clock(ClockName.EXPLANATION).owner is ClockOwner.DESK
    with refuses("not_your_assignment"):
        explain(life, CLERK)
    explain(life, EXAMINER)


def test_r54_while_the_order_awaits_dispatch_again_the_centre_explains() -> None:
    life = handling_order()
    life.act(DISPATCHER, "recall", dispatching.recall, reason="属外地事项")
    life.now = at("2026-11-24")
    demand(life)
    assert life.overlay(OverlayKind.EXPLANATION).unit is None


def test_r66_an_explanation_outlives_the_closing() -> None:
    life = callback_order()
    demand(life)
    life.call_back().close()
    assert life.state is OrderState.CLOSED
    explain(life)


# ---- contradiction (R31) ---------------------------------------------------------------------------------------------


def test_r31_a_denied_reply_is_contested_and_proved_within_a_working_day() -> None:
    life = replied_order()
    contest(life)
    assert life.caller().reply is ReplyState.CONTESTED
    clock = life.clock(ClockName.PROOF)
    assert (clock.unit, clock.due_at) == (DEPARTMENT, at("2026-11-18"))
    with refuses("no_reply_yet"):
        contest(life)


def test_r31_without_a_reply_there_is_nothing_to_deny() -> None:
    with refuses("no_reply_yet"):
        contest(handling_order())


def test_r31_a_proof_ends_its_limit_and_leaves_the_decision_to_a_person() -> None:
    life = replied_order()
    contest(life)
    prove(life)
    assert life.clocks(ClockName.PROOF)[0].end is ClockEnd.MET
    assert life.overlay(OverlayKind.CONTRADICTION).open
    with refuses("already_proved"):
        prove(life)
    decide(life, stands=True)
    assert life.caller().reply is ReplyState.MADE


def test_r31_only_the_host_proves() -> None:
    life = replied_order()
    contest(life)
    with refuses("not_your_assignment"):
        prove(life, clerk_of(OTHER))


def test_r31_a_reply_without_proof_in_time_was_not_made() -> None:
    life = replied_order()
    contest(life)
    with refuses("proof_missing"):
        decide(life, stands=True)
    with refuses("proof_time_runs"):
        decide(life, stands=False)
    life.now = at("2026-11-18")
    decide(life, stands=False)
    assert life.caller().reply is ReplyState.OWED
    assert life.clocks(ClockName.PROOF)[0].end is ClockEnd.LATE


def test_r31_a_late_proof_does_not_save_the_reply() -> None:
    life = replied_order()
    contest(life)
    life.now = at("2026-11-18")
    prove(life)
    with refuses("proof_missing"):
        decide(life, stands=True)
    decide(life, stands=False)


def test_r31_a_fallen_reply_is_owed_by_its_old_date() -> None:
    life = replied_order()
    contest(life)
    prove(life)
    decide(life, stands=False)
    reply, date = life.clock(ClockName.REPLY), life.clock(ClockName.CALLERS_DATE)
    assert reply.due_at == date.due_at == at("2026-11-24")
    assert reply.next_signal is Signal.YELLOW_CARD
    life.reply()
    assert life.caller().reply is ReplyState.MADE


def test_r53_a_reply_that_falls_after_its_date_gets_its_red_card_with_the_next_working_day() -> None:
    life = replied_order()
    life.now = at("2026-11-27T15:00")
    contest(life)
    life.now = at("2026-12-01T10:00")
    decide(life, stands=False)
    clock = life.clock(ClockName.REPLY)
    assert (clock.next_signal, clock.next_signal_at) == (Signal.RED_CARD, at("2026-12-02"))


def test_r58_a_reply_that_falls_during_examination_keeps_the_feedback_from_passing() -> None:
    life = fed_back_order()
    contest(life)
    prove(life)
    decide(life, stands=False)
    assert life.clock(ClockName.REPLY).silent
    with refuses("reply_still_owed"):
        life.examine()
    life.reply().examine()


def test_r57_a_reply_that_falls_in_callback_leads_to_rehandling() -> None:
    life = callback_order()
    contest(life)
    prove(life)
    decide(life, stands=False)
    life.call_back(contacted=True)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未回复来电人")
    assert life.state is OrderState.HANDLING
    assert life.clock(ClockName.REPLY).round == 2


def test_r57_in_callback_a_fallen_reply_is_settled_before_closing() -> None:
    life = callback_order().call_back()
    contest(life)
    with refuses("requests_pending"):
        life.close()
    prove(life)
    decide(life, stands=False)
    with refuses("caller_dissatisfied"):
        life.close()
    life.act(EXAMINER, "accept_dissatisfaction", callback.accept_dissatisfaction, caller=1, reason="来电人已当面答复")
    life.close()


def test_r57_a_tracked_outcome_goes_on_once_the_contradiction_is_decided() -> None:
    life = replied_order().feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=dt.date(2026, 12, 10))
    life.examine()
    contest(life)
    life.call_back(told=True)
    assert life.state is OrderState.CALLBACK
    prove(life)
    decide(life, stands=True)
    assert life.state is OrderState.TRACKED


@pytest.mark.parametrize("untruth", [True, False])
def test_article_40_untruth_is_found_by_a_person_alone(untruth: bool) -> None:
    life = replied_order()
    contest(life)
    prove(life)
    with refuses("untruth_needs_fallen_reply"):
        decide(life, stands=True, untruth=True)
    draft = decide(life, stands=False, untruth=untruth)
    assert draft.facts["untruth"] is untruth
    assert life.overlays(OverlayKind.CONTRADICTION)[0].state is OverlayState.UPHELD


def test_r27_nobody_disputes_in_anothers_name() -> None:
    life = replied_order(Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
    acts: dict[str, Callable[..., None]] = {
        "contest": disputes.contest,
        "demand_explanation": disputes.demand_explanation,
    }
    for action, decision in acts.items():
        words = {"note": "无"} if action == "contest" else {"text": "无"}
        with refuses("caller_unknown"):
            life.act(SECOND_CALLER, action, decision, caller=1, **words)


def test_r31_a_contested_reply_is_answered_anew_with_the_next_round() -> None:
    life = callback_order(Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
    contest(life)
    life.call_back(2, grade_result=Grade.DISSATISFIED)
    with refuses("requests_pending"):
        life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好")
    prove(life)
    decide(life, stands=False)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好")
    assert [life.caller(serial).reply for serial in (1, 2)] == [ReplyState.OWED] * 2
    assert life.overlays(OverlayKind.CONTRADICTION)[0].state is OverlayState.UPHELD, "decided, not forgotten"
    life.answer_everybody().feed_back().examine()


def test_r31_when_the_host_has_changed_the_present_one_owes_the_fallen_reply() -> None:
    life = replied_order()
    contest(life)
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="原主办力量不足")
    prove(life)
    decide(life, stands=False)
    clock = life.clock(ClockName.REPLY)
    assert (clock.unit, clock.assignment, clock.due_at) == (OTHER, 2, at("2026-11-24"))
