"""Who has to leave an order, and what follows for its handling (Art. 32; R10 to R14, R60)."""

from __future__ import annotations

from typing import Any

from lianxin.law.actors import Actor
from lianxin.law.decisions import conflict, dispatching, handling, supervision
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.decisions.disputes import demand_explanation
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    CallbackResult,
    ClockEnd,
    ClockName,
    ClockOwner,
    FeedbackEnd,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    SupervisionGround,
    SupervisionLevel,
    Urgency,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    COUNTY,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOTLINE,
    OTHER,
    PERSON,
    SILENCE,
    STREET,
    SUB_UNIT,
    SUPERVISOR,
    Life,
    clerk_of,
    handling_order,
    received,
    refuses,
    tip_off,
)
from tests.law.rules import at


def handled_tip_off(*callers: Wishes) -> Life:
    """A tip-off about a street, signed for by the department."""
    return tip_off(*callers, about=STREET).dispatch().sign()


def demand(life: Life, **whom: int) -> Draft:
    return life.act(CALLER, "demand_recusal", conflict.demand_recusal, caller=1, reason="与被反映人系亲属", **whom)


def decide(life: Life, *, upheld: bool = True, actor: Actor = HEAD) -> Draft:
    serial = life.overlay(OverlayKind.RECUSAL).serial
    return life.act(actor, "decide_recusal", conflict.decide_recusal, overlay=serial, upheld=upheld, reason="关系属实")


def correct(life: Life, actor: Actor = AGENT, **fields: Any) -> Draft:
    return life.act(actor, "correct", conflict.correct, reason="受理时记录有误", correction=Correction(**fields))


# ---- interest and recusal of persons (R12, R60) ----------------------------------------------------------------------


def test_r12_who_declares_an_interest_may_not_act_any_more_and_limits_run_on() -> None:
    life = handling_order()
    before = life.whole.clock
    life.act(CLERK, "declare_interest", conflict.declare_interest, reason="系本人亲属")
    assert life.whole.clock == before
    with refuses("interest_declared"):
        life.reply()
    substitute = Actor(role=CLERK.role, staff=9_999, unit=DEPARTMENT)
    life.act(substitute, "record_progress", handling.record_progress, note="已接手")


def test_article_32_recusal_is_demanded_on_tip_offs_alone() -> None:
    with refuses("recusal_for_tip_offs"):
        demand(handling_order(kind=RequestType.COMPLAIN, subject_unit=STREET), unit=DEPARTMENT)


def test_r12_a_demand_names_one_unit_or_one_person() -> None:
    life = handled_tip_off()
    for whom in ({}, {"unit": DEPARTMENT, "staff": 7}):
        with refuses("recusal_whom"):
            demand(life, **whom)
    with refuses("unit_unknown"):
        demand(life, unit=999)


def test_r59_the_centre_as_a_whole_is_not_recused() -> None:
    with refuses("centre_not_recused"):
        demand(handled_tip_off(), unit=HOTLINE)


def test_r60_a_pending_demand_stops_no_clock_but_the_named_persons_writing() -> None:
    life = handled_tip_off()
    before = {row.serial for row in life.whole.clock.values() if row.running}
    assert CLERK.staff is not None
    demand(life, staff=CLERK.staff)
    assert before <= {row.serial for row in life.whole.clock.values() if row.running}
    assert life.clock(ClockName.DECISION_PENDING).due_at == at("2026-11-18")
    with refuses("recusal_pending"):
        life.reply()
    with refuses("request_pending"):
        demand(life, staff=CLERK.staff)
    decide(life, upheld=False)
    life.reply()


def test_r60_a_recused_person_is_replaced_and_limits_are_unchanged() -> None:
    life = handled_tip_off()
    assert CLERK.staff is not None
    limit = life.clock(ClockName.FEED_BACK)
    demand(life, staff=CLERK.staff)
    decide(life)
    assert life.state is OrderState.HANDLING
    assert life.clock(ClockName.FEED_BACK) == limit
    with refuses("barred_person"):
        life.reply()


# ---- a unit is barred later (R60) ------------------------------------------------------------------------------------


