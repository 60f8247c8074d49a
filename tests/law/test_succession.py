"""When a unit merges into another, what is open goes on with its dates and its bars (R8, R60)."""

from __future__ import annotations

from lianxin.law.actors import UnitDirectory
from lianxin.law.decide import is_barred
from lianxin.law.decisions import conflict, dispatching, handling, stopping, succession, supervision
from lianxin.law.decisions.disputes import demand_explanation, explain
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.decisions.succession import is_involved
from lianxin.law.draft import Draft
from lianxin.law.visibility import Audience, audience
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClosedAs,
    FeedbackEnd,
    OrderState,
    OverlayKind,
    RequestType,
    Role,
    StopGround,
    SupervisionGround,
    SupervisionLevel,
    UnitKind,
)
from tests.law.drafts import (
    CALLER,
    CLERK,
    COMMUNITY,
    COUNTY,
    COUNTY_DEPARTMENT,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOTLINE,
    OFFICE,
    OTHER,
    PERSON,
    SECTION,
    STREET,
    SUB_UNIT,
    SUPERVISOR,
    UNITS,
    Life,
    clerk_of,
    closed_order,
    handling_order,
    in_office,
    received,
    refuses,
    replied_order,
    staff,
    tip_off,
    tracked_order,
    unit_facts,
)

AFTER = UNITS.merged(DEPARTMENT, OTHER)
"""The register once the department has merged into the other one."""


def succeed(life: Life, old: int = DEPARTMENT, new: int = OTHER) -> Draft:
    draft = life.act(HEAD, "succeed_unit", succession.succeed_unit, old=old, new=new)
    life.units = life.units.merged(old, new)
    return draft


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
    succeed(life, SUB_UNIT, DEPARTMENT)
    assert life.whole.assignment[1].state is AssignmentState.SIGNED
    assert not life.whole.assignment[2].active
    life.answer_everybody().feed_back()


def test_r1_the_unit_above_the_successor_reads_along_in_place_of_the_one_above_the_old_unit() -> None:
    life = received().dispatch(SUB_UNIT).sign(SUB_UNIT)
    assert active_units(life) == {SUB_UNIT, DEPARTMENT}
    succeed(life, SUB_UNIT, STREET)
    assert active_units(life) == {STREET, COUNTY}


def test_r1_a_unit_that_has_merged_reads_along_in_its_successor() -> None:
    life = received()
    life.units = AFTER
    life.dispatch(SUB_UNIT)
    assert active_units(life) == {SUB_UNIT, OTHER}
    life = received()
    life.units = UNITS.merged(DEPARTMENT, SUB_UNIT)
    life.dispatch(SUB_UNIT)
    assert active_units(life) == {SUB_UNIT}


def test_an_order_that_has_nothing_of_the_old_unit_is_left_alone() -> None:
    with refuses("unit_not_involved"):
        succeed(received())
    for old, new in ((OTHER, DEPARTMENT), (DEPARTMENT, OTHER)):
        life = handling_order()
        life.units = AFTER
        with refuses("unit_ended"):
            succeed(life, old=old, new=new)


def test_the_place_keeps_its_managing_unit_by_succession() -> None:
    life = received(kind=RequestType.HELP, managing_unit=DEPARTMENT)
    succeed(life)
    assert life.whole.order.managing_unit == OTHER


# ---- a successor that the matter is about ----------------------------------------------------------------------------


def about_conduct(of: int = DEPARTMENT) -> Life:
    """A complaint about the conduct of a unit: the way a department's goes is the ordinary one (R11)."""
    return received(kind=RequestType.COMPLAIN, subject_unit=of, flags=("conduct",))


def active_units(life: Life) -> set[int]:
    return {row.unit for row in life.whole.assignment.values() if row.active}


def test_r14_a_department_that_merges_into_a_street_does_not_handle_what_is_about_itself() -> None:
    life = about_conduct().dispatch().sign()
    succeed(life, DEPARTMENT, STREET)
    assert life.whole.order.subject_unit == STREET
    assert (life.state, active_units(life)) == (OrderState.DISPATCHING, set())
    with refuses("conduct_goes_to_superior"):
        life.dispatch(STREET)
    life.dispatch(COUNTY)


def test_r14_a_street_complained_of_inherits_no_part_in_it_from_another_unit() -> None:
    life = about_conduct(STREET).dispatch(OTHER).sign(OTHER)
    succeed(life, OTHER, STREET)
    assert (life.state, active_units(life)) == (OrderState.DISPATCHING, set())
    life = about_conduct(STREET).dispatch(COUNTY, co_handlers=(OTHER,)).sign(COUNTY)
    succeed(life, OTHER, STREET)
    assert (life.state, active_units(life)) == (OrderState.HANDLING, {COUNTY})


