"""When a unit merges into another, what is open goes on with its dates and its bars (R8, R60)."""

from __future__ import annotations

import dataclasses

from lianxin.law.actors import UnitDirectory
from lianxin.law.decisions import conflict, dispatching, handling, succession, supervision
from lianxin.law.decisions.disputes import demand_explanation, explain
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    OrderState,
    OverlayKind,
    RequestType,
    SupervisionGround,
    SupervisionLevel,
)
from tests.law.drafts import (
    CALLER,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    HEAD,
    OTHER,
    STREET,
    SUB_UNIT,
    SUPERVISOR,
    UNITS,
    Life,
    clerk_of,
    closed_order,
    handling_order,
    received,
    refuses,
    replied_order,
    tip_off,
    tracked_order,
)

AFTER = UnitDirectory({**UNITS.units, DEPARTMENT: dataclasses.replace(UNITS.units[DEPARTMENT], successor=OTHER)})
"""The register once the department has merged into the other one."""


def succeed(life: Life, old: int = DEPARTMENT, new: int = OTHER) -> Draft:
    life.units = AFTER
    return life.act(HEAD, "succeed_unit", succession.succeed_unit, old=old, new=new)


def test_r8_open_charges_and_limits_move_with_their_dates() -> None:
    life = handling_order()
    dates = {serial: row.due_at for serial, row in life.whole.clock.items()}
    draft = succeed(life)
    host = life.whole.assignment[1]
    assert (host.unit, host.state, host.offered_at) == (OTHER, AssignmentState.SIGNED, life.now)
    assert life.whole.order.host_unit == OTHER
    assert {serial: row.due_at for serial, row in life.whole.clock.items()} == dates
    assert {row.unit for row in life.whole.clock.values() if row.running} == {OTHER, None}
    assert draft.facts == {"old": DEPARTMENT, "new": OTHER}
    life.answer_everybody(OTHER).feed_back(unit=OTHER).examine().call_back().close()


def test_r8_tracked_promises_are_inherited() -> None:
    life = tracked_order()
    succeed(life)
    assert life.clock(ClockName.SECOND_DATE).unit == OTHER


def test_r8_explanations_and_supervision_are_inherited() -> None:
    life = replied_order()
    life.act(CALLER, "demand_explanation", demand_explanation, caller=1, text="请说明")
    order = {"level": SupervisionLevel.CITY, "ground": SupervisionGround.OTHER, "reason": "重点督办"}
    life.act(SUPERVISOR, "supervise", supervision.supervise, **order)
    succeed(life)
    serial = life.overlay(OverlayKind.EXPLANATION).serial
    life.act(clerk_of(OTHER), "explain", explain, overlay=serial, text="已说明")
    serial = life.overlay(OverlayKind.SUPERVISION).serial
    answer = supervision.answer_supervision
    life.act(clerk_of(OTHER), "answer_supervision", answer, overlay=serial, text="已整改")


def test_r8_on_an_ended_order_the_successor_explains() -> None:
    life = closed_order()
    life.units = AFTER
    life.act(CALLER, "demand_explanation", demand_explanation, caller=1, text="请说明")
    assert life.overlay(OverlayKind.EXPLANATION).unit == OTHER


def test_r8_bars_are_inherited() -> None:
    life = tip_off(about=DEPARTMENT)
    succeed(life)
    assert life.whole.order.subject_unit == OTHER
    with refuses("barred_unit"):
        life.dispatch(OTHER)
    life = tip_off(about=STREET)
    demand = {"caller": 1, "reason": "系亲属", "unit": DEPARTMENT}
    life.act(CALLER, "demand_recusal", conflict.demand_recusal, **demand)
    life.act(HEAD, "decide_recusal", conflict.decide_recusal, overlay=1, upheld=True, reason="属实")
    succeed(life)
    with refuses("barred_unit"):
        life.dispatch(OTHER)


def test_r60_a_successor_that_is_barred_itself_loses_the_order() -> None:
    life = tip_off(about=OTHER).dispatch().sign()
    succeed(life)
    assert life.state is OrderState.DISPATCHING
    assert life.whole.assignment[1].state is AssignmentState.RECALLED
    life.dispatch(STREET)


def test_r60_a_host_that_succeeds_the_accused_loses_the_order() -> None:
    life = tip_off(about=DEPARTMENT).dispatch(OTHER).sign(OTHER)
    succeed(life)
    assert life.state is OrderState.DISPATCHING
    assert not any(row.active for row in life.whole.assignment.values())


def test_a_successor_that_co_handled_keeps_the_higher_charge() -> None:
    life = handling_order()
    life.act(DISPATCHER, "add_co_handler", dispatching.add_co_handler, unit=OTHER)
    succeed(life)
    active = [row for row in life.whole.assignment.values() if row.active]
    assert [(row.kind, row.unit) for row in active] == [(AssignmentKind.HOST, OTHER)]


def test_a_unit_that_merges_into_the_one_above_takes_its_delegate_back() -> None:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    assert life.whole.assignment[1].state is AssignmentState.DELEGATED
    life.act(HEAD, "succeed_unit", succession.succeed_unit, old=SUB_UNIT, new=DEPARTMENT)
    assert life.whole.assignment[1].state is AssignmentState.SIGNED
    assert not life.whole.assignment[2].active
    life.answer_everybody().feed_back()


def test_an_order_that_has_nothing_of_the_old_unit_is_left_alone() -> None:
    with refuses("unit_not_involved"):
        succeed(received())
    with refuses("unit_ended"):
        succeed(handling_order(), old=OTHER, new=DEPARTMENT)


def test_the_place_keeps_its_managing_unit_by_succession() -> None:
    life = received(kind=RequestType.HELP, managing_unit=DEPARTMENT)
    succeed(life)
    assert life.whole.order.managing_unit == OTHER
