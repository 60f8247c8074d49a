"""What units do: sign, send back, delegate, ask for help, make progress, and answer the callers (Art. 12, 13, 24)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.catalogue import Catalogue, CatalogueEntry
from lianxin.law.decisions import dispatching, examination, feedback, handling, replies
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    AttemptResult,
    ClockEnd,
    ClockName,
    ClockOwner,
    ContactWay,
    DispatchGround,
    OrderState,
    Outcome,
    OverlayKind,
    ReplyState,
    ReplyWay,
    Role,
    SendBackReason,
)
from tests.law.drafts import (
    CLERK,
    COMMUNITY,
    COUNTY,
    COUNTY_DEPARTMENT,
    COUNTY_HOTLINE,
    COUNTY_OFFICE,
    DEPARTMENT,
    DISPATCHER,
    MASS,
    OTHER,
    PERSON,
    SECOND_PERSON,
    SILENCE,
    STREET,
    SUB_UNIT,
    Life,
    callback_order,
    clerk_of,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    staff,
    tip_off,
    tracked_order,
)
from tests.law.rules import at, policy

WORKER = staff(Role.ASSISTANCE_WORKER, COMMUNITY)
SUB_CLERK = clerk_of(SUB_UNIT)
OPERATOR = staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE)


def delegate(life: Life, unit: int = SUB_UNIT, actor: Actor = CLERK) -> Draft:
    return life.act(actor, "delegate", handling.delegate, unit=unit, instruction="请现场查看")


def send_back(life: Life, actor: Actor = CLERK, code: SendBackReason = SendBackReason.NOT_OUR_DUTY) -> Draft:
    return life.act(actor, "send_back", handling.send_back, code=code, reason="非本单位职责")


def answer(life: Life, way: ReplyWay = ReplyWay.BRIDGED_CALL, actor: Actor = CLERK, **more: Any) -> Draft:
    said = {"caller": 1, "way": way, "content": "已修复。"} | more
    return life.act(actor, "reply", replies.reply, **said)


def charge(life: Life, unit: int) -> AssignmentState:
    return next(row.state for row in life.whole.assignment.values() if row.unit == unit)


def delegated() -> Life:
    """An order that the department handed to its sub-unit, which has signed."""
    life = handling_order()
    delegate(life)
    life.act(SUB_CLERK, "sign", handling.sign)
    return life


def feed_back_to_parent(life: Life) -> Draft:
    result = feedback.Result(outcome=Outcome.DONE, findings="灯泡损坏，已更换。")
    return life.act(SUB_CLERK, "feed_back", feedback.feed_back, result=result)


# ---- signing ---------------------------------------------------------------------------------------------------------


def test_r15_signing_ends_its_own_limit_and_no_other() -> None:
    life = received().dispatch()
    life.sign()
    row = life.whole.assignment[1]
    assert (row.state, row.signed_at, row.signed_automatically) == (AssignmentState.SIGNED, life.now, False)
    assert life.clocks(ClockName.SIGN)[0].end is ClockEnd.MET
    assert life.clock(ClockName.SEND_BACK_WINDOW).running
    with refuses("already_signed"):
        life.sign()


def test_r1_the_unit_above_reads_its_copy_and_has_nothing_to_sign() -> None:
    life = received().dispatch(SUB_UNIT)
    with refuses("not_your_assignment"):
        life.sign(DEPARTMENT)
    life.sign(SUB_UNIT)


def test_nothing_is_done_before_signing() -> None:
    life = received().dispatch()
    for action, decision, arguments in (
        ("delegate", handling.delegate, {"unit": SUB_UNIT, "instruction": "请查看"}),
        ("record_progress", handling.record_progress, {"note": "已查看"}),
        ("reply", replies.reply, {"caller": 1, "way": ReplyWay.MESSAGE, "content": "已修复"}),
        ("feed_back", feedback.feed_back, {"result": feedback.Result(Outcome.DONE, "已修复")}),
        ("extend", feedback.extend, {"amount_working_days": 5, "reason": "配件"}),
    ):
        with refuses("not_signed"):
            life.act(CLERK, action, decision, **arguments)


# ---- R5, R6, R62: sending back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("signed", [False, True])
def test_r62_from_offered_or_signed_a_unit_may_send_back(signed: bool) -> None:
    life = received().dispatch()
    if signed:
        life.sign()
    send_back(life)
    assert life.state is OrderState.HANDLING
    assert life.overlay(OverlayKind.SEND_BACK).assignment == 1


def test_r17_the_window_for_sending_back_closes_with_its_last_working_day() -> None:
    life = received().dispatch()
    life.now = at("2026-11-18T23:59")
    send_back(life)
    life = received().dispatch()
    life.now = at("2026-11-19")
    with refuses("send_back_window_over"):
        send_back(life)


@pytest.mark.parametrize("way", [ContactWay.PHONE, ContactWay.BRIDGE, ContactWay.VISIT, ContactWay.MESSAGE])
def test_r5_after_first_contact_or_visit_there_is_no_send_back(way: ContactWay) -> None:
    life = handling_order()
    life.act(CLERK, "record_progress", handling.record_progress, note="已联系", contact=way)
    with refuses("contacted_already"):
        send_back(life)
    assert life.clocks(ClockName.FIRST_CONTACT)[0].end is ClockEnd.MET
    assert life.whole.order.first_contact_at == life.now


def test_r5_a_step_without_contact_leaves_the_send_back_open() -> None:
    life = handling_order()
    life.act(CLERK, "record_progress", handling.record_progress, note="查阅图纸")
    assert life.clock(ClockName.FIRST_CONTACT).running
    send_back(life)


def test_r5_a_reply_is_a_first_contact() -> None:
    life = handling_order()
    answer(life)
    with refuses("contacted_already"):
        send_back(life)


def test_r62_what_was_handed_down_is_not_sent_back() -> None:
    life = handling_order()
    delegate(life)
    with refuses("send_back_too_late"):
        send_back(life)


def test_r6_a_delegates_send_back_goes_to_the_unit_above_and_does_not_count() -> None:
    life = handling_order()
    delegate(life)
    send_back(life, SUB_CLERK)
    decision = life.clock(ClockName.DECISION_PENDING)
    assert (decision.owner, decision.unit) == (ClockOwner.UNIT, DEPARTMENT)
    finding = {"overlay": life.overlay(OverlayKind.SEND_BACK).serial, "upheld": True, "reason": "改由本级办理"}
    with refuses("nothing_pending"):
        life.act(DISPATCHER, "decide_send_back", dispatching.decide_send_back, **finding)
    life.act(CLERK, "decide_send_back", dispatching.decide_send_back, **finding)
    assert charge(life, SUB_UNIT) is AssignmentState.RETURNED
    assert charge(life, DEPARTMENT) is AssignmentState.SIGNED
    assert (life.state, life.whole.order.upheld_send_backs) == (OrderState.HANDLING, 0)


# ---- Art. 12, 13: delegates ------------------------------------------------------------------------------------------


def test_article_13_a_unit_hands_work_to_one_below_and_stays_the_host() -> None:
    life = handling_order()
    delegate(life)
    assert charge(life, DEPARTMENT) is AssignmentState.DELEGATED
    assert life.whole.order.host_unit == DEPARTMENT
    with refuses("delegates_still_working"):
        life.feed_back()


def test_r54_the_inner_level_ends_a_working_day_before_the_feedback_and_is_the_parents() -> None:
    life = handling_order()
    delegate(life)
    inner = life.clock(ClockName.INNER_LEVEL)
    assert (inner.unit, inner.assignment, inner.due_at) == (DEPARTMENT, 2, at("2026-11-21"))
    assert life.clock(ClockName.SIGN).unit == SUB_UNIT


def test_r54_an_inner_level_begun_late_ends_today_at_the_earliest() -> None:
    life = handling_order()
    life.now = at("2026-11-23T09:00")
    delegate(life)
    assert life.clock(ClockName.INNER_LEVEL).due_at == at("2026-11-24")


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (DEPARTMENT, "not_below_you"),
        (OTHER, "not_below_you"),
        (STREET, "not_below_you"),
        (COMMUNITY, "not_below_you"),
    ],
)
def test_article_13_only_to_a_unit_below(unit: int, code: str) -> None:
    with refuses(code):
        delegate(handling_order(), unit)


def test_article_13_where_nobody_stands_below_nothing_is_offered_to_be_handed_down() -> None:
    handling_order().draft(clerk_of(DEPARTMENT), "delegate")
    below = received().dispatch(SUB_UNIT).sign(SUB_UNIT)
    with refuses("nobody_below"):
        below.draft(clerk_of(SUB_UNIT), "delegate")


@pytest.mark.parametrize(
    ("unit", "code"),
    [(COMMUNITY, "cooperating_body"), (COUNTY_OFFICE, "not_a_handler"), (COUNTY, "not_below_you")],
)
def test_r2_delegates_are_handlers_of_levels_two_and_three(unit: int, code: str) -> None:
    life = received().dispatch(COUNTY).sign(COUNTY)
    with refuses(code):
        delegate(life, unit, clerk_of(COUNTY))
    delegate(life, STREET, clerk_of(COUNTY))


@pytest.mark.parametrize("named", [COUNTY_DEPARTMENT, DEPARTMENT, SUB_UNIT])
def test_what_the_catalogue_gives_to_a_department_is_not_pushed_down_to_a_street(named: int) -> None:
    life = received(catalogue=names(named), topic="0901").dispatch(COUNTY_HOTLINE)
    life.act(OPERATOR, "sign", handling.sign)
    hand_down: dict[str, Any] = {"instruction": "请现场查看", "unit": STREET}
    with refuses("push_down_forbidden"):
        life.act(OPERATOR, "delegate", handling.delegate, **hand_down)
    life.catalogue = names(STREET)
    life.act(OPERATOR, "delegate", handling.delegate, **hand_down)


def names(unit: int) -> Catalogue:
    """A catalogue that gives street lamps to this unit."""
    return Catalogue("2026-1", (CatalogueEntry("lamps", "0901", unit, DispatchGround.DUTY),))


def test_where_no_text_forbids_pushing_down_the_catalogue_binds_nobody() -> None:
    life = received(catalogue=names(COUNTY_DEPARTMENT), topic="0901").dispatch(COUNTY_HOTLINE)
    life.act(OPERATOR, "sign", handling.sign)
    life.handling_policy = policy("jinan_2018", on=dt.date(2025, 5, 30))
    life.act(OPERATOR, "delegate", handling.delegate, unit=STREET, instruction="请现场查看")


def test_article_12_a_county_hotline_passes_on_to_departments_and_streets_of_its_county() -> None:
    life = received().dispatch(COUNTY_HOTLINE)
    life.act(OPERATOR, "sign", handling.sign)
    for unit, code in ((COUNTY, "not_below_you"), (DEPARTMENT, "not_below_you"), (COUNTY_HOTLINE, "not_below_you")):
        with refuses(code):
            delegate(life, unit, OPERATOR)
    delegate(life, STREET, OPERATOR)
    delegate(life, COUNTY_DEPARTMENT, OPERATOR)
    assert [row.unit for row in life.whole.assignment.values() if row.kind is AssignmentKind.DELEGATE] == [
        STREET,
        COUNTY_DEPARTMENT,
    ]


def test_r10_a_barred_unit_is_not_a_delegate() -> None:
    life = tip_off(about=SUB_UNIT).dispatch().sign()
    with refuses("barred_unit"):
        delegate(life)


def test_a_delegate_feeds_back_to_its_parent_and_the_order_stays_with_the_host() -> None:
    life = delegated()
    draft = feed_back_to_parent(life)
    assert life.state is OrderState.HANDLING
    assert not life.whole.feedback
    assert charge(life, SUB_UNIT) is AssignmentState.FED_BACK
    assert charge(life, DEPARTMENT) is AssignmentState.SIGNED
    assert life.clocks(ClockName.INNER_LEVEL)[0].end is ClockEnd.MET
    assert [row.unit for row in draft.deliveries if row.template == "delegate_fed_back"] == [DEPARTMENT]


def test_the_parent_is_signed_again_only_when_the_last_delegate_is_back() -> None:
    life = received().dispatch(COUNTY).sign(COUNTY)
    for unit in (STREET, COUNTY_DEPARTMENT):
        delegate(life, unit, clerk_of(COUNTY))
        life.act(clerk_of(unit), "sign", handling.sign)
    result = feedback.Result(outcome=Outcome.DONE, findings="已查看。")
    life.act(clerk_of(STREET), "feed_back", feedback.feed_back, result=result)
    assert charge(life, COUNTY) is AssignmentState.DELEGATED
    recall = {"assignment": 3, "reason": "不再需要"}
    life.act(clerk_of(COUNTY), "recall_delegate", handling.recall_delegate, **recall)
    assert charge(life, COUNTY) is AssignmentState.SIGNED
    assert charge(life, COUNTY_DEPARTMENT) is AssignmentState.RECALLED


def test_r22_the_parent_returns_a_delegates_feedback_and_its_old_inner_limit_runs_on() -> None:
    life = delegated()
    due = life.clock(ClockName.INNER_LEVEL).due_at
    life.now = at("2026-11-17T09:00")
    feed_back_to_parent(life)
    back = {"reason": "缺少照片", "assignment": 2}
    with refuses("not_your_assignment"):
        life.act(clerk_of(OTHER), "return_for_correction", examination.return_for_correction, **back)
    life.act(CLERK, "return_for_correction", examination.return_for_correction, **back)
    assert charge(life, SUB_UNIT) is AssignmentState.SIGNED
    assert charge(life, DEPARTMENT) is AssignmentState.DELEGATED
    assert life.clock(ClockName.INNER_LEVEL).due_at == due
    with refuses("no_feedback_pending"):
        life.act(CLERK, "return_for_correction", examination.return_for_correction, **back)


def test_a_unit_that_has_fed_back_itself_returns_nothing_to_its_delegate() -> None:
    life = received().dispatch(COUNTY).sign(COUNTY)
    delegate(life, COUNTY_HOTLINE, clerk_of(COUNTY))
    life.act(OPERATOR, "sign", handling.sign)
    delegate(life, STREET, OPERATOR)
    life.act(clerk_of(STREET), "sign", handling.sign)
    result = feedback.Result(outcome=Outcome.DONE, findings="已查看。")
    life.act(clerk_of(STREET), "feed_back", feedback.feed_back, result=result)
    life.act(OPERATOR, "feed_back", feedback.feed_back, result=result)
    assert charge(life, COUNTY) is AssignmentState.SIGNED
    with refuses("already_fed_back"):
        back = {"reason": "缺少照片", "assignment": 3}
        life.act(OPERATOR, "return_for_correction", examination.return_for_correction, **back)


def test_any_unit_on_the_host_chain_may_reply() -> None:
    life = delegated()
    answer(life, actor=SUB_CLERK)
    assert life.caller().reply is ReplyState.MADE
    assert life.clocks(ClockName.REPLY)[0].end is ClockEnd.MET
    assert life.whole.order.first_contact_at == life.now


def test_recalling_a_delegate_recalls_what_stands_below_it() -> None:
    life = delegated()
    life.act(SUB_CLERK, "assist", handling.assist, unit=COMMUNITY, note="请带路")
    with refuses("not_your_assignment"):
        life.act(CLERK, "recall_delegate", handling.recall_delegate, assignment=3, reason="只收回转下级")
    life.act(CLERK, "recall_delegate", handling.recall_delegate, assignment=2, reason="改由本级办理")
    assert charge(life, SUB_UNIT) is charge(life, COMMUNITY) is AssignmentState.RECALLED


# ---- R2: assistance --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", [COMMUNITY, MASS])
def test_r2_communities_and_mass_organisations_are_asked_for_help_only(unit: int) -> None:
    life = handling_order()
    life.act(CLERK, "assist", handling.assist, unit=unit, note="请带路")
    assert life.whole.assignment[2].kind is AssignmentKind.ASSISTANCE
    assert not [row for row in life.whole.clock.values() if row.assignment == 2], "help has no limit and no score"


def test_r2_handlers_are_not_asked_for_help() -> None:
    with refuses("not_cooperating_body"):
        handling_order().act(CLERK, "assist", handling.assist, unit=OTHER, note="请带路")


@pytest.mark.parametrize(("done", "end"), [(True, AssignmentState.DONE), (False, AssignmentState.DECLINED)])
def test_r2_the_helper_visits_notes_and_ends_done_or_declined(done: bool, end: AssignmentState) -> None:
    life = handling_order()
    life.act(CLERK, "assist", handling.assist, unit=COMMUNITY, note="请带路")
    life.act(WORKER, "sign", handling.sign)
    life.act(WORKER, "record_progress", handling.record_progress, note="已到现场", contact=ContactWay.VISIT)
    assert life.whole.order.first_contact_at is None, "a helper's visit is not the host's first contact"
    life.act(WORKER, "end_assistance", handling.end_assistance, done=done, note="见照片")
    assert charge(life, COMMUNITY) is end


def test_r2_a_helper_neither_replies_nor_feeds_back() -> None:
    life = handling_order()
    life.act(CLERK, "assist", handling.assist, unit=COMMUNITY, note="请带路")
    life.act(WORKER, "sign", handling.sign)
    with refuses("not_your_duty"):
        answer(life, actor=WORKER)
    with refuses("not_your_assignment"):
        answer(life, actor=clerk_of(COMMUNITY))


def test_help_may_end_while_the_feedback_lies_at_the_centre() -> None:
    life = replied_order()
    life.act(CLERK, "assist", handling.assist, unit=COMMUNITY, note="请带路")
    life.feed_back()
    life.act(WORKER, "end_assistance", handling.end_assistance, done=True, note="已完成")
    assert charge(life, COMMUNITY) is AssignmentState.DONE


# ---- Art. 29: opinions -----------------------------------------------------------------------------------------------


def test_article_29_an_opinion_goes_to_the_host_and_ends_the_co_handlers_limit() -> None:
    life = received().dispatch(co_handlers=(OTHER,)).sign()
    co_handler = clerk_of(OTHER)
    with refuses("not_signed"):
        life.act(co_handler, "give_opinion", handling.give_opinion, opinion="树木遮挡")
    life.sign(OTHER)
    draft = life.act(co_handler, "give_opinion", handling.give_opinion, opinion="树木遮挡")
    assert charge(life, OTHER) is AssignmentState.FED_BACK
    assert life.clocks(ClockName.CO_HANDLER)[0].end is ClockEnd.MET
    assert [row.unit for row in draft.deliveries if row.template == "opinion_given"] == [DEPARTMENT]
    with refuses("opinion_given"):
        life.act(co_handler, "give_opinion", handling.give_opinion, opinion="再补充")


def test_a_co_handler_replies_to_nobody() -> None:
    life = received().dispatch(co_handlers=(OTHER,)).sign().sign(OTHER)
    with refuses("not_your_assignment"):
        answer(life, actor=clerk_of(OTHER))


# ---- progress --------------------------------------------------------------------------------------------------------


def test_r1_who_has_a_copy_writes_nothing_down() -> None:
    life = received().dispatch(SUB_UNIT).sign(SUB_UNIT)
    with refuses("not_your_assignment"):
        life.act(CLERK, "record_progress", handling.record_progress, note="已了解")


def test_r44_on_a_secret_order_the_caller_is_reached_by_the_bridge_alone() -> None:
    life = tip_off(about=OTHER).dispatch().sign()
    for way in (ContactWay.PHONE, ContactWay.MESSAGE):
        with refuses("secret_by_bridge"):
            life.act(CLERK, "record_progress", handling.record_progress, note="已联系", contact=way)
    life.act(CLERK, "record_progress", handling.record_progress, note="已联系", contact=ContactWay.BRIDGE)
    for reply_way in (ReplyWay.VISIT, ReplyWay.LETTER):
        with refuses("secret_by_bridge"):
            answer(life, reply_way)
    answer(life, ReplyWay.MESSAGE)


def test_progress_is_written_only_while_the_order_lies_with_its_units() -> None:
    for make in (fed_back_order, callback_order):
        life = make()
        with refuses("wrong_state"):
            life.act(CLERK, "record_progress", handling.record_progress, note="补充")
    tracked_order().act(CLERK, "record_progress", handling.record_progress, note="已到货")


# ---- Art. 24: replies ------------------------------------------------------------------------------------------------


def test_article_24_a_reply_in_time_meets_the_units_limit_and_the_callers_date() -> None:
    life = handling_order()
    life.now = at("2026-11-23T23:59")
    answer(life)
    person = life.caller()
    assert (person.reply, person.replied_at) == (ReplyState.MADE, life.now)
    assert life.clocks(ClockName.REPLY)[0].end is life.clocks(ClockName.CALLERS_DATE)[0].end is ClockEnd.MET
    assert life.clock(ClockName.FEED_BACK).running, "reply and feedback are two duties"


def test_r16_a_reply_at_the_due_moment_is_late() -> None:
    life = handling_order()
    life.now = at("2026-11-24")
    answer(life)
    assert life.clocks(ClockName.REPLY)[0].end is ClockEnd.LATE
    assert life.clocks(ClockName.CALLERS_DATE)[0].end is ClockEnd.LATE


def test_r27_each_caller_is_answered_apart() -> None:
    life = handling_order(Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
    answer(life, caller=2)
    assert [life.caller(serial).reply for serial in (1, 2)] == [ReplyState.OWED, ReplyState.MADE]
    assert life.clock(ClockName.REPLY).caller == 1
    with refuses("caller_unknown"):
        answer(life, caller=3)


def test_r58_a_further_reply_keeps_the_moment_of_the_first() -> None:
    life = handling_order()
    answer(life)
    first = life.now
    life.now += dt.timedelta(days=9)
    answer(life, content="配件已到，今日更换。")
    assert life.caller().replied_at == first


@pytest.mark.parametrize("way", [ReplyWay.BRIDGED_CALL, ReplyWay.VISIT])
def test_r34_text_only_binds_the_reply(way: ReplyWay) -> None:
    life = handling_order(Wishes(person=PERSON, text_only=True))
    with refuses("text_only"):
        answer(life, way)
    with refuses("text_only"):
        answer(life, way, attempt=AttemptResult.NO_ANSWER)
    answer(life, ReplyWay.MESSAGE)


def test_r25_no_reply_where_it_was_waived_or_is_impossible() -> None:
    with refuses("reply_waived"):
        answer(handling_order(Wishes(person=PERSON, reply_waived=True)))
    with refuses("reply_impossible"):
        answer(handling_order(SILENCE))
    mixed = handling_order(Wishes(person=PERSON, reply_waived=True), Wishes(person=SECOND_PERSON), SILENCE)
    for caller, code in ((1, "reply_waived"), (3, "reply_impossible")):
        with refuses(code):
            answer(mixed, caller=caller)
    answer(mixed, caller=2)


def attempt(life: Life, moment: str) -> None:
    life.now = at(moment)
    answer(life, content="", attempt=AttemptResult.NO_ANSWER)


def test_r28_unreachable_needs_three_attempts_on_two_days_at_different_hours() -> None:
    life = handling_order()
    for moment in ("2026-11-16T11:05", "2026-11-16T14:10", "2026-11-16T16:20"):
        attempt(life, moment)
    assert life.caller().reply is ReplyState.OWED, "three attempts, one day"
    attempt(life, "2026-11-17T14:30")
    person = life.caller()
    assert (person.reply, person.message_left_at) == (ReplyState.UNREACHABLE, life.now)
    assert life.clocks(ClockName.REPLY)[0].end is ClockEnd.MET
    assert life.clocks(ClockName.CALLERS_DATE)[0].end is ClockEnd.MET


def test_r28_three_attempts_at_the_same_hour_do_not_do() -> None:
    life = handling_order()
    for moment in ("2026-11-16T11:05", "2026-11-17T11:15", "2026-11-18T11:55"):
        attempt(life, moment)
    assert life.caller().reply is ReplyState.OWED
    attempt(life, "2026-11-18T12:00")
    assert life.caller().reply is ReplyState.OWED, "two hours of the day are not three"
    attempt(life, "2026-11-18T13:00")
    assert life.caller().reply is ReplyState.UNREACHABLE


def test_r28_a_second_try_within_the_hour_does_not_count() -> None:
    life = handling_order()
    for moment in ("2026-11-16T10:00", "2026-11-16T10:01", "2026-11-17T11:00"):
        attempt(life, moment)
    assert life.caller().reply is ReplyState.OWED


def test_r28_a_failed_attempt_takes_nothing_back_from_a_caller_who_was_answered() -> None:
    life = handling_order()
    answer(life)
    for moment in ("2026-11-16T11:05", "2026-11-17T14:10", "2026-11-18T16:20"):
        attempt(life, moment)
    assert life.caller().reply is ReplyState.MADE


def test_r28_somebody_not_reached_can_still_be_answered() -> None:
    life = handling_order()
    for moment in ("2026-11-16T11:05", "2026-11-17T14:10", "2026-11-18T16:20"):
        attempt(life, moment)
    answer(life)
    assert life.caller().reply is ReplyState.MADE


def test_r58_the_reply_may_come_after_the_feedback() -> None:
    life = handling_order().feed_back()
    assert life.state is OrderState.FED_BACK
    answer(life)
    assert life.caller().reply is ReplyState.MADE
    life.examine()
    with refuses("wrong_state"):
        answer(life)
