"""Every caller is called back, and the order ends as examined or goes on (Art. 27; R28, R31, R34, R50, R57, R66)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import callback, callers, disputes, examination, rating, secrecy
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentState,
    CallbackResult,
    ClockEnd,
    ClockName,
    ClosedAs,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    ReplyState,
    Role,
    Solved,
    TalkResult,
)
from tests.law.drafts import (
    CALLBACK_CLERK,
    CALLER,
    CLERK,
    DISPATCHER,
    EXAMINER,
    PERSON,
    SECOND_PERSON,
    SHIFT_LEADER,
    SILENCE,
    VENDOR,
    Life,
    callback_order,
    fed_back_order,
    handling_order,
    refuses,
    replied_order,
    staff,
)
from tests.law.rules import at

LINE_OF_2017 = ("shandong_provincial_2017", "national_2025")

TWO = (Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
SECOND = dt.date(2026, 12, 10)


def talk(life: Life, caller: int = 1, actor: Actor = CALLBACK_CLERK, **said: Any) -> Draft:
    return life.act(actor, "call_back", callback.call_back, caller=caller, talk=Talk(**said))


def accept(life: Life, caller: int = 1) -> Draft:
    why = {"caller": caller, "reason": "诉求超出职责范围，已充分说明"}
    return life.act(EXAMINER, "accept_dissatisfaction", callback.accept_dissatisfaction, **why)


def rate(life: Life, **said: Any) -> Draft:
    return life.act(CALLER, "rate", rating.rate, caller=1, rating=rating.GivenRating(**said))


def tracked_callback(*callers_: Wishes) -> Life:
    """An order whose outcome with a second date has passed, before anybody was called."""
    life = replied_order(*callers_).feed_back(Outcome.CONSTRAINED, measures="分期更换", second_date=SECOND)
    return life.examine()


# ---- results ---------------------------------------------------------------------------------------------------------


def test_article_27_the_callback_asks_whether_contacted_and_solved_and_takes_the_rating() -> None:
    life = callback_order()
    for said in ({"contacted": True}, {"solved": Solved.YES}, {"told": True}, {}):
        with refuses("answers_missing"):
            talk(life, **said)
    talk(life, contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED, grade_attitude=Grade.VERY_SATISFIED)
    person = life.caller()
    assert (person.callback, person.callback_at) == (CallbackResult.REACHED, life.now)
    assert (person.grade_result, person.grade_attitude) == (Grade.SATISFIED, Grade.VERY_SATISFIED)
    assert life.clocks(ClockName.CALLBACK)[0].end is ClockEnd.MET


def test_r57_the_order_leaves_callback_when_each_caller_has_a_result() -> None:
    life = callback_order(*TWO)
    talk(life, 1, contacted=True, solved=Solved.YES)
    assert life.clock(ClockName.CALLBACK).running
    with refuses("callback_incomplete"):
        life.close()
    talk(life, 2, result=TalkResult.BY_MESSAGE, contacted=True, solved=Solved.PARTLY)
    assert life.caller(2).callback is CallbackResult.BY_MESSAGE
    with refuses("callback_complete"):
        talk(life, 2, contacted=True, solved=Solved.YES)
    life.close()
    assert life.whole.order.closed_as is ClosedAs.DONE


def test_r57_one_result_for_each_caller() -> None:
    life = callback_order(*TWO)
    talk(life, 1, contacted=True, solved=Solved.YES)
    with refuses("called_back_already"):
        talk(life, 1, contacted=True, solved=Solved.NO)


def test_r57_refusing_the_callback_is_declined_and_a_waived_reply_waives_no_callback() -> None:
    life = callback_order(Wishes(person=PERSON, reply_waived=True))
    assert life.caller().callback is None
    talk(life, result=TalkResult.DECLINED)
    assert life.caller().callback is CallbackResult.DECLINED
    life.close()


def test_r25_an_anonymous_caller_without_contact_cannot_be_called_back_and_the_order_closes() -> None:
    life = handling_order(SILENCE).feed_back().examine()
    assert life.caller().callback is CallbackResult.IMPOSSIBLE
    assert not [row for row in life.clocks(ClockName.CALLBACK) if row.running]
    life.close()
    assert life.whole.order.closed_as is ClosedAs.DONE
    mixed = callback_order(Wishes(person=PERSON), SILENCE)
    with refuses("callback_impossible"):
        talk(mixed, 2, contacted=True, solved=Solved.YES)


def test_r34_text_only_binds_the_callback_and_phone_attempts_do_not_count() -> None:
    life = callback_order(Wishes(person=PERSON, text_only=True, reply_waived=True))
    with refuses("text_only"):
        talk(life, contacted=True, solved=Solved.YES)
    with refuses("text_only"):
        talk(life, result=TalkResult.NO_ANSWER)
    assert life.caller().callback_attempts == ()
    talk(life, result=TalkResult.BY_MESSAGE, contacted=True, solved=Solved.YES)


def test_r28_unreachable_after_three_attempts_on_two_days_at_different_hours() -> None:
    life = callback_order()
    for moment in ("2026-11-17T09:10", "2026-11-17T09:40", "2026-11-17T15:00"):
        life.now = at(moment)
        talk(life, result=TalkResult.NO_ANSWER)
    assert life.caller().callback is None, "three attempts on one day"
    life.now = at("2026-11-18T10:00")
    draft = talk(life, result=TalkResult.BUSY)
    person = life.caller()
    assert (person.callback, person.message_left_at) == (CallbackResult.UNREACHABLE, life.now)
    assert ("callback_missed", 1) in [(row.template, row.caller) for row in draft.deliveries]
    assert person.grade_result is None, "never satisfied by default"
    life.close()


def test_r28_attempts_begin_anew_with_each_callback() -> None:
    life = callback_order()
    for moment in ("2026-11-17T09:10", "2026-11-17T15:00"):
        life.now = at(moment)
        talk(life, result=TalkResult.NO_ANSWER)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="发现未办")
    life.answer_everybody().feed_back().examine()
    assert life.caller().callback_attempts == ()
    life.now = at("2026-11-18T10:00")
    talk(life, result=TalkResult.NO_ANSWER)
    assert life.caller().callback is None


def test_r9_the_vendors_clerks_call_back_and_record() -> None:
    life = callback_order()
    talk(life, actor=staff(Role.CALLBACK_CLERK, VENDOR), contacted=True, solved=Solved.YES)
    assert life.caller().callback is CallbackResult.REACHED


# ---- dissatisfied ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"contacted": True, "solved": Solved.NO},
        {"contacted": True, "solved": Solved.YES, "grade_result": Grade.DISSATISFIED},
        {"contacted": True, "solved": Solved.YES, "grade_result": Grade.VERY_DISSATISFIED},
    ],
)
def test_r57_no_rehandling_in_spite_of_dissatisfaction_needs_an_examiners_reasons(said: dict[str, Any]) -> None:
    life = callback_order()
    talk(life, **said)
    with refuses("caller_dissatisfied"):
        life.close()
    with refuses("text_missing"):
        life.act(EXAMINER, "accept_dissatisfaction", callback.accept_dissatisfaction, caller=1, reason=" ")
    with refuses("not_your_duty"):
        life.act(CALLBACK_CLERK, "accept_dissatisfaction", callback.accept_dissatisfaction, caller=1, reason="理由")
    accept(life)
    with refuses("not_dissatisfied"):
        accept(life)
    life.close()
    assert life.whole.order.closed_as is ClosedAs.DONE, "closed as examined, also when the caller is dissatisfied"


@pytest.mark.parametrize("said", [{"solved": Solved.PARTLY}, {"solved": Solved.YES, "grade_result": Grade.FAIR}])
def test_partly_solved_and_fairly_satisfied_are_not_dissatisfied(said: dict[str, Any]) -> None:
    life = callback_order()
    talk(life, contacted=True, **said)
    with refuses("not_dissatisfied"):
        accept(life)
    life.close()


def test_r57_twice_dissatisfied_proposes_supervision() -> None:
    life = callback_order()
    talk(life, contacted=True, solved=Solved.NO)
    assert not life.overlays(OverlayKind.PROPOSAL)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未解决")
    assert life.caller().dissatisfied_rounds == 1
    life.answer_everybody().feed_back().examine()
    draft = talk(life, contacted=True, solved=Solved.NO)
    assert life.overlay(OverlayKind.PROPOSAL).code == "twice_dissatisfied"
    assert [row.desk for row in draft.deliveries if row.template == "supervision_proposed"] == ["supervision"]


def test_the_line_of_2017_rehandles_once_and_then_proposes_supervision() -> None:
    life = callback_order(regimes=LINE_OF_2017)
    talk(life, contacted=True, solved=Solved.NO)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未解决")
    assert not life.overlays(OverlayKind.PROPOSAL)
    life.answer_everybody().feed_back()
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="应办未办")
    assert life.overlay(OverlayKind.PROPOSAL).code == "rehandled_enough"
    life.answer_everybody().feed_back()
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="仍未办")
    assert len(life.overlays(OverlayKind.PROPOSAL)) == 1


def test_a_caller_still_dissatisfied_after_the_last_rehandling_is_enough_for_a_proposal() -> None:
    life = callback_order(regimes=LINE_OF_2017)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未解决")
    life.answer_everybody().feed_back().examine()
    talk(life, contacted=True, solved=Solved.NO)
    assert life.overlay(OverlayKind.PROPOSAL).code == "rehandled_enough"


def test_r57_dissatisfied_after_the_call_counts_too_and_only_once_a_round() -> None:
    life = callback_order()
    talk(life, contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
    for _ in range(2):
        rate(life, grade_result=Grade.DISSATISFIED)
        assert life.caller().dissatisfied_rounds == 1
        rate(life, grade_result=Grade.SATISFIED)
    assert not life.overlays(OverlayKind.PROPOSAL)


def test_r57_somebody_satisfied_once_and_dissatisfied_once_was_not_dissatisfied_twice() -> None:
    life = callback_order()
    talk(life, contacted=True, solved=Solved.YES)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="发现未办")
    life.answer_everybody().feed_back().examine()
    talk(life, contacted=True, solved=Solved.NO)
    assert life.caller().dissatisfied_rounds == 1
    assert not life.overlays(OverlayKind.PROPOSAL)


# ---- ratings ---------------------------------------------------------------------------------------------------------


def test_r57_a_rating_is_the_callback_only_after_the_examination() -> None:
    life = replied_order()
    whole = {"solved": Solved.YES, "grade_result": Grade.SATISFIED, "contacted": True}
    rate(life, **whole)
    life.feed_back().examine()
    assert life.caller().callback is None, "it was not of what has been examined"
    rate(life, **whole)
    assert life.caller().callback is CallbackResult.BY_MESSAGE
    life.close()


@pytest.mark.parametrize(
    "said",
    [
        {"solved": Solved.YES, "grade_result": Grade.SATISFIED},
        {"contacted": True, "grade_result": Grade.SATISFIED},
        {"contacted": True, "solved": Solved.NO, "grade_result": Grade.SATISFIED},
        {"contacted": True, "solved": Solved.YES, "grade_result": Grade.DISSATISFIED},
    ],
)
def test_r57_a_rating_that_is_not_whole_or_not_content_spares_no_call(said: dict[str, Any]) -> None:
    life = callback_order()
    rate(life, **said)
    assert life.caller().callback is None
    assert life.clock(ClockName.CALLBACK).running


# ---- R31: contradiction ----------------------------------------------------------------------------------------------


def test_r31_the_unit_says_replied_and_the_caller_denies() -> None:
    life = callback_order()
    draft = talk(life, contacted=False, solved=Solved.NO)
    assert life.caller().reply is ReplyState.CONTESTED
    assert life.clock(ClockName.PROOF).due_at == at("2026-11-18")
    assert [row.unit for row in draft.deliveries if row.template == "proof_owed"] == [20]
    accept(life)
    with refuses("requests_pending"):
        life.close()


def test_r31_who_waived_the_reply_contradicts_nobody() -> None:
    life = callback_order(Wishes(person=PERSON, reply_waived=True))
    talk(life, contacted=False, solved=Solved.YES)
    assert not life.overlays(OverlayKind.CONTRADICTION)


def test_r31_a_new_reply_made_meanwhile_is_not_undone_by_the_decision_on_the_old_one() -> None:
    life = replied_order()
    life.act(CALLER, "contest", disputes.contest, caller=1)
    life.now = at("2026-11-17T10:00")
    life.reply()
    life.now = at("2026-11-19T10:00")
    finding = {"overlay": life.overlay(OverlayKind.CONTRADICTION).serial, "reply_stands": False, "untruth": True,
               "reason": "首次回复不实"}  # fmt: skip
    life.act(EXAMINER, "decide_contradiction", disputes.decide_contradiction, **finding)
    assert (life.caller().reply, life.caller().replied_at) == (ReplyState.MADE, at("2026-11-17T10:00"))
    life.feed_back().examine()


# ---- tracking --------------------------------------------------------------------------------------------------------


def test_r57_the_first_callback_of_a_second_date_asks_whether_progress_and_date_were_told() -> None:
    life = tracked_callback()
    with refuses("told_missing"):
        talk(life, contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
    talk(life, told=True, solved=Solved.NO, grade_result=Grade.DISSATISFIED)
    assert life.state is OrderState.TRACKED, "satisfaction counts at the final one"
    person = life.caller()
    assert (person.told, person.solved, person.grade_result) == (True, None, None)
    assert person.dissatisfied_rounds == 0


def test_r57_who_was_told_no_date_keeps_the_order_from_being_tracked() -> None:
    life = tracked_callback()
    talk(life, told=False)
    assert life.state is OrderState.CALLBACK
    accept(life)
    assert life.state is OrderState.TRACKED


def test_r50_what_is_tracked_is_not_closed() -> None:
    life = tracked_callback(*TWO)
    talk(life, 1, told=True)
    assert life.state is OrderState.CALLBACK
    with refuses("callback_incomplete"):
        life.close()
    talk(life, 2, told=False)
    with refuses("caller_dissatisfied"):
        life.close()


def test_art_24_tracked_the_charge_is_the_units_again_with_its_second_date() -> None:
    life = tracked_callback()
    assert life.whole.assignment[1].state is AssignmentState.FED_BACK
    life.now = at("2026-11-20T10:00")
    talk(life, told=True)
    assert life.whole.assignment[1].state is AssignmentState.SIGNED
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.started_at, second.due_at, second.until_date) == (life.now, at("2026-12-11"), SECOND)


def test_r57_the_final_callback_is_held_in_spite_of_the_first() -> None:
    life = tracked_callback()
    talk(life, told=True)
    life.feed_back().examine()
    assert life.caller().callback is None
    with refuses("answers_missing"):
        talk(life, told=True)
    talk(life, contacted=True, solved=Solved.YES)
    life.close()


# ---- closing ---------------------------------------------------------------------------------------------------------


def test_r50_close_ends_everything_that_ran() -> None:
    life = callback_order(*TWO)
    talk(life, 1, contacted=True, solved=Solved.YES)
    talk(life, 2, contacted=True, solved=Solved.YES)
    draft = life.act(EXAMINER, "close", callback.close)
    order = life.whole.order
    assert (order.state, order.closed_as, order.closed_at) == (OrderState.CLOSED, ClosedAs.DONE, life.now)
    assert not [row for row in life.whole.clock.values() if row.running]
    assert not [row for row in life.whole.assignment.values() if row.active]
    assert order.host_unit is None
    assert order.due_at is None
    assert [row.caller for row in draft.deliveries if row.template == "order_closed"] == [1, 2]


def test_r50_closed_as_names_the_examined_outcome() -> None:
    life = replied_order().feed_back(Outcome.NOT_POSSIBLE, legal_ground="某规章第九条").examine().call_back().close()
    assert life.whole.order.closed_as is ClosedAs.NOT_POSSIBLE


def test_r66_close_refuses_while_a_request_is_pending() -> None:
    life = handling_order()
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不用办了")
    life.answer_everybody().feed_back().examine().call_back()
    with refuses("requests_pending"):
        life.close()
    finding = {"overlay": life.overlay(OverlayKind.WITHDRAWAL).serial, "free": True, "reason": "回访时确认"}
    life.act(DISPATCHER, "decide_withdrawal", callers.decide_withdrawal, **finding)
    life.close()
    assert life.whole.order.closed_as is ClosedAs.DONE, "the talk confirming it was the callback"


def test_r64_close_waits_for_a_sealing_somebody_asked_for() -> None:
    life = callback_order().call_back()
    life.act(SHIFT_LEADER, "seal_content", secrecy.seal_content, reason="疑涉国家秘密")
    with refuses("requests_pending"):
        life.close()


def test_r66_close_does_not_wait_for_an_explanation() -> None:
    life = callback_order().call_back()
    life.act(CALLER, "demand_explanation", disputes.demand_explanation, caller=1, text="为何拖延")
    life.close()
    assert life.clock(ClockName.EXPLANATION).running
    overlay = life.overlay(OverlayKind.EXPLANATION).serial
    life.act(CLERK, "explain", disputes.explain, overlay=overlay, text="配件断货。")
    assert life.clocks(ClockName.EXPLANATION)[0].end is ClockEnd.MET


@pytest.mark.parametrize("make", [handling_order, fed_back_order])
def test_r50_done_comes_from_callback_alone(make: Any) -> None:
    with refuses("wrong_state"):
        make().close()
