"""Supervision, escalation, instructions, difficult matters, risk, and misuse (Art. 26, 28 to 30, 42, 43)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import stopping, supervision
from lianxin.law.decisions.dissatisfaction import propose_supervision
from lianxin.law.decisions.intake import Wishes
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.draft import Draft
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    ClosedAs,
    EscalationStep,
    OrderState,
    OverlayKind,
    OverlayState,
    PoliceGround,
    RequestType,
    Role,
    Signal,
    StopGround,
    SupervisionGround,
    SupervisionLevel,
    TextKind,
)
from tests.law.drafts import (
    AGENT,
    CLERK,
    COUNTY,
    COUNTY_HOTLINE,
    COUNTY_OFFICE,
    DEPARTMENT,
    HEAD,
    OFFICE,
    PERSON,
    SHIFT_LEADER,
    STREET,
    SUB_UNIT,
    SUPERVISOR,
    Life,
    clerk_of,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    staff,
    tracked_order,
)
from tests.law.rules import at

OFFICE_CLERK = staff(Role.GENERAL_OFFICE_CLERK, OFFICE)


def supervise(
    life: Life,
    actor: Actor = SUPERVISOR,
    level: SupervisionLevel = SupervisionLevel.CITY,
    ground: SupervisionGround = SupervisionGround.OTHER,
) -> Draft:
    return life.act(actor, "supervise", supervision.supervise, level=level, ground=ground, reason="群众多次反映")


def answer(life: Life, actor: Actor = CLERK) -> Draft:
    serial = life.overlay(OverlayKind.SUPERVISION).serial
    return life.act(actor, "answer_supervision", supervision.answer_supervision, overlay=serial, text="已派人处理")


def instruct(life: Life, until: dt.date | None) -> Draft:
    return life.act(SUPERVISOR, "attach_instruction", supervision.attach_instruction, text="请尽快办理", until=until)


# ---- supervision (Art. 28) -------------------------------------------------------------------------------------------


def test_article_28_supervision_asks_the_host_for_an_answer_in_two_working_days() -> None:
    life = handling_order()
    supervise(life)
    clock = life.clock(ClockName.SUPERVISION_ANSWER)
    assert (clock.unit, clock.due_at, clock.next_signal) == (DEPARTMENT, at("2026-11-19"), Signal.YELLOW_CARD)
    assert life.state is OrderState.HANDLING, "supervision is no state"
    answer(life)
    assert life.clocks(ClockName.SUPERVISION_ANSWER)[0].end is ClockEnd.MET
    assert life.overlays(OverlayKind.SUPERVISION)[0].state is OverlayState.ANSWERED


def test_r1_the_unit_above_a_sub_unit_is_told_too() -> None:
    life = received().dispatch(SUB_UNIT)
    assert {row.unit for row in supervise(life).deliveries} == {SUB_UNIT, DEPARTMENT}


def test_article_28_counties_supervise_at_county_level_what_their_units_host() -> None:
    life = received().dispatch(STREET)
    operator = staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE)
    with refuses("level_not_yours"):
        supervise(life, operator, SupervisionLevel.CITY)
    supervise(life, operator, SupervisionLevel.COUNTY)
    with refuses("level_not_yours"):
        supervise(life, SUPERVISOR, SupervisionLevel.COUNTY)
    supervise(life, SUPERVISOR, SupervisionLevel.CITY)
    levels = {supervision.supervision_of(row)[0] for row in life.overlays(OverlayKind.SUPERVISION)}
    assert levels == set(SupervisionLevel)


def test_article_28_a_county_does_not_supervise_a_city_department() -> None:
    with refuses("not_your_assignment"):
        supervise(handling_order(), staff(Role.COUNTY_OFFICE, COUNTY_OFFICE), SupervisionLevel.COUNTY)


def test_article_28_overdue_is_a_ground_only_when_something_is_overdue() -> None:
    life = handling_order()
    with refuses("nothing_overdue"):
        supervise(life, ground=SupervisionGround.OVERDUE)
    life.now = at("2026-11-24")
    supervise(life, ground=SupervisionGround.OVERDUE)


def test_the_same_supervision_is_not_opened_twice_before_its_answer() -> None:
    life = handling_order()
    supervise(life)
    with refuses("already_supervised"):
        supervise(life)
    supervise(life, ground=SupervisionGround.REPEATED)


def test_r66_supervision_reaches_the_last_host_of_a_closed_order() -> None:
    life = closed_order()
    supervise(life)
    answer(life)


def test_without_a_host_there_is_nobody_to_supervise() -> None:
    with refuses("no_host"):
        supervise(received())


def test_r51_while_a_stop_is_examined_its_unit_can_be_supervised() -> None:
    life = replied_order()
    settled = EarlierOrder(99, ClosedAs.DONE, RequestType.HELP, callers=frozenset({PERSON}))
    said = {"statement": "同一事项", "explanation": "已解释", "earlier": settled}
    life.act(CLERK, "stop", stopping.stop, ground=StopGround.SAME_FACTS_AND_REASONS, **said)
    supervise(life)
    assert life.overlay(OverlayKind.SUPERVISION).unit == DEPARTMENT


def test_only_the_supervised_unit_answers() -> None:
    life = handling_order()
    supervise(life)
    with refuses("not_your_assignment"):
        answer(life, clerk_of(COUNTY))


def test_r20_supervision_takes_up_what_was_proposed() -> None:
    life = handling_order()
    draft = life.draft(SUPERVISOR, "supervise")
    propose_supervision(draft, "callers_date_passed")
    supervision.supervise(draft, level=SupervisionLevel.CITY, ground=SupervisionGround.OTHER, reason="承诺日期已过")
    life.keep("supervise", draft)
    assert life.overlays(OverlayKind.PROPOSAL)[0].state is OverlayState.UPHELD


# ---- escalation, difficult matters -----------------------------------------------------------------------------------


def escalate(life: Life, step: EscalationStep) -> Draft:
    return life.act(SUPERVISOR, "escalate", supervision.escalate, step=step, reason="协调未果")


def test_article_29_30_the_ladder_goes_up_and_never_down() -> None:
    life = handling_order()
    escalate(life, EscalationStep.GENERAL_OFFICE)
    with refuses("already_escalated"):
        escalate(life, EscalationStep.GENERAL_OFFICE)
    escalate(life, EscalationStep.EXECUTIVE_MEETING)
    assert [row.state for row in life.overlays(OverlayKind.ESCALATION)] == [OverlayState.ENDED, OverlayState.OPEN]
    with refuses("already_escalated"):
        escalate(life, EscalationStep.GENERAL_OFFICE)


def test_article_29_the_city_hotline_convenes_the_units_first() -> None:
    life = handling_order()
    draft = escalate(life, EscalationStep.CITY_HOTLINE)
    assert [row.desk for row in draft.deliveries if row.template == "escalated"] == ["dispatching"]
    escalate(life, EscalationStep.GENERAL_OFFICE)
    with refuses("already_escalated"):
        escalate(life, EscalationStep.CITY_HOTLINE)


def test_article_30_what_the_meeting_decided_is_recorded_by_the_general_office() -> None:
    life = handling_order()
    escalate(life, EscalationStep.EXECUTIVE_MEETING)
    serial = life.overlay(OverlayKind.ESCALATION).serial
    said: dict[str, Any] = {"overlay": serial, "text": "市政府常务会议决定由住建部门牵头解决。"}
    with refuses("not_your_duty"):
        life.act(HEAD, "decide_escalation", supervision.decide_escalation, **said)
    draft = life.act(OFFICE_CLERK, "decide_escalation", supervision.decide_escalation, **said)
    assert [text.kind for text in draft.texts] == [TextKind.OPINION]
    assert {row.unit for row in draft.deliveries if row.template == "escalation_decided"} == {None, DEPARTMENT}
    assert life.overlays(OverlayKind.ESCALATION)[0].state is OverlayState.ANSWERED


def test_of_its_own_coordination_the_centre_records_what_was_agreed() -> None:
    life = handling_order()
    escalate(life, EscalationStep.CITY_HOTLINE)
    said: dict[str, Any] = {"overlay": life.overlay(OverlayKind.ESCALATION).serial, "text": "商定由市政部门主办。"}
    with refuses("not_your_duty"):
        life.act(OFFICE_CLERK, "decide_escalation", supervision.decide_escalation, **said)
    life.act(HEAD, "decide_escalation", supervision.decide_escalation, **said)
    escalate(life, EscalationStep.GENERAL_OFFICE)


def test_a_regime_without_that_step_refuses_it() -> None:
    life = handling_order(regimes=("weifang_2021",))
    with refuses("step_not_of_regime"):
        escalate(life, EscalationStep.CITY_HOTLINE)
    escalate(life, EscalationStep.GENERAL_OFFICE)


def test_each_regime_supervises_on_its_own_grounds() -> None:
    jinan, weifang = handling_order(), handling_order(regimes=("weifang_2021",))
    for life, foreign, own in (
        (jinan, SupervisionGround.HARM, SupervisionGround.KNOWLEDGE),
        (weifang, SupervisionGround.KNOWLEDGE, SupervisionGround.HARM),
    ):
        with refuses("ground_not_of_regime"):
            supervise(life, ground=foreign)
        supervise(life, ground=own)


def test_article_30_the_executive_meeting_can_be_asked_straight_away() -> None:
    life = handling_order()
    escalate(life, EscalationStep.EXECUTIVE_MEETING)
    assert life.overlay(OverlayKind.ESCALATION).code == EscalationStep.EXECUTIVE_MEETING.value


def test_article_26_difficult_is_marked_and_unmarked_with_reasons() -> None:
    life = handling_order()
    for difficult in (True, False):
        life.act(SUPERVISOR, "mark_difficult", supervision.mark_difficult, difficult=difficult, reason="多人反映")
        assert life.whole.order.difficult is difficult
        with refuses("nothing_changes"):
            life.act(SUPERVISOR, "mark_difficult", supervision.mark_difficult, difficult=difficult, reason="同上")
    assert not life.overlays(OverlayKind.DIFFICULT)[0].open


# ---- instructions (R39) ----------------------------------------------------------------------------------------------


def test_r39_an_instruction_may_only_shorten() -> None:
    life = handling_order()
    instruct(life, dt.date(2026, 11, 19))
    for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.CALLERS_DATE):
        assert life.clock(name).due_at == at("2026-11-20")
    assert life.clock(ClockName.FEED_BACK).next_signal_at == at("2026-11-18")
    with refuses("only_shortens"):
        instruct(life, dt.date(2026, 11, 20))


def test_r39_a_caller_whose_date_moves_is_told_and_one_who_cannot_be_told_keeps_it() -> None:
    life = handling_order()
    assert 1 in {row.caller for row in instruct(life, dt.date(2026, 11, 19)).deliveries}
    life = handling_order(Wishes(person=PERSON, contactable=False))
    instruct(life, dt.date(2026, 11, 19))
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24")
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-20")


def test_r39_a_second_date_can_be_brought_forward() -> None:
    life = tracked_order()
    instruct(life, dt.date(2026, 12, 1))
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-02")


def test_r39_an_instruction_without_a_date_moves_nothing() -> None:
    life = handling_order()
    before = life.whole.clock
    instruct(life, None)
    assert life.whole.clock == before
    assert life.overlay(OverlayKind.INSTRUCTION).unit == DEPARTMENT


def test_r39_a_date_gone_by_is_refused() -> None:
    with refuses("date_past"):
        instruct(handling_order(), dt.date(2026, 11, 13))


def test_r53_limits_shortened_while_the_feedback_lies_at_the_centre_stay_silent() -> None:
    life = fed_back_order()
    instruct(life, dt.date(2026, 11, 19))
    assert life.clock(ClockName.FEED_BACK).silent
    assert life.clock(ClockName.FEED_BACK).next_signal_at is None


# ---- risk and misuse (R41, R42) --------------------------------------------------------------------------------------


def test_r42_a_risk_goes_to_the_duty_office_at_once() -> None:
    draft = handling_order().act(AGENT, "report_risk", supervision.report_risk, note="燃气泄漏")
    assert [row.desk for row in draft.deliveries] == ["duty_office"]


def refer(life: Life, ground: PoliceGround) -> Draft:
    return life.act(HEAD, "refer_to_police", supervision.refer_to_police, ground=ground, note="多次占线")


def test_r41_article_42_needs_a_recorded_dissuasion() -> None:
    life = handling_order()
    with refuses("dissuasion_missing"):
        refer(life, PoliceGround.REPEATED_USE)
    life.act(AGENT, "record_dissuasion", supervision.record_dissuasion, note="已劝阻")
    refer(life, PoliceGround.REPEATED_USE)
    assert life.overlay(OverlayKind.POLICE_REFERRAL).code == "42"


@pytest.mark.parametrize("actor", [HEAD, SHIFT_LEADER])
def test_r41_article_43_threats_need_no_dissuasion(actor: Actor) -> None:
    life = handling_order()
    draft = life.act(
        actor, "refer_to_police", supervision.refer_to_police, ground=PoliceGround.THREATS, note="威胁接线员"
    )
    assert all(text.private for text in draft.texts)
