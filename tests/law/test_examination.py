"""Every feedback is examined: passed, returned, done again; orders taken up anew (Art. 27; R22, R50, R53, R59, R66)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions import (
    callback,
    callers,
    clockwork,
    dispatching,
    examination,
    feedback,
    handling,
    intake,
    rating,
    reopening,
    replies,
)
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockEnd,
    ClockName,
    ClosedAs,
    EmergencyService,
    FeedbackEnd,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    Procedure,
    ReopenCause,
    ReplyState,
    ReplyWay,
    RequestType,
    Role,
    SendBackReason,
    Signal,
    Solved,
    TalkResult,
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
    HOTLINE,
    OFFICE,
    OTHER,
    PERSON,
    SECOND_PERSON,
    SECTION,
    SILENCE,
    STREET,
    SUB_UNIT,
    UNPROVED,
    VENDOR,
    Life,
    callback_order,
    clerk_of,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    staff,
    tip_off,
    tracked_order,
)
from tests.law.rules import at

TWO = (Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
OFFICE_CLERK = staff(Role.GENERAL_OFFICE_CLERK, OFFICE)
GOOD = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)


def give_back(life: Life, actor: Actor = EXAMINER) -> Draft:
    return life.act(actor, "return_for_correction", examination.return_for_correction, **UNPROVED)


def rehandle(life: Life, actor: Actor = EXAMINER, **more: Any) -> Draft:
    return life.act(actor, "rehandle", examination.rehandle, reason="应办未办", **more)


def reopen(life: Life, cause: ReopenCause = ReopenCause.CALLER_RETURNED, **more: Any) -> Draft:
    return life.act(EXAMINER, "reopen", reopening.reopen, cause=cause, reason="来电人再次反映", **more)


def archive(life: Life) -> Draft:
    return life.act(SYSTEM, "archive", clockwork.archive)


# ---- passing ---------------------------------------------------------------------------------------------------------


def test_r58_examination_does_not_pass_while_a_reply_is_owed_or_contested() -> None:
    life = handling_order(*TWO).reply(1).feed_back()
    with refuses("reply_still_owed"):
        life.examine()
    life.reply(2)
    life.examine()
    assert life.state is OrderState.CALLBACK


def test_article_27_a_feedback_that_passes_counts_as_made_at_its_moment() -> None:
    life = replied_order()
    life.now = made = at("2026-11-23T23:30")
    life.feed_back()
    life.now = at("2026-11-24T15:00")
    life.examine()
    row = life.whole.feedback[1]
    assert (row.end, row.on_time, row.made_at) == (FeedbackEnd.PASSED, True, made)
    for name in (ClockName.FEED_BACK, ClockName.FINISH):
        (clock,) = life.clocks(name)
        assert (clock.end, clock.ended_at) == (ClockEnd.MET, made)
    assert life.clocks(ClockName.EXAMINE)[0].end is ClockEnd.MET
    assert life.whole.order.outcome is Outcome.DONE
    assert life.clock(ClockName.CALLBACK).due_at == at("2026-11-27")


def test_article_27_a_feedback_made_at_the_due_moment_is_late() -> None:
    life = replied_order()
    life.now = at("2026-11-24")
    life.feed_back().examine()
    assert life.whole.feedback[1].on_time is False
    assert life.clocks(ClockName.FEED_BACK)[0].end is ClockEnd.LATE


@pytest.mark.parametrize("role", [Role.CALLBACK_CLERK, Role.DISPATCHER, Role.SUPERVISOR, Role.AGENT])
def test_r9_examining_is_the_examiners_duty(role: Role) -> None:
    with refuses("not_your_duty"):
        fed_back_order().act(staff(role), "examine", examination.examine)


def test_r9_nobody_of_the_vendor_examines_rehandles_closes_or_decides() -> None:
    clerk, examiner = staff(Role.CALLBACK_CLERK, VENDOR), staff(Role.EXAMINER, VENDOR)
    for action, decision, arguments in (
        ("examine", examination.examine, {}),
        ("rehandle", examination.rehandle, {"reason": "未办"}),
        ("return_for_correction", examination.return_for_correction, {"reason": "不全"}),
    ):
        with refuses("vendor_barred"):
            fed_back_order().act(examiner, action, decision, **arguments)
    life = callback_order()
    life.act(clerk, "call_back", callback.call_back, caller=1, talk=GOOD)
    with refuses("vendor_barred"):
        life.act(clerk, "close", callback.close)
    life.close()


# ---- R22, R53: returned for correction -------------------------------------------------------------------------------


def test_r53_returned_on_day_five_the_old_date_stands() -> None:
    life = replied_order()
    life.now = at("2026-11-20T10:00")
    life.feed_back()
    life.now = at("2026-11-23T10:00")
    give_back(life)
    row, host = life.whole.feedback[1], life.whole.assignment[1]
    assert (life.state, host.state, row.end) == (OrderState.HANDLING, AssignmentState.SIGNED, FeedbackEnd.RETURNED)
    assert row.on_time is None, "it counts as not made"
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.due_at, clock.silent) == (at("2026-11-24"), False)
    assert (clock.next_signal, clock.next_signal_at) == (Signal.OVERDUE, at("2026-11-24"))
    life.now = at("2026-11-23T22:00")
    life.feed_back().examine()
    assert life.whole.feedback[2].on_time
    assert life.clocks(ClockName.FEED_BACK)[0].end is ClockEnd.MET


def test_r53_returned_after_the_old_date_it_is_late_with_a_red_card_on_the_next_working_day() -> None:
    life = replied_order()
    life.now = at("2026-11-23T23:00")
    life.feed_back()
    life.now = at("2026-11-27T11:00")
    give_back(life)
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.due_at, clock.next_signal) == (at("2026-11-24"), Signal.RED_CARD)
    assert clock.next_signal_at == at("2026-11-30"), "00:00 of the next working day"
    life.feed_back().examine()
    assert life.whole.feedback[2].on_time is False


def test_r49_a_correction_leads_back_to_where_the_feedback_came_from() -> None:
    life = tracked_order().feed_back()
    give_back(life)
    assert life.state is OrderState.TRACKED
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-11")


def test_r22_only_the_centre_returns_the_hosts_feedback() -> None:
    with refuses("not_your_duty"):
        give_back(fed_back_order(), CLERK)
    with refuses("not_your_assignment"):
        give_back(fed_back_order(), clerk_of(OTHER))


# ---- R22, R53, R57: rehandling ---------------------------------------------------------------------------------------


def test_r22_rehandled_from_examination_the_feedback_counts_as_made_and_a_new_round_begins() -> None:
    life = replied_order()
    life.now = made = at("2026-11-24T09:00")
    life.feed_back()
    life.now = at("2026-11-25T10:00")
    rehandle(life)
    row, order = life.whole.feedback[1], life.whole.order
    assert (row.end, row.on_time, row.made_at) == (FeedbackEnd.REHANDLED, False, made)
    assert (order.state, order.round) == (OrderState.HANDLING, 2)
    first, second = life.clocks(ClockName.FEED_BACK)
    assert (first.end, first.round) == (ClockEnd.LATE, 1), "the first round's lateness stays"
    assert (second.due_at, second.round) == (at("2026-12-03"), 2)
    assert life.clock(ClockName.REPLY).due_at == life.clock(ClockName.FINISH).due_at == at("2026-12-03")


def test_rehandled_the_same_host_has_signed_and_cannot_send_back() -> None:
    life = fed_back_order()
    rehandle(life)
    hosts = [(row.unit, row.state, row.round) for row in life.whole.assignment.values()]
    assert hosts == [(DEPARTMENT, AssignmentState.DONE, 1), (DEPARTMENT, AssignmentState.SIGNED, 2)]
    with refuses("contacted_already"):
        send_back(life, DEPARTMENT)
    assert not [row for row in life.whole.clock.values() if row.running and row.name is ClockName.SIGN]


def send_back(life: Life, unit: int) -> Draft:
    what = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "不属职责"}
    return life.act(clerk_of(unit), "send_back", handling.send_back, **what)


def test_rehandled_by_another_host_it_is_offered_with_the_right_to_send_back() -> None:
    life = fed_back_order()
    rehandle(life, unit=OTHER)
    host = life.whole.assignment[2]
    assert (host.unit, host.state) == (OTHER, AssignmentState.OFFERED)
    assert life.clock(ClockName.SEND_BACK_WINDOW).assignment == 2
    send_back(life, OTHER)


def test_rehandled_everybody_below_is_done_and_the_copy_stays() -> None:
    life = received().dispatch(SUB_UNIT, co_handlers=(OTHER,)).sign(SUB_UNIT).answer_everybody(SUB_UNIT)
    life.feed_back(unit=SUB_UNIT)
    rehandle(life)
    states = {row.unit: row.state for row in life.whole.assignment.values() if row.round == 1}
    assert states == {
        SUB_UNIT: AssignmentState.DONE,
        OTHER: AssignmentState.DONE,
        DEPARTMENT: AssignmentState.OFFERED,
    }
    copies = [row for row in life.whole.assignment.values() if row.kind is AssignmentKind.COPY]
    assert [row.unit for row in copies] == [DEPARTMENT]


def test_r53_the_callers_concerned_are_owed_a_reply_again_and_told_a_new_date() -> None:
    life = callback_order(*TWO)
    life.call_back(1).call_back(2, solved=Solved.NO, grade_result=Grade.DISSATISFIED)
    life.now = at("2026-11-18T10:00")
    draft = rehandle(life)
    assert [life.caller(serial).reply for serial in (1, 2)] == [ReplyState.MADE, ReplyState.OWED]
    assert life.caller(2).callback is None
    date = life.clock(ClockName.CALLERS_DATE)
    assert (date.caller, date.round, date.due_at) == (2, 2, at("2026-11-26"))
    assert [row.caller for row in draft.deliveries if row.template == "order_rehandled"] == [2], "the other is content"


def test_r20_a_date_that_still_runs_is_not_told_anew() -> None:
    life = handling_order().feed_back()
    rehandle(life)
    date = life.clock(ClockName.CALLERS_DATE)
    assert (date.round, date.due_at) == (1, at("2026-11-24"))


def test_rehandled_before_the_callback_it_concerns_every_caller() -> None:
    life = fed_back_order(*TWO)
    life.act(CALLER, "rate", rating.rate, caller=1, rating=rating.GivenRating(solved=Solved.NO))
    rehandle(life)
    assert [life.caller(serial).reply for serial in (1, 2)] == [ReplyState.OWED] * 2


def test_rehandled_for_callers_named_by_the_examiner() -> None:
    life = fed_back_order(*TWO)
    rehandle(life, callers=(2,))
    assert [life.caller(serial).reply for serial in (1, 2)] == [ReplyState.MADE, ReplyState.OWED]


def test_r57_in_the_next_round_the_others_results_stand() -> None:
    three = (*TWO, Wishes(person=503))
    life = callback_order(*three)
    life.call_back(1)
    life.act(CALLBACK_CLERK, "call_back", callback.call_back, caller=3, talk=Talk(result=TalkResult.DECLINED))
    life.call_back(2, solved=Solved.NO)
    rehandle(life)
    life.now += dt.timedelta(days=1)
    life.reply(2).feed_back().examine()
    results = {serial: life.caller(serial).callback for serial in (1, 2, 3)}
    assert results[1] is not None
    assert results[2] is None
    assert results[3] is not None
    with refuses("called_back_already"):
        life.call_back(1)
    life.call_back(2).close()


def test_r57_after_a_callback_about_a_second_date_everybody_is_asked_again() -> None:
    life = tracked_order(*TWO)
    life.feed_back().examine()
    assert [row.callback for row in life.whole.caller.values()] == [None, None]
    life.call_back(1).call_back(2, solved=Solved.NO)
    rehandle(life)
    life.reply(2).feed_back().examine()
    assert [row.callback is None for row in life.whole.caller.values()] == [False, True]


def test_r8_rehandling_by_a_barred_unit_needs_another() -> None:
    with refuses("barred_unit"):
        fed_back = tip_off(about=OTHER).dispatch().sign().answer_everybody().feed_back()
        rehandle(fed_back, unit=OTHER)


def test_rehandling_makes_open_requests_idle() -> None:
    life = replied_order()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=3, reason="缺件")
    life.feed_back(Outcome.CONSTRAINED, measures="分期", second_date=dt.date(2026, 12, 10))
    rehandle(life)
    assert life.overlays(OverlayKind.EXTENSION)[0].state is OverlayState.WITHDRAWN


# ---- R59: the centre's own matters -----------------------------------------------------------------------------------


def fed_back_by(actor: Actor, unit: int, **about: Any) -> Life:
    """An order that a desk of the centre or the general office has fed back on."""
    life = received(**about).dispatch(unit)
    life.act(actor, "sign", handling.sign)
    life.act(actor, "reply", replies.reply, caller=1, way=ReplyWay.BRIDGED_CALL, content="已核查。")
    life.act(actor, "feed_back", feedback.feed_back, result=feedback.Result(outcome=Outcome.DONE, findings="已核查。"))
    return life


@pytest.mark.parametrize(
    ("about", "refusal"),
    [
        ({"kind": RequestType.COMPLAIN, "subject_unit": HOTLINE}, "about_centre"),
        ({"kind": RequestType.COMPLAIN, "subject_person": "值班长", "flags": ("about_centre",)}, "about_centre"),
        ({"kind": RequestType.TIP_OFF, "subject_unit": HOTLINE}, "barred_unit"),
    ],
)
def test_r59_feedback_about_the_centre_is_examined_and_called_back_by_the_general_office(
    about: dict[str, Any], refusal: str
) -> None:
    life = fed_back_by(staff(Role.GENERAL_OFFICE_CLERK, OFFICE, 1), OFFICE, **about)
    with refuses(refusal):
        life.examine()
    life.act(OFFICE_CLERK, "examine", examination.examine)
    life.act(OFFICE_CLERK, "call_back", callback.call_back, caller=1, talk=GOOD)
    life.act(OFFICE_CLERK, "close", callback.close)
    assert life.whole.order.closed_as is ClosedAs.DONE


def test_r59_the_general_office_examines_nothing_else() -> None:
    for action, decision, arguments in (
        ("examine", examination.examine, {}),
        ("return_for_correction", examination.return_for_correction, {"reason": "不全"}),
    ):
        with refuses("not_your_duty"):
            fed_back_order().act(OFFICE_CLERK, action, decision, **arguments)
    with refuses("not_your_duty"):
        received().act(OFFICE_CLERK, "dispatch", dispatching.dispatch, unit=DEPARTMENT, transfer="请办理。")


def test_r59_what_the_accused_centre_may_not_decide_the_general_office_decides() -> None:
    life = received(kind=RequestType.TIP_OFF, subject_unit=HOTLINE).dispatch(OFFICE)
    with refuses("barred_unit"):
        life.draft(DISPATCHER, "recall")
    life.act(OFFICE_CLERK, "recall", dispatching.recall, reason="另行安排")
    assert life.state is OrderState.DISPATCHING
    life.act(OFFICE_CLERK, "dispatch", dispatching.dispatch, unit=OFFICE, transfer="请办理。")


def test_r59_a_matter_about_a_section_is_examined_by_persons_outside_it() -> None:
    life = fed_back_by(HEAD, HOTLINE, kind=RequestType.COMPLAIN, subject_unit=SECTION)
    with refuses("about_section"):
        life.act(staff(Role.EXAMINER, SECTION), "examine", examination.examine)
    life.act(OFFICE_CLERK, "examine", examination.examine)


# ---- R29, R66: reopening ---------------------------------------------------------------------------------------------


def test_r66_a_closed_order_is_reopened_as_a_new_round_with_fresh_limits() -> None:
    life = closed_order()
    life.now = at("2026-11-25T10:00")
    reopen(life)
    order = life.whole.order
    assert (order.state, order.round, order.closed_as, order.closed_at) == (OrderState.HANDLING, 2, None, None)
    assert order.reopen_causes == ("caller_returned",)
    assert life.whole.assignment[2].state is AssignmentState.SIGNED
    assert life.clock(ClockName.FEED_BACK).due_at == life.clock(ClockName.CALLERS_DATE).due_at == at("2026-12-03")
    assert life.caller().reply is ReplyState.OWED
    life.answer_everybody().feed_back().examine().call_back().close()


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-12-15T10:00", True),
        ("2026-12-16T00:00", True),
        ("2026-12-16T23:59", True),
        ("2026-12-17T00:00", False),
    ],
)
def test_r66_thirty_calendar_days_from_the_last_close_to_their_end(moment: str, allowed: bool) -> None:
    life = closed_order()
    assert life.whole.order.closed_at == at("2026-11-16T10:00")
    life.now = at(moment)
    if allowed:
        with refuses("archive_too_early"):
            archive(life)
        reopen(life)
        assert life.state is OrderState.HANDLING
    else:
        with refuses("reopen_too_late"):
            reopen(life)
        archive(life)
        assert life.state is OrderState.ARCHIVED


def test_r66_once_for_each_cause_counted_from_the_last_close() -> None:
    life = closed_order()
    reopen(life)
    life.answer_everybody().feed_back().examine().call_back()
    life.now = at("2026-12-16T10:00")
    life.close()
    life.now = at("2027-01-10T10:00")
    with refuses("reopened_for_this_cause"):
        reopen(life)
    reopen(life, ReopenCause.EXPLANATION)
    assert life.whole.order.round == 3


def withdrawn(life: Life) -> None:
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不用办了")
    finding = {"overlay": life.overlay(OverlayKind.WITHDRAWAL).serial, "free": True, "reason": "已核实"}
    life.act(DISPATCHER, "decide_withdrawal", callers.decide_withdrawal, **finding)


ENDS: tuple[tuple[ClosedAs, Callable[[Life], object]], ...] = (
    (ClosedAs.ANSWERED, lambda life: life.act(AGENT, "answer", intake.answer, content="答复")),
    (
        ClosedAs.TRANSFERRED_OUT,
        lambda life: life.act(AGENT, "transfer_out", intake.transfer_out, body="外市", receipt="回执"),
    ),
    (
        ClosedAs.HANDED_OVER,
        lambda life: life.act(AGENT, "hand_over", intake.hand_over, service=EmergencyService.FIRE),
    ),
    (
        ClosedAs.REDIRECTED,
        lambda life: life.act(AGENT, "redirect", intake.redirect, procedure=Procedure.LITIGATION, body="法院",
                              case_number="12"),
    ),
    (ClosedAs.WITHDRAWN, withdrawn),
)  # fmt: skip


@pytest.mark.parametrize(("ended_as", "end"), ENDS, ids=[ended.value for ended, _ in ENDS])
def test_r66_what_no_unit_had_goes_to_dispatch_when_reopened(ended_as: ClosedAs, end: Callable[[Life], object]) -> None:
    life = received()
    end(life)
    assert life.whole.order.closed_as is ended_as
    reopen(life)
    assert (life.state, life.whole.order.round) == (OrderState.DISPATCHING, 2)
    life.dispatch()
    assert life.clock(ClockName.CALLERS_DATE).running, "the caller is told a date"


def test_r66_an_order_withdrawn_from_a_unit_goes_to_dispatch_with_a_new_date() -> None:
    life = handling_order()
    withdrawn(life)
    assert life.clocks(ClockName.CALLERS_DATE)[0].end is ClockEnd.CANCELLED, "nobody kept it, nobody missed it"
    life.now = at("2026-12-01T10:00")
    reopen(life)
    life.dispatch()
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-12-09")


def test_r66_reopened_for_another_unit_it_is_offered_there() -> None:
    life = closed_order()
    reopen(life, unit=OTHER)
    assert life.whole.assignment[2].state is AssignmentState.OFFERED
    send_back(life, OTHER)


def test_r66_what_is_not_reopened_by_itself() -> None:
    life = received(SILENCE).dispatch(STREET)
    with refuses("wrong_state"):
        reopen(life)
    with refuses("not_your_duty"):
        closed_order().act(AGENT, "reopen", reopening.reopen, cause=ReopenCause.CENTRE_FOUND, reason="发现")