def test_r14_nor_does_a_delegate_and_the_unit_above_goes_on() -> None:
    life = about_conduct(COUNTY_DEPARTMENT).dispatch(COUNTY).sign(COUNTY)
    life.act(clerk_of(COUNTY), "delegate", handling.delegate, unit=COUNTY_DEPARTMENT, instruction="请核查")
    succeed(life, COUNTY_DEPARTMENT, STREET)
    assert (life.state, active_units(life)) == (OrderState.HANDLING, {COUNTY})
    assert life.whole.assignment[1].state is AssignmentState.SIGNED


def test_r60_feedback_of_whoever_may_not_have_it_is_void() -> None:
    life = about_conduct().dispatch().sign().answer_everybody().feed_back()
    succeed(life, DEPARTMENT, STREET)
    assert life.state is OrderState.DISPATCHING
    assert life.whole.feedback[1].end is FeedbackEnd.VOID


def test_r14_a_section_complained_of_is_complained_of_in_its_successor() -> None:
    quality = unit_facts(5, UnitKind.CENTRE_SECTION, HOTLINE)
    city = UnitDirectory({**UNITS.units, 5: quality}, {**UNITS.offices, **in_office(5, UnitKind.CENTRE_SECTION)})
    agent = staff(Role.AGENT, SECTION).staff
    life = received(kind=RequestType.COMPLAIN, units=city, subject_staff=agent).dispatch(5)
    succeed(life, SECTION, 5)
    assert (life.state, active_units(life)) == (OrderState.DISPATCHING, set())
    with refuses("goes_to_other_section"):
        life.dispatch(5)
    life.dispatch(OFFICE)


# ---- what a unit leaves behind ---------------------------------------------------------------------------------------


def test_r8_whoever_stood_below_the_accused_stays_barred_and_so_do_its_own_people() -> None:
    life = tip_off(about=STREET).dispatch(OTHER).sign(OTHER)
    succeed(life, STREET, COUNTY_DEPARTMENT)
    for unit in (STREET, COUNTY_DEPARTMENT, COMMUNITY):
        assert is_barred(Draft.of(life.whole, life.around(clerk_of(unit))), unit)
        assert UNITS.merged(STREET, COUNTY_DEPARTMENT).over(unit) >= {STREET, COUNTY_DEPARTMENT}


def test_r8_the_bar_of_an_ended_order_reaches_the_successor_though_its_row_stays_as_it_was() -> None:
    life = tip_off(about=DEPARTMENT).dispatch(STREET).sign(STREET).answer_everybody(STREET).feed_back(unit=STREET)
    life.examine().call_back().close()
    assert not involves(life, DEPARTMENT)
    life.units = AFTER
    assert life.whole.order.subject_unit == DEPARTMENT
    assert audience(Draft.of(life.whole, life.around(clerk_of(OTHER)))) is Audience.NOBODY
    assert is_barred(Draft.of(life.whole, life.around(clerk_of(OTHER))), OTHER)


def test_r8_the_successor_reads_what_the_old_unit_had() -> None:
    life = closed_order()
    life.units = AFTER
    assert audience(Draft.of(life.whole, life.around(clerk_of(OTHER)))) is Audience.ABOVE


def involves(life: Life, unit: int) -> bool:
    return is_involved(Draft.of(life.whole, life.around(HEAD)), unit)


def test_a_unit_is_involved_by_what_it_has_owes_or_may_not_have() -> None:
    assert involves(handling_order(), DEPARTMENT)
    assert involves(received(kind=RequestType.HELP, managing_unit=DEPARTMENT), DEPARTMENT)
    assert involves(tip_off(about=DEPARTMENT), DEPARTMENT)
    life = handling_order()
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="权属已查明")
    assert involves(life, DEPARTMENT)  # it still has to hand over
    assert not involves(handling_order(), OTHER)
    assert not involves(closed_order(), DEPARTMENT)


def test_a_stop_that_waits_for_judgement_goes_over_with_its_charge() -> None:
    life = replied_order()
    earlier = EarlierOrder(9, ClosedAs.DONE, RequestType.HELP, callers=frozenset({PERSON}))
    said = {"statement": "前次已办理。", "explanation": "已向来电人说明。", "earlier": earlier}
    life.act(CLERK, "stop", stopping.stop, ground=StopGround.SAME_FACTS_AND_REASONS, **said)
    assert involves(life, DEPARTMENT)
    succeed(life)
    life.act(EXAMINER, "overturn_stop", stopping.overturn_stop, reason="事项未办理")
    assert life.whole.order.host_unit == OTHER


def test_r8_one_tip_off_about_the_centre_keeps_no_unit_from_merging() -> None:
    life = tip_off(about=HOTLINE, flags=("about_centre",), managing_unit=DEPARTMENT)
    with refuses("barred_unit"):
        life.draft(HEAD, "attach_instruction")
    succeed(life)
    assert life.whole.order.managing_unit == OTHER