def test_r60_a_recused_host_loses_the_order_and_the_next_unit_gets_five_days_of_its_own() -> None:
    life = handled_tip_off()
    date = life.clock(ClockName.CALLERS_DATE)
    life.now = at("2026-11-19T09:00")
    demand(life, unit=DEPARTMENT)
    decide(life)
    assert life.state is OrderState.DISPATCHING
    assert life.whole.assignment[1].state is AssignmentState.RECALLED
    assert life.clock(ClockName.DISPATCH).owner is ClockOwner.DESK
    with refuses("barred_unit"):
        life.dispatch(DEPARTMENT)
    with refuses("barred_unit"):
        life.dispatch(SUB_UNIT)
    life.dispatch(OTHER)
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-27")
    assert life.clock(ClockName.CALLERS_DATE) == date, "the caller's date stays (R20)"


def test_r60_reading_ends_at_once() -> None:
    life = handled_tip_off()
    demand(life, unit=DEPARTMENT)
    decide(life)
    with refuses("barred_unit"):
        life.act(CLERK, "report_risk", supervision.report_risk, note="知悉")


def test_r60_an_unexamined_feedback_is_void_and_the_reply_is_owed_again() -> None:
    life = handled_tip_off().answer_everybody().feed_back()
    demand(life, unit=DEPARTMENT)
    decide(life)
    assert life.state is OrderState.DISPATCHING
    assert life.whole.feedback[1].end is FeedbackEnd.VOID
    assert life.clocks(ClockName.EXAMINE)[0].end is ClockEnd.CANCELLED
    assert life.caller().reply is ReplyState.OWED
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24"), "its ending does not hold either"
    life.dispatch(OTHER).sign(OTHER).answer_everybody(OTHER).feed_back(unit=OTHER).examine().call_back().close()
    assert life.state is OrderState.CLOSED


def test_r60_an_uncalled_feedback_is_void_too() -> None:
    life = handled_tip_off(Wishes(person=PERSON), SILENCE).answer_everybody().feed_back().examine()
    assert life.caller(2).callback is CallbackResult.IMPOSSIBLE
    demand(life, unit=DEPARTMENT)
    decide(life)
    assert life.state is OrderState.DISPATCHING
    assert life.whole.feedback[1].end is FeedbackEnd.VOID
    assert life.whole.order.outcome is None
    assert life.caller(1).callback is None


def test_r60_a_barred_delegate_leaves_and_its_parent_goes_on() -> None:
    life = handled_tip_off()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    demand(life, unit=SUB_UNIT)
    decide(life)
    assert life.state is OrderState.HANDLING
    assert life.whole.assignment[1].state is AssignmentState.SIGNED
    assert life.whole.assignment[2].state is AssignmentState.RECALLED
    life.answer_everybody().feed_back()


def test_r60_a_barred_co_handler_leaves_alone() -> None:
    life = handled_tip_off()
    life.act(DISPATCHER, "add_co_handler", dispatching.add_co_handler, unit=OTHER)
    demand(life, unit=OTHER)
    decide(life)
    assert [row.kind for row in life.whole.assignment.values() if row.active] == [AssignmentKind.HOST]
    assert life.clocks(ClockName.CO_HANDLER)[0].end is ClockEnd.CANCELLED


def test_r60_a_units_request_ends_with_it() -> None:
    life = handled_tip_off()
    life.act(CLERK, "request_host_change", handling.request_host_change, reason="力量不足")
    demand(life, unit=DEPARTMENT)
    decide(life)
    assert life.overlays(OverlayKind.HOST_CHANGE)[0].state is OverlayState.WITHDRAWN
    assert not life.clocks(ClockName.DECISION_PENDING)[0].running


def test_r60_what_a_barred_unit_owed_an_answer_to_passes_to_the_centre() -> None:
    life = handled_tip_off().answer_everybody()
    life.act(CALLER, "demand_explanation", demand_explanation, caller=1, text="请说明")
    order = {"level": SupervisionLevel.CITY, "ground": SupervisionGround.OTHER, "reason": "重点督办"}
    life.act(SUPERVISOR, "supervise", supervision.supervise, **order)
    demand(life, unit=DEPARTMENT)
    decide(life)
    assert life.overlay(OverlayKind.EXPLANATION).unit is None
    assert life.clock(ClockName.EXPLANATION).owner is ClockOwner.DESK
    assert life.overlays(OverlayKind.SUPERVISION)[0].state is OverlayState.WITHDRAWN
    assert life.clocks(ClockName.SUPERVISION_ANSWER)[0].end is ClockEnd.CANCELLED


