"""What callers may do: supplement, join, change wishes, urge, rate, and take the matter back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import callers, dispatching, disputes, examination, handling, rating
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    CallbackResult,
    ClockEnd,
    ClockName,
    ClosedAs,
    ContactWay,
    Grade,
    Language,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    Role,
    Solved,
    TextKind,
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
    SILENCE,
    SUPERVISOR,
    Life,
    callback_order,
    clerk_of,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    tip_off,
    tracked_order,
)
from tests.law.rules import at

BOTH = (Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
GOOD: dict[str, Any] = {
    "solved": Solved.YES,
    "grade_result": Grade.SATISFIED,
    "grade_attitude": Grade.SATISFIED,
    "contacted": True,
}


def rate(life: Life, actor: Actor = CALLER, caller: int = 1, **answers: Any) -> Draft:
    return life.act(actor, "rate", rating.rate, caller=caller, rating=rating.GivenRating(**answers))


def withdraw(life: Life, caller: int = 1) -> Draft:
    return life.act(AGENT, "withdraw", callers.withdraw, caller=caller, reason="来电人称已自行解决")


def decide_withdrawal(life: Life, *, free: bool = True) -> Draft:
    overlay = life.overlay(OverlayKind.WITHDRAWAL).serial
    return life.act(
        EXAMINER, "decide_withdrawal", callers.decide_withdrawal, overlay=overlay, free=free, reason="已电话核实"
    )


def change_wishes(life: Life, actor: Actor = CALLER, caller: int = 1, **wishes: object) -> Draft:
    return life.act(actor, "change_wishes", callers.change_wishes, caller=caller, **wishes)


# ---- rating (R30, R57) -----------------------------------------------------------------------------------------------


def test_r57_a_rating_may_come_from_the_first_reply_on() -> None:
    life = handling_order()
    with refuses("nothing_to_rate"):
        rate(life, grade_result=Grade.FAIR)
    life.reply()
    rate(life, grade_result=Grade.FAIR)
    assert life.caller().grade_result is Grade.FAIR
    assert life.caller().rated_at == life.now


def test_a_rating_without_any_answer_is_refused() -> None:
    with refuses("rating_empty"):
        rate(replied_order())


def test_r30_the_last_rating_counts_and_an_upward_change_is_checked() -> None:
    life = replied_order()
    rate(life, grade_result=Grade.DISSATISFIED, solved=Solved.NO)
    assert not life.caller().rating_to_check
    life.now += dt.timedelta(hours=1)
    met = {"note": "上门说明情况", "contact": ContactWay.VISIT}
    life.act(CLERK, "record_progress", handling.record_progress, **met)
    rate(life, grade_result=Grade.SATISFIED)
    assert life.caller().grade_result is Grade.SATISFIED
    assert life.caller().solved is Solved.NO, "what is not answered again keeps its answer"
    assert life.caller().rating_to_check


def test_r30_without_contact_by_the_unit_a_better_rating_is_the_callers_own() -> None:
    life = replied_order()
    life.now += dt.timedelta(hours=1)
    rate(life, grade_result=Grade.DISSATISFIED)
    life.now += dt.timedelta(hours=1)
    rate(life, grade_result=Grade.SATISFIED)
    assert not life.caller().rating_to_check


def test_r30_an_explanation_by_the_unit_is_contact() -> None:
    life = callback_order()
    rate(life, grade_result=Grade.DISSATISFIED)
    life.act(CALLER, "demand_explanation", disputes.demand_explanation, caller=1, text="为什么没修好")
    life.now += dt.timedelta(hours=1)
    overlay = life.overlay(OverlayKind.EXPLANATION).serial
    life.act(CLERK, "explain", disputes.explain, overlay=overlay, text="已说明")
    rate(life, grade_result=Grade.SATISFIED)
    assert life.caller().rating_to_check


def test_r30_a_downward_change_needs_no_check() -> None:
    life = replied_order()
    rate(life, grade_result=Grade.SATISFIED)
    rate(life, grade_result=Grade.VERY_DISSATISFIED)
    assert not life.caller().rating_to_check


def test_r30_after_rehandling_a_better_rating_is_no_upward_change() -> None:
    life = callback_order()
    rate(life, grade_result=Grade.DISSATISFIED)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好")
    life.answer_everybody()
    rate(life, grade_result=Grade.SATISFIED)
    assert not life.caller().rating_to_check


def test_r57_contacted_and_solved_are_enough_for_a_rating_to_be_the_callback() -> None:
    life = callback_order()
    rate(life, contacted=True, solved=Solved.YES)
    assert life.caller().callback is CallbackResult.BY_MESSAGE
    for said in ({"contacted": True}, {"solved": Solved.YES}, {"contacted": True, "solved": Solved.NO}):
        other = callback_order()
        rate(other, **said)
        assert other.caller().callback is None


def test_r57_a_whole_and_content_rating_in_callback_is_the_callback() -> None:
    life = callback_order()
    rate(life, **GOOD)
    assert life.caller().callback is CallbackResult.BY_MESSAGE
    assert life.clocks(ClockName.CALLBACK)[0].end is ClockEnd.MET
    life.close()
    assert life.state is OrderState.CLOSED


@pytest.mark.parametrize("missing", ["contacted", "solved"])
def test_r57_a_rating_that_leaves_a_question_open_is_not_the_callback(missing: str) -> None:
    life = callback_order()
    rate(life, **(GOOD | {missing: None}))
    assert life.caller().callback is None


def test_r57_a_dissatisfied_rating_is_not_the_callback() -> None:
    life = callback_order()
    rate(life, **(GOOD | {"grade_result": Grade.DISSATISFIED}))
    assert life.caller().callback is None
    assert life.clock(ClockName.CALLBACK).running


def test_r31_a_rating_that_denies_the_contact_opens_a_contradiction() -> None:
    life = callback_order()
    rate(life, **(GOOD | {"contacted": False}))
    assert life.caller().reply is ReplyState.CONTESTED
    assert life.overlay(OverlayKind.CONTRADICTION).unit == DEPARTMENT
    assert life.caller().callback is None


def test_r57_before_a_second_date_a_rating_does_not_say_whether_the_date_was_told() -> None:
    life = replied_order().feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=dt.date(2026, 12, 10))
    life.examine()
    rate(life, **GOOD)
    assert life.caller().callback is None
    assert life.state is OrderState.CALLBACK


def test_r27_a_caller_never_rates_for_another() -> None:
    life = replied_order(*BOTH)
    with refuses("caller_unknown"):
        rate(life, SECOND_CALLER, caller=1, **GOOD)
    rate(life, SECOND_CALLER, caller=2, **GOOD)
    assert life.caller(1).rated_at is None
    assert life.caller(2).rated_at == life.now


# ---- supplement (R67) ------------------------------------------------------------------------------------------------


def test_r67_a_supplement_goes_to_the_unit_in_handling_and_moves_no_date() -> None:
    life = handling_order()
    before = life.whole.clock
    draft = life.act(CALLER, "supplement", callers.supplement, text="灯杆号 17", caller=1)
    assert [row.unit for row in draft.deliveries] == [DEPARTMENT]
    assert [(text.kind, text.private) for text in draft.texts] == [(TextKind.NOTE, False)]
    assert life.whole.clock == before


def test_r67_a_supplement_goes_to_the_examiner_while_the_feedback_lies_at_the_centre() -> None:
    draft = fed_back_order().act(CALLER, "supplement", callers.supplement, text="又坏了", caller=1)
    assert [row.desk for row in draft.deliveries] == ["examination"]
    assert all(text.private for text in draft.texts)


def test_r44_the_words_of_a_secret_caller_stay_at_the_centre() -> None:
    life = handling_order(Wishes(person=PERSON, secret=True))
    draft = life.act(CALLER, "supplement", callers.supplement, text="我住 17 号", caller=1)
    assert [(text.kind, text.private) for text in draft.texts] == [(TextKind.ACCOUNT, True)]
    assert all(row.unit is None for row in draft.deliveries)
    draft = life.act(AGENT, "supplement", callers.supplement, text="同一路段还有两盏不亮", caller=1)
    assert [row.unit for row in draft.deliveries] == [DEPARTMENT]


def test_r67_a_closed_order_is_reopened_or_followed_by_a_new_one() -> None:
    with refuses("reopen_or_new_order"):
        closed_order().act(CALLER, "supplement", callers.supplement, text="又坏了", caller=1)


# ---- joining (R55) ---------------------------------------------------------------------------------------------------


def join(life: Life, wishes: Wishes = BOTH[1]) -> Draft:
    return life.act(AGENT, "add_caller", callers.add_caller, wishes=wishes, wish="同样的路灯也请修")


def test_r55_a_joiner_after_transfer_has_five_working_days_from_joining() -> None:
    life = handling_order()
    life.now = at("2026-11-18T09:00")
    join(life)
    assert life.clock(ClockName.CALLERS_DATE, caller=2).due_at == at("2026-11-26")
    reply = life.clock(ClockName.REPLY, caller=2)
    assert (reply.due_at, reply.unit) == (at("2026-11-26"), DEPARTMENT)
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-24"), "the feedback does not move"
    assert life.clock(ClockName.CALLERS_DATE, caller=1).due_at == at("2026-11-24")


def test_r55_before_the_transfer_a_joiner_waits_for_it_with_the_others() -> None:
    life = received()
    join(life)
    assert life.clocks(ClockName.CALLERS_DATE) == []
    life.dispatch()
    assert life.clock(ClockName.CALLERS_DATE, caller=2).due_at == life.clock(ClockName.FEED_BACK).due_at


def test_r55_a_joiner_of_a_tracked_order_is_owed_a_reply_of_its_own() -> None:
    life = tracked_order()
    join(life)
    assert life.state is OrderState.TRACKED
    assert life.clock(ClockName.REPLY, caller=2).unit == DEPARTMENT


@pytest.mark.parametrize("order", [fed_back_order, callback_order, closed_order])
def test_r55_later_a_new_linked_order_is_the_way(order: Callable[..., Life]) -> None:
    with refuses("too_late_to_join"):
        join(order())


def test_r55_who_is_a_caller_already_adds_by_supplement() -> None:
    with refuses("already_a_caller"):
        join(handling_order(), Wishes(person=PERSON))


def test_r27_a_secret_joiner_makes_the_order_secret_towards_units() -> None:
    life = handling_order()
    assert not life.whole.order.secret
    join(life, Wishes(person=SECOND_PERSON, secret=True))
    assert life.whole.order.secret


def test_r25_an_anonymous_joiner_without_contact_is_owed_no_reply() -> None:
    life = handling_order()
    join(life, SILENCE)
    assert life.caller(2).reply is ReplyState.IMPOSSIBLE
    assert life.clocks(ClockName.REPLY, caller=2) == []


def test_r65_a_named_joiner_ends_the_anonymity_of_a_tip_off() -> None:
    life = tip_off(SILENCE).dispatch(OTHER)
    assert life.whole.order.anonymous_tip_off
    join(life)
    assert not life.whole.order.anonymous_tip_off


# ---- wishes (R25, R32, R65) ------------------------------------------------------------------------------------------


def test_r25_a_reply_waived_is_owed_no_more_and_its_limit_is_cancelled() -> None:
    life = handling_order()
    change_wishes(life, reply_waived=True)
    assert life.caller().reply is ReplyState.WAIVED
    for name in (ClockName.REPLY, ClockName.CALLERS_DATE):
        (clock,) = life.clocks(name)
        assert (clock.end, clock.end_reason) == (ClockEnd.CANCELLED, "reply_waived")


def test_r25_a_reply_wanted_after_all_is_owed_from_then_on() -> None:
    life = handling_order(Wishes(person=PERSON, reply_waived=True))
    life.now = at("2026-11-18T09:00")
    change_wishes(life, reply_waived=False)
    assert life.caller().reply is ReplyState.OWED
    assert life.clock(ClockName.REPLY).due_at == at("2026-11-26")


def test_r53_a_reply_wanted_while_the_feedback_lies_at_the_centre_gives_no_signal() -> None:
    life = fed_back_order(Wishes(person=PERSON, reply_waived=True))
    change_wishes(life, reply_waived=False)
    assert life.clock(ClockName.REPLY).silent
    assert life.clock(ClockName.REPLY).next_signal_at is None
    with refuses("reply_still_owed"):
        life.examine()
    life.reply().examine()
    assert life.state is OrderState.CALLBACK


def test_r58_after_the_examination_no_unit_can_reply_any_more() -> None:
    with refuses("too_late_for_reply"):
        change_wishes(callback_order(Wishes(person=PERSON, reply_waived=True)), reply_waived=False)


def test_a_reply_that_was_made_stays_made_when_it_is_waived_later() -> None:
    life = replied_order()
    change_wishes(life, reply_waived=True)
    assert life.caller().reply is ReplyState.MADE


def test_r65_secrecy_on_request_binds_at_once_and_can_be_given_up() -> None:
    life = handling_order()
    change_wishes(life, secret=True)
    assert life.whole.order.secret
    change_wishes(life, secret=False)
    assert not life.whole.order.secret


def test_r32_a_minor_is_always_secret() -> None:
    with refuses("secrecy_binds"):
        change_wishes(handling_order(Wishes(person=PERSON, minor=True)), secret=False)


def test_a_business_complainant_stays_secret_where_the_city_says_so() -> None:
    regimes = ("jinan_2018", "jinan_business_2022", "shandong_2020", "national_2025")
    life = handling_order(kind=RequestType.COMPLAIN, topic="21", subject_unit=DEPARTMENT, regimes=regimes)
    assert life.whole.order.secret
    with refuses("secrecy_binds"):
        change_wishes(life, secret=False)


def test_r33_r34_language_and_writing_only_are_kept_and_told_to_the_unit() -> None:
    life = handling_order()
    draft = change_wishes(life, text_only=True, language=Language.ENGLISH)
    assert (life.caller().text_only, life.caller().language) == (True, Language.ENGLISH)
    assert [row.unit for row in draft.deliveries] == [DEPARTMENT]


def test_wishes_that_change_nothing_are_refused() -> None:
    with refuses("nothing_changes"):
        change_wishes(handling_order(), secret=False)


# ---- urging (R67) ----------------------------------------------------------------------------------------------------


def urge(life: Life, actor: Actor = CALLER) -> Draft:
    return life.act(actor, "urge", callers.urge, reason="已过三天")


def test_r67_urging_reaches_the_unit_and_starts_no_clock() -> None:
    life = handling_order()
    before = life.whole.clock
    assert [row.unit for row in urge(life).deliveries] == [DEPARTMENT]
    assert life.whole.clock == before


def test_r67_urging_is_refused_after_the_reply() -> None:
    life = replied_order()
    for actor in (CALLER, SUPERVISOR):
        with refuses("already_replied"):
            urge(life, actor)


def test_r67_the_caller_not_yet_answered_may_urge_while_another_is() -> None:
    life = handling_order(*BOTH).reply(1)
    urge(life, SECOND_CALLER)
    urge(life, SUPERVISOR)
    with refuses("already_replied"):
        urge(life, CALLER)


def test_r67_who_waived_the_reply_may_still_urge() -> None:
    assert urge(handling_order(Wishes(person=PERSON, reply_waived=True))).deliveries


# ---- withdrawing (R36, R50, R55) -------------------------------------------------------------------------------------


def test_r36_a_withdrawal_is_a_request_decided_within_a_working_day() -> None:
    life = handling_order()
    withdraw(life)
    assert life.state is OrderState.HANDLING
    assert life.clock(ClockName.DECISION_PENDING).due_at == at("2026-11-18")
    assert life.clock(ClockName.FEED_BACK).running, "no request stops a clock (R18)"
    with refuses("request_pending"):
        withdraw(life)


@pytest.mark.parametrize("order", [received, handling_order, tracked_order])
def test_r50_confirmed_as_free_it_ends_the_order(order: Callable[..., Life]) -> None:
    life = order()
    withdraw(life)
    decide_withdrawal(life)
    assert (life.state, life.whole.order.closed_as) == (OrderState.CLOSED, ClosedAs.WITHDRAWN)
    assert not any(row.active for row in life.whole.assignment.values())
    assert not any(row.running for row in life.whole.clock.values())


def test_r36_a_withdrawal_that_was_not_free_changes_nothing() -> None:
    life = handling_order()
    withdraw(life)
    decide_withdrawal(life, free=False)
    assert life.state is OrderState.HANDLING
    assert life.overlays(OverlayKind.WITHDRAWAL)[0].state is OverlayState.REFUSED
    assert life.clock(ClockName.REPLY).running


def test_r55_one_of_several_callers_leaves_alone() -> None:
    life = handling_order(*BOTH)
    withdraw(life, caller=2)
    decide_withdrawal(life)
    assert life.state is OrderState.HANDLING
    assert (life.caller(1).withdrawn, life.caller(2).withdrawn) == (False, True)
    assert life.clocks(ClockName.REPLY, caller=2)[0].end is ClockEnd.CANCELLED
    assert life.clock(ClockName.REPLY, caller=1).running
    life.answer_everybody().feed_back().examine().call_back(1).close()
    assert life.whole.order.closed_as is ClosedAs.DONE


def test_r36_a_matter_of_public_safety_goes_on_with_its_caller() -> None:
    life = handling_order(public_safety=True)
    withdraw(life)
    decide_withdrawal(life)
    assert life.state is OrderState.HANDLING
    assert not life.caller().withdrawn
    life.answer_everybody().feed_back().examine().call_back().close()
    assert life.state is OrderState.CLOSED


@pytest.mark.parametrize("order", [fed_back_order, callback_order])
def test_r50_while_a_feedback_lies_at_the_centre_it_is_only_noted(order: Callable[..., Life]) -> None:
    life = order()
    state = life.state
    withdraw(life)
    assert life.state is state
    assert life.overlays(OverlayKind.WITHDRAWAL)[0].state is OverlayState.ENDED
    assert life.clocks(ClockName.DECISION_PENDING) == []


def test_r50_a_request_decided_after_the_feedback_is_only_noted_too() -> None:
    life = replied_order()
    withdraw(life)
    life.feed_back()
    decide_withdrawal(life)
    assert life.state is OrderState.FED_BACK
    assert not life.caller().withdrawn


def test_a_caller_who_left_can_do_nothing_more() -> None:
    life = handling_order(*BOTH)
    withdraw(life, caller=2)
    decide_withdrawal(life)
    with refuses("not_your_duty"):
        urge(life, SECOND_CALLER)
    with refuses("caller_unknown"):
        withdraw(life, caller=2)


def test_the_dispatcher_may_add_a_caller_but_a_unit_may_not() -> None:
    life = handling_order()
    join_by = {"wishes": Wishes(person=SECOND_PERSON), "wish": "同上"}
    life.act(DISPATCHER, "add_caller", callers.add_caller, **join_by)
    with refuses("not_your_duty"):
        life.act(Actor(Role.UNIT_CLERK, 9, DEPARTMENT), "add_caller", callers.add_caller, **join_by)


def test_r61_a_joiner_of_a_tracked_order_is_answered_by_the_next_host_too() -> None:
    life = tracked_order()
    join(life)
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="原主办力量不足")
    assert life.clock(ClockName.REPLY, caller=2).unit == OTHER


def test_r62_a_feedback_makes_the_units_other_requests_idle() -> None:
    life = replied_order()
    clerk = clerk_of(DEPARTMENT)
    life.act(clerk, "request_host_change", handling.request_host_change, reason="力量不足")
    life.act(clerk, "request_co_handler", handling.request_co_handler, reason="需要配合")
    life.feed_back().examine().call_back().close()
    assert life.state is OrderState.CLOSED


def test_r57_an_order_of_anonymous_callers_alone_is_tracked_without_a_call() -> None:
    life = handling_order(SILENCE)
    life.feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=dt.date(2026, 12, 10)).examine()
    assert life.state is OrderState.TRACKED
