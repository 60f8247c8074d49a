"""Whose matter it is, once units dispute it: the hotline fixes one host, for good (Art. 29; R4, R6, R61)."""

from __future__ import annotations

from typing import Any

from lianxin.law.decisions import dispatching, handling, supervision
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentState,
    ClockEnd,
    ClockName,
    EscalationStep,
    OrderState,
    OverlayKind,
    OverlayState,
    RequestType,
    Role,
    SendBackReason,
)
from tests.law.drafts import (
    DEPARTMENT,
    DISPATCHER,
    HEAD,
    HOTLINE,
    OFFICE,
    OTHER,
    Life,
    clerk_of,
    fed_back_order,
    handling_order,
    received,
    refuses,
    staff,
    tip_off,
)

ARBITER = staff(Role.ARBITER, number=71)
OFFICE_CLERK = staff(Role.GENERAL_OFFICE_CLERK, OFFICE)


def refer(life: Life, step: EscalationStep = EscalationStep.CITY_HOTLINE) -> Draft:
    return life.act(DISPATCHER, "escalate", supervision.escalate, step=step, reason="两家都说不归自己管")


def settle(life: Life, unit: int | None, transfer: str = "") -> Draft:
    serial = life.overlay(OverlayKind.ESCALATION).serial
    said: dict[str, Any] = {"overlay": serial, "text": "由该单位主办", "unit": unit, "transfer": transfer}
    return life.act(ARBITER, "decide_escalation", supervision.decide_escalation, **said)


def send_back(life: Life, unit: int = DEPARTMENT) -> Draft:
    said: dict[str, Any] = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "不归我单位管"}
    return life.act(clerk_of(unit), "send_back", handling.send_back, **said)


def test_a_dispatcher_refers_a_dispute_to_the_citys_coordination_and_no_higher() -> None:
    life = handling_order()
    refer(life)
    assert life.overlay(OverlayKind.ESCALATION).code == EscalationStep.CITY_HOTLINE
    with refuses("not_your_duty"):
        refer(life, EscalationStep.GENERAL_OFFICE)


def test_the_unit_that_is_named_hosts_and_cannot_send_it_back() -> None:
    life = handling_order()
    send_back(life)
    refer(life)
    settle(life, OTHER)
    host = life.draft(HEAD, "supervise").need_host()
    assert (host.unit, host.designated) == (OTHER, True)
    assert life.overlays(OverlayKind.SEND_BACK)[0].state is OverlayState.WITHDRAWN
    assert life.overlays(OverlayKind.ESCALATION)[0].unit == OTHER
    assert life.clocks(ClockName.HANDOVER)[0].unit == DEPARTMENT
    with refuses("designated"):
        send_back(life, OTHER)


def test_the_host_may_be_told_to_keep_it() -> None:
    life = handling_order()
    send_back(life)
    refer(life)
    dates = life.clock(ClockName.FEED_BACK).due_at
    settle(life, DEPARTMENT)
    host = life.draft(HEAD, "supervise").need_host()
    assert (host.unit, host.designated, host.state) == (DEPARTMENT, True, AssignmentState.SIGNED)
    assert life.clock(ClockName.FEED_BACK).due_at == dates
    assert life.clocks(ClockName.SEND_BACK_WINDOW)[0].end is ClockEnd.CANCELLED
    assert life.overlays(OverlayKind.SEND_BACK)[0].state is OverlayState.WITHDRAWN
    with refuses("designated"):
        send_back(life)


def test_r59_of_what_is_about_it_the_centre_names_no_host_by_this_way_either() -> None:
    life = received(kind=RequestType.COMPLAIN, subject_unit=HOTLINE).dispatch(OFFICE)
    life.act(OFFICE_CLERK, "sign", handling.sign)
    refer(life)
    for unit in (OFFICE, OTHER):
        with refuses("about_centre"):
            settle(life, unit)
    settle(life, None)


def test_an_order_that_waits_for_a_unit_goes_to_the_one_named() -> None:
    life = received()
    refer(life)
    with refuses("transfer_missing"):
        settle(life, DEPARTMENT)
    settle(life, DEPARTMENT, "请核实路灯情况。")
    assert life.state is OrderState.HANDLING
    assert life.draft(HEAD, "supervise").need_host().designated


def test_a_unit_that_may_not_have_it_is_not_named() -> None:
    life = tip_off(about=DEPARTMENT)
    refer(life)
    with refuses("barred_unit"):
        settle(life, DEPARTMENT, "请核实。")


def test_while_the_centre_examines_the_host_stays() -> None:
    life = fed_back_order()
    refer(life)
    with refuses("wrong_state"):
        settle(life, OTHER)


def test_the_general_office_records_and_leaves_the_host_to_the_hotline() -> None:
    life = handling_order()
    life.act(ARBITER, "escalate", supervision.escalate, step=EscalationStep.GENERAL_OFFICE, reason="协调未果")
    said: dict[str, Any] = {"overlay": 1, "text": "由另一部门主办", "unit": OTHER}
    with refuses("host_fixed_by_hotline"):
        life.act(OFFICE_CLERK, "decide_escalation", supervision.decide_escalation, **said)


def test_a_decision_without_a_unit_moves_nothing() -> None:
    life = handling_order()
    refer(life)
    settle(life, None)
    assert life.draft(HEAD, "supervise").need_host().unit == DEPARTMENT
    assert not life.draft(HEAD, "supervise").order.designated
    send_back(life)
    life.act(DISPATCHER, "decide_send_back", dispatching.decide_send_back, overlay=2, upheld=True, reason="属实")
    assert life.state is OrderState.DISPATCHING