def test_r60_on_a_closed_order_the_bar_is_marked_and_the_centre_decides_on_reopening() -> None:
    life = handled_tip_off().answer_everybody().feed_back().examine().call_back().close()
    demand(life, unit=DEPARTMENT)
    draft = decide(life)
    assert life.state is OrderState.CLOSED
    assert "examination" in {row.desk for row in draft.deliveries}
    assert life.whole.feedback[1].end is FeedbackEnd.PASSED


def test_r60_a_demand_refused_leaves_the_unit_its_order() -> None:
    life = handled_tip_off()
    demand(life, unit=DEPARTMENT)
    decide(life, upheld=False)
    assert life.state is OrderState.HANDLING
    life.reply()


def test_r9_only_the_centre_decides_on_recusal() -> None:
    life = handled_tip_off()
    demand(life, unit=OTHER)
    with refuses("not_your_duty"):
        decide(life, actor=EXAMINER)
    with refuses("not_your_duty"):
        decide(life, actor=clerk_of(COUNTY))


# ---- corrections (R13) -----------------------------------------------------------------------------------------------


def test_r13_correcting_the_subject_recalls_what_became_barred() -> None:
    life = tip_off(about=STREET).dispatch(SUB_UNIT).sign(SUB_UNIT)
    correct(life, EXAMINER, subject=Subject(unit=DEPARTMENT))
    assert life.state is OrderState.DISPATCHING
    assert not any(row.active for row in life.whole.assignment.values()), "the accused's copy ends too"


def test_r10_a_complaint_that_is_a_tip_off_leaves_the_accused_unit() -> None:
    life = handling_order(kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT)
    correct(life, request_type=RequestType.TIP_OFF)
    assert life.state is OrderState.DISPATCHING
    assert life.whole.order.secret


def test_r11_an_ordinary_complaint_stays_with_the_responsible_unit() -> None:
    life = handling_order(kind=RequestType.COMPLAIN, subject_unit=STREET)
    correct(life, subject=Subject(unit=DEPARTMENT, staff=77))
    assert life.state is OrderState.HANDLING
    assert (life.whole.order.subject_unit, life.whole.order.subject_staff) == (DEPARTMENT, 77)


def test_a_tipster_stays_unknown_to_the_units_when_the_type_is_corrected() -> None:
    life = tip_off(about=STREET).dispatch()
    correct(life, EXAMINER, request_type=RequestType.HELP)
    assert life.whole.order.request_type is RequestType.HELP
    assert life.caller().secret
    assert life.whole.order.secret


def test_r13_a_complaint_must_name_somebody_after_the_correction_too() -> None:
    with refuses("subject_required"):
        correct(received(), request_type=RequestType.COMPLAIN)
    life = received()
    correct(life, request_type=RequestType.COMPLAIN, subject=Subject(person="某科长"))
    assert life.whole.order.subject_named


def test_a_correction_moves_no_date_and_no_unit_that_is_not_barred() -> None:
    life = handling_order()
    clocks = life.whole.clock
    correct(life, topic="17", division="370102", urgency=Urgency.URGENT, flags=("night", "night"))
    order = life.whole.order
    assert (order.topic, order.division, order.urgency, order.flags) == ("17", "370102", Urgency.URGENT, ("night",))
    assert life.whole.clock == clocks


def test_a_correction_that_changes_nothing_is_refused() -> None:
    with refuses("nothing_changes"):
        correct(received(), request_type=RequestType.HELP)


def test_r60_a_subject_corrected_after_the_end_is_marked_only() -> None:
    life = handled_tip_off().answer_everybody().feed_back().examine().call_back().close()
    correct(life, EXAMINER, subject=Subject(unit=DEPARTMENT))
    assert life.state is OrderState.CLOSED
    assert life.whole.order.subject_unit == DEPARTMENT
