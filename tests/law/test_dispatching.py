"""Who is given an order, from when its limits run, and how it changes hands (Art. 23, 29; R1–R6, R15–R20, R61, R62)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM
from lianxin.law.decisions import (
    callers,
    clockwork,
    conflict,
    dispatching,
    examination,
    feedback,
    handling,
    intake,
    promises,
    stopping,
)
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockEnd,
    ClockName,
    ClosedAs,
    ContactWay,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    RequestType,
    Role,
    SendBackReason,
    Signal,
    StopGround,
    Urgency,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    COMMUNITY,
    COUNTY,
    COUNTY_DEPARTMENT,
    COUNTY_HOTLINE,
    COUNTY_OFFICE,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HOTLINE,
    MASS,
    MORNING,
    OFFICE,
    OTHER,
    OUTSIDE,
    PERSON,
    SECOND_PERSON,
    SECTION,
    SILENCE,
    STREET,
    SUB_UNIT,
    VENDOR,
    Life,
    clerk_of,
    handling_order,
    received,
    refuses,
    replied_order,
    staff,
    tip_off,
    tracked_order,
)
from tests.law.rules import TODAY, at, calendar, policy, regime_texts

ARBITER = staff(Role.ARBITER)
BEIJING = ("beijing_2021", "national_2025")
WEIFANG = ("weifang_2021", "shandong_2020", "national_2025")


def charges(life: Life, kind: AssignmentKind) -> list[tuple[int, AssignmentState]]:
    return [(row.unit, row.state) for row in life.whole.assignment.values() if row.kind is kind]


def send_back(life: Life, code: SendBackReason = SendBackReason.NOT_OUR_DUTY, unit: int = DEPARTMENT) -> Draft:
    return life.act(clerk_of(unit), "send_back", handling.send_back, code=code, reason="道路照明由他单位管理")


def decide_send_back(life: Life, *, upheld: bool, actor: Any = ARBITER) -> Draft:
    serial = life.overlay(OverlayKind.SEND_BACK).serial
    finding = {"overlay": serial, "upheld": upheld, "reason": "依三定方案"}
    return life.act(actor, "decide_send_back", dispatching.decide_send_back, **finding)


def designate(life: Life, unit: int = OTHER) -> Draft:
    what = {"unit": unit, "transfer": "请办理。", "reason": "两单位有争议"}
    return life.act(ARBITER, "designate", dispatching.designate, **what)


def change_host(life: Life, unit: int = OTHER) -> Draft:
    return life.act(ARBITER, "change_host", dispatching.change_host, unit=unit, reason="管线权属已查明")


def recall(life: Life) -> Draft:
    return life.act(ARBITER, "recall", dispatching.recall, reason="属外市管辖")


# ---- R15, R16: from when, until when ---------------------------------------------------------------------------------

VECTORS = (
    ("2018-09-03", "2018-09-10", "2018-09-07", "2018-09-11"),
    ("2018-09-28", "2018-10-10", "2018-10-09", "2018-10-11"),
    ("2018-10-03", "2018-10-12", "2018-10-11", "2018-10-15"),
    ("2018-12-28", "2019-01-07", "2019-01-04", "2019-01-08"),
    ("2026-02-13", "2026-02-27", "2026-02-26", "2026-02-28"),
    ("2026-02-20", "2026-02-28", "2026-02-27", "2026-03-02"),
    ("2026-09-30", "2026-10-13", "2026-10-12", "2026-10-14"),
)


@pytest.mark.parametrize("hour", ["00:00", "10:30", "23:59"])
@pytest.mark.parametrize(("dispatched", "due", "yellow", "red"), VECTORS)
def test_r15_r16_five_working_days_from_the_day_of_dispatch_through_its_signals(
    dispatched: str, due: str, yellow: str, red: str, hour: str
) -> None:
    life = received()
    life.calendar = calendar()
    life.now = at(f"{dispatched}T{hour}")
    life.dispatch()
    clock = life.clock(ClockName.FEED_BACK)
    assert clock.due_at == at(due) + dt.timedelta(days=1)
    assert life.clock(ClockName.REPLY).due_at == life.clock(ClockName.FINISH).due_at == clock.due_at
    given = []
    while (row := life.whole.clock[clock.serial]).next_signal_at is not None:
        given.append((row.next_signal, row.next_signal_at))
        life.now = row.next_signal_at
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)
    assert given == [
        (Signal.YELLOW_CARD, at(yellow)),
        (Signal.OVERDUE, at(due) + dt.timedelta(days=1)),
        (Signal.RED_CARD, at(red)),
    ]


def test_r16_fifteen_working_days_are_five_and_an_extension_of_ten() -> None:
    life = received()
    life.now = at("2026-04-30T09:00")
    life.dispatch().sign()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=10, reason="需进口配件")
    overlay = life.overlay(OverlayKind.EXTENSION).serial
    examiner = staff(Role.EXAMINER)
    granted = {"overlay": overlay, "upheld": True, "reason": "情况属实"}
    life.act(examiner, "decide_extension", feedback.decide_extension, **granted)
    assert life.clock(ClockName.FINISH).due_at == at("2026-05-26")
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-05-12")


def test_r16_a_year_without_data_is_provisional_and_does_not_fail() -> None:
    life = received()
    life.now = at("2026-12-25T10:00")
    life.dispatch()
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.due_at, clock.provisional) == (at("2027-01-02"), True)


def test_r15_limits_run_from_the_transfer_not_from_signing() -> None:
    life = received().dispatch()
    before = life.clock(ClockName.FEED_BACK).due_at
    life.now += dt.timedelta(hours=20)
    life.sign()
    assert life.clock(ClockName.FEED_BACK).due_at == before == at("2026-11-24")


def test_r17_the_clocks_of_a_dispatched_order() -> None:
    life = received().dispatch()
    running = {row.name: (row.unit, row.due_at) for row in life.whole.clock.values() if row.running}
    assert running == {
        ClockName.SIGN: (DEPARTMENT, at("2026-11-18")),
        ClockName.FIRST_CONTACT: (DEPARTMENT, at("2026-11-18")),
        ClockName.SEND_BACK_WINDOW: (DEPARTMENT, at("2026-11-19")),
        ClockName.REPLY: (DEPARTMENT, at("2026-11-24")),
        ClockName.FEED_BACK: (DEPARTMENT, at("2026-11-24")),
        ClockName.FINISH: (DEPARTMENT, at("2026-11-24")),
        ClockName.CALLERS_DATE: (None, at("2026-11-24")),
    }
    assert life.clocks(ClockName.DISPATCH)[0].end is ClockEnd.MET


def test_r17_a_critical_matter_is_signed_for_within_half_an_hour() -> None:
    life = received(urgency=Urgency.CRITICAL).dispatch()
    assert life.clock(ClockName.SIGN).due_at == MORNING + dt.timedelta(minutes=30)


def test_r52_in_weifang_the_five_days_are_for_finishing_alone() -> None:
    life = received(regimes=WEIFANG).dispatch()
    names = {row.name for row in life.whole.clock.values() if row.running and row.due_at == at("2026-11-24")}
    assert names == {ClockName.FINISH, ClockName.CALLERS_DATE}
    assert not life.clocks(ClockName.REPLY)
    assert not life.clocks(ClockName.FEED_BACK)


@pytest.mark.parametrize(
    ("urgency", "topic", "due"),
    [
        (Urgency.NORMAL, None, at("2026-11-24")),
        (Urgency.NORMAL, "0403", MORNING + dt.timedelta(hours=24)),
        (Urgency.CRITICAL, None, MORNING + dt.timedelta(hours=2)),
    ],
)
def test_where_the_limit_comes_with_the_order_the_callers_date_is_that_limit_too(
    urgency: Urgency, topic: str | None, due: dt.datetime
) -> None:
    life = received(regimes=BEIJING, urgency=urgency, topic=topic).dispatch()
    limits = [life.clock(name).due_at for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH)]
    assert [*limits, life.clock(ClockName.CALLERS_DATE).due_at] == [due] * 4


def test_r69_the_version_at_receipt_binds_intake_and_the_one_at_transfer_all_that_follows() -> None:
    longer = {"jinan_2018": regime_texts()["jinan_2018"].replace("amount = 5", "amount = 7")}
    life = received()
    life.handling_policy = policy("jinan_2018", "shandong_2020", "national_2025", on=TODAY, extra=longer)
    assert life.handling_policy.version != life.policy.version
    life.dispatch()
    order = life.whole.order
    assert order.regime_at_receive == life.policy.version
    assert order.regime_at_transfer == life.handling_policy.version
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-26")
    recall(life)
    life.dispatch(OTHER)
    assert life.whole.order.regime_at_transfer == life.handling_policy.version
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-26")


# ---- R1, R2, R3, R14, R59: who may be given an order -----------------------------------------------------------------


@pytest.mark.parametrize("unit", [DEPARTMENT, COUNTY, SUB_UNIT, STREET, COUNTY_DEPARTMENT, COUNTY_HOTLINE])
def test_r1_undertaking_units_sub_units_and_county_hotlines_are_first_handlers(unit: int) -> None:
    life = received().dispatch(unit)
    assert life.whole.order.host_unit == unit
    assert life.clock(ClockName.FEED_BACK).unit == unit


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (COMMUNITY, "cooperating_body"),
        (MASS, "cooperating_body"),
        (OUTSIDE, "outside_body"),
        (OFFICE, "centre_may_not_host"),
        (SECTION, "centre_may_not_host"),
        (HOTLINE, "not_a_handler"),
        (VENDOR, "not_a_handler"),
        (COUNTY_OFFICE, "not_a_handler"),
        (99, "unit_unknown"),
    ],
)
def test_r1_r2_r3_nobody_else_is(unit: int, code: str) -> None:
    with refuses(code):
        received().dispatch(unit)
    life = handling_order()
    with refuses(code):
        change_host(life, unit)


def test_r1_the_unit_above_a_sub_unit_reads_along() -> None:
    life = received().dispatch(SUB_UNIT)
    assert charges(life, AssignmentKind.COPY) == [(DEPARTMENT, AssignmentState.OFFERED)]
    assert charges(received().dispatch(DEPARTMENT), AssignmentKind.COPY) == []


def test_r10_the_accused_unit_above_gets_no_copy() -> None:
    life = tip_off(about=DEPARTMENT)
    for unit in (DEPARTMENT, SUB_UNIT):
        with refuses("barred_unit"):
            life.dispatch(unit)
    street = tip_off(about=STREET)
    street.dispatch(COUNTY_DEPARTMENT)
    assert charges(street, AssignmentKind.COPY) == [(COUNTY, AssignmentState.OFFERED)]


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (OUTSIDE, "outside_body"),
        (COMMUNITY, "cooperating_body"),
        (MASS, "cooperating_body"),
        (VENDOR, "not_a_handler"),
        (DEPARTMENT, "already_assigned"),
    ],
)
def test_r2_r3_copies_go_to_nobody_who_could_not_read_the_order(unit: int, code: str) -> None:
    with refuses(code):
        received().dispatch(copies=(unit,))


def test_copies_and_co_handlers_can_be_named_with_the_dispatch() -> None:
    life = received().dispatch(co_handlers=(OTHER, OTHER), copies=(COUNTY, COUNTY))
    assert charges(life, AssignmentKind.CO_HANDLER) == [(OTHER, AssignmentState.OFFERED)]
    assert charges(life, AssignmentKind.COPY) == [(COUNTY, AssignmentState.OFFERED)]
    assert life.clock(ClockName.CO_HANDLER).due_at == at("2026-11-18")


def test_r43_a_dispatch_needs_its_own_text() -> None:
    with refuses("transfer_missing"):
        received().act(DISPATCHER, "dispatch", dispatching.dispatch, unit=DEPARTMENT, transfer=" ")


def test_r14_a_complaint_about_the_conduct_of_a_street_goes_to_its_county() -> None:
    complaint: dict[str, Any] = {"kind": RequestType.COMPLAIN, "subject_unit": STREET}
    with refuses("conduct_goes_to_superior"):
        received(**complaint, flags=("conduct",)).dispatch(STREET)
    assert received(**complaint, flags=("conduct",)).dispatch(COUNTY).state is OrderState.HANDLING
    assert received(**complaint).dispatch(STREET).state is OrderState.HANDLING, "work not done goes to the street"


def test_r11_an_ordinary_complaint_goes_to_the_unit_complained_of() -> None:
    life = received(kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT).dispatch(DEPARTMENT)
    assert life.whole.order.host_unit == DEPARTMENT


@pytest.mark.parametrize(
    "about",
    [
        {"kind": RequestType.COMPLAIN, "subject_unit": HOTLINE},
        {"kind": RequestType.COMPLAIN, "subject_person": "值班员", "flags": ("about_centre",)},
        {"kind": RequestType.COMPLAIN, "subject_unit": VENDOR},
        {"kind": RequestType.COMPLAIN, "subject_person": "话务员", "flags": ("about_section",)},
        {"kind": RequestType.TIP_OFF, "subject_unit": DEPARTMENT},
    ],
)
def test_r59_the_general_office_hosts_what_is_about_the_centre_or_has_no_other_superior(about: dict[str, Any]) -> None:
    assert received(**about).dispatch(OFFICE).whole.order.host_unit == OFFICE


@pytest.mark.parametrize("kind", [RequestType.COMPLAIN, RequestType.TIP_OFF])
def test_r14_a_section_hosts_what_is_about_another_one(kind: RequestType) -> None:
    assert received(kind=kind, subject_unit=VENDOR).dispatch(SECTION).whole.order.host_unit == SECTION
    if kind is RequestType.COMPLAIN:
        marked = received(kind=kind, subject_person="话务员", flags=("about_section",))
        assert marked.dispatch(SECTION).whole.order.host_unit == SECTION


def test_r59_what_concerns_the_general_office_goes_to_a_competent_body() -> None:
    life = tip_off(about=OFFICE)
    for unit in (DEPARTMENT, COUNTY):
        with refuses("competent_body_only"):
            life.dispatch(unit)
    life.act(AGENT, "transfer_out", intake.transfer_out, body="监察机关", receipt="回执 3")
    assert life.whole.order.closed_as is ClosedAs.TRANSFERRED_OUT


def test_r59_a_subject_corrected_to_the_general_office_takes_the_order_from_every_unit() -> None:
    life = tip_off(about=OTHER).dispatch(DEPARTMENT).sign()
    what = conflict.Correction(subject=conflict.Subject(unit=OFFICE))
    life.act(EXAMINER, "correct", conflict.correct, reason="被反映单位记错", correction=what)
    assert life.state is OrderState.DISPATCHING
    assert not any(row.active for row in life.whole.assignment.values())


# ---- R20: the caller's date ------------------------------------------------------------------------------------------


def test_r20_the_callers_date_is_fixed_at_the_first_transfer_and_outlives_a_send_back() -> None:
    life = received(Wishes(person=PERSON), Wishes(person=SECOND_PERSON)).dispatch()
    first = [row.due_at for row in life.clocks(ClockName.CALLERS_DATE)]
    life.now = at("2026-11-18T09:00")
    send_back(life)
    decide_send_back(life, upheld=True)
    life.now = at("2026-11-19T09:00")
    life.dispatch(OTHER)
    dates = life.clocks(ClockName.CALLERS_DATE)
    assert [row.due_at for row in dates] == first == [at("2026-11-24")] * 2
    assert all(row.running for row in dates)
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-27"), "the new unit has five days of its own"


def test_r20_before_the_transfer_nobody_is_told_a_date() -> None:
    assert not received().clocks(ClockName.CALLERS_DATE)


def test_callers_who_can_be_reached_are_told_of_the_transfer() -> None:
    life = received(Wishes(person=PERSON), SILENCE)
    given = {"unit": DEPARTMENT, "transfer": "请核实。"}
    draft = life.act(DISPATCHER, "dispatch", dispatching.dispatch, **given)
    assert [row.caller for row in draft.deliveries if row.template == "order_transferred"] == [1]


# ---- R6, R62: send-backs ---------------------------------------------------------------------------------------------


def test_r62_upheld_the_units_clocks_are_cancelled_as_of_the_request() -> None:
    life = received().dispatch(co_handlers=(OTHER,))
    life.now = at("2026-11-17T15:00")
    send_back(life)
    asked = life.now
    life.now = at("2026-11-18T15:00")
    decide_send_back(life, upheld=True)
    assert life.state is OrderState.DISPATCHING
    assert charges(life, AssignmentKind.HOST) == [(DEPARTMENT, AssignmentState.RETURNED)]
    assert charges(life, AssignmentKind.CO_HANDLER) == [(OTHER, AssignmentState.RECALLED)]
    of_the_unit = [row for row in life.whole.clock.values() if row.unit == DEPARTMENT]
    assert {(row.end, row.ended_at) for row in of_the_unit} == {(ClockEnd.CANCELLED, asked)}
    assert life.whole.order.upheld_send_backs == 1
    assert life.clock(ClockName.DISPATCH).started_at == life.now


def test_r18_a_pending_send_back_stops_no_clock_and_refused_the_old_date_stands() -> None:
    life = received().dispatch()
    before = {row.serial: row for row in life.whole.clock.values()}
    send_back(life)
    assert {serial: life.whole.clock[serial] for serial in before} == before
    assert life.clock(ClockName.DECISION_PENDING).due_at == at("2026-11-18")
    assert life.clock(ClockName.DECISION_PENDING).unit is None, "the centre's delay is the centre's"
    decide_send_back(life, upheld=False)
    assert life.state is OrderState.HANDLING
    assert {serial: life.whole.clock[serial] for serial in before} == before
    assert life.whole.order.upheld_send_backs == 0


def test_r62_refused_not_twice_for_the_same_reason() -> None:
    life = received().dispatch()
    send_back(life)
    with refuses("request_pending"):
        send_back(life, SendBackReason.OTHER_TRADE)
    decide_send_back(life, upheld=False)
    with refuses("reason_refused_before"):
        send_back(life)
    send_back(life, SendBackReason.OTHER_TRADE)
    assert life.overlay(OverlayKind.SEND_BACK).code == "other_trade"


def test_r62_first_contact_withdraws_a_pending_send_back() -> None:
    life = handling_order()
    send_back(life)
    life.act(CLERK, "record_progress", handling.record_progress, note="已电话联系", contact=ContactWay.PHONE)
    assert life.overlays(OverlayKind.SEND_BACK)[0].state is OverlayState.WITHDRAWN
    assert not [row for row in life.clocks(ClockName.DECISION_PENDING) if row.running]


@pytest.mark.parametrize("way", ["feed_back", "stop"])
def test_r62_feedback_and_stop_withdraw_a_pending_send_back(way: str) -> None:
    life = handling_order(SILENCE, regimes=WEIFANG)
    send_back(life)
    if way == "feed_back":
        life.feed_back()
    else:
        said = {"ground": StopGround.NO_COOPERATION, "statement": "书面说明", "explanation": "已解释"}
        life.act(CLERK, "stop", stopping.stop, **said)
    assert life.overlays(OverlayKind.SEND_BACK)[0].state is OverlayState.WITHDRAWN


def test_r6_after_two_upheld_send_backs_only_a_designation_is_left_and_after_it_none() -> None:
    life = received()
    for unit in (DEPARTMENT, OTHER):
        life.dispatch(unit)
        send_back(life, unit=unit)
        decide_send_back(life, upheld=True)
    with refuses("must_designate"):
        life.dispatch(COUNTY)
    designate(life, COUNTY)
    assert life.whole.order.designated
    assert not [row for row in life.clocks(ClockName.SEND_BACK_WINDOW) if row.running]
    with refuses("designated"):
        send_back(life, unit=COUNTY)
    change_host(life, DEPARTMENT)
    with refuses("designated"):
        send_back(life)


def test_r6_a_designation_needs_its_reason() -> None:
    with refuses("text_missing"):
        received().act(ARBITER, "designate", dispatching.designate, unit=OTHER, transfer="请办理。", reason="")


def test_r9_send_backs_are_decided_by_the_city_hotline_alone() -> None:
    life = received().dispatch()
    send_back(life)
    for actor, code in ((clerk_of(COUNTY), "not_your_assignment"), (CLERK, "nothing_pending")):
        with refuses(code):
            decide_send_back(life, upheld=True, actor=actor)
    with refuses("vendor_barred"):
        decide_send_back(life, upheld=True, actor=staff(Role.DISPATCHER, VENDOR))


def test_what_a_caller_asked_survives_the_change_of_units() -> None:
    life = received().dispatch()
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不用办了")
    send_back(life)
    decide_send_back(life, upheld=True)
    assert life.overlay(OverlayKind.WITHDRAWAL).open
    assert life.clock(ClockName.DECISION_PENDING).overlay == life.overlay(OverlayKind.WITHDRAWAL).serial


# ---- R4, R61: change of host -----------------------------------------------------------------------------------------


def test_r61_a_change_of_host_hands_the_limits_on_and_starts_the_new_ones() -> None:
    life = handling_order()
    life.now = at("2026-11-18T09:00")
    draft = change_host(life)
    assert charges(life, AssignmentKind.HOST) == [
        (DEPARTMENT, AssignmentState.RECALLED),
        (OTHER, AssignmentState.OFFERED),
    ]
    for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH):
        old, new = life.clocks(name)
        assert (old.end, old.end_reason) == (ClockEnd.HANDED_ON, "host_changed")
        assert (new.unit, new.due_at) == (OTHER, at("2026-11-26"))
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24"), "the caller's date does not move"
    assert "host_changed" in [row.template for row in draft.deliveries if row.caller == 1]


def test_r4_the_old_host_owes_its_findings_in_one_working_day_and_hands_over_by_writing_them_down() -> None:
    life = handling_order()
    change_host(life)
    handover = life.clock(ClockName.HANDOVER)
    assert (handover.unit, handover.due_at) == (DEPARTMENT, at("2026-11-18"))
    draft = life.act(CLERK, "record_progress", handling.record_progress, note="灯杆编号已查明")
    assert life.clocks(ClockName.HANDOVER)[0].end is ClockEnd.MET
    assert [(row.template, row.unit) for row in draft.deliveries] == [("handed_over", OTHER)]
    with refuses("not_your_assignment"):
        life.act(CLERK, "record_progress", handling.record_progress, note="还有")


def test_r61_a_handover_can_still_be_made_when_the_new_host_has_fed_back_or_the_order_is_closed() -> None:
    life = received(SILENCE).dispatch().sign()
    change_host(life)
    life.sign(OTHER).feed_back(unit=OTHER)
    for _ in range(2):
        assert life.clock(ClockName.HANDOVER).running
        if life.state is OrderState.FED_BACK:
            life.examine().close()
    life.act(CLERK, "record_progress", handling.record_progress, note="灯杆编号已查明")
    assert life.clocks(ClockName.HANDOVER)[0].end is ClockEnd.MET
    assert life.state is OrderState.CLOSED


def test_r61_delegates_are_recalled_and_co_handlers_stay_under_the_new_host() -> None:
    life = received().dispatch(co_handlers=(COUNTY,)).sign()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请查看")
    life.act(clerk_of(SUB_UNIT), "sign", handling.sign)
    life.act(clerk_of(SUB_UNIT), "assist", handling.assist, unit=COMMUNITY, note="请带路")
    change_host(life)
    assert charges(life, AssignmentKind.DELEGATE) == [(SUB_UNIT, AssignmentState.RECALLED)]
    new = next(row.serial for row in life.whole.assignment.values() if row.unit == OTHER)
    kept = {row.kind: row.parent for row in life.whole.assignment.values() if row.unit in (COUNTY, COMMUNITY)}
    assert kept == {AssignmentKind.CO_HANDLER: new, AssignmentKind.ASSISTANCE: new}


@pytest.mark.parametrize("kind", [AssignmentKind.DELEGATE, AssignmentKind.CO_HANDLER])
def test_r61_a_unit_that_helped_gets_a_new_charge_as_host(kind: AssignmentKind) -> None:
    life = handling_order()
    if kind is AssignmentKind.DELEGATE:
        life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请查看")
    else:
        life.act(ARBITER, "add_co_handler", dispatching.add_co_handler, unit=SUB_UNIT)
    change_host(life, SUB_UNIT)
    mine = [(row.kind, row.active) for row in life.whole.assignment.values() if row.unit == SUB_UNIT]
    assert mine == [(kind, False), (AssignmentKind.HOST, True)]


def test_r4_the_same_host_is_no_change_and_a_reason_is_needed() -> None:
    life = handling_order()
    with refuses("already_assigned"):
        change_host(life, DEPARTMENT)
    with refuses("text_missing"):
        life.act(ARBITER, "change_host", dispatching.change_host, unit=OTHER, reason="")


def test_r5_after_first_contact_the_new_host_cannot_send_back_either() -> None:
    life = replied_order()
    change_host(life)
    with refuses("contacted_already"):
        send_back(life, unit=OTHER)
    assert not [row for row in life.clocks(ClockName.SEND_BACK_WINDOW) if row.running]


def test_r21_a_tracked_promise_goes_to_the_new_host_with_its_date() -> None:
    life = tracked_order(second_date=dt.date(2026, 12, 10))
    life.act(CLERK, "change_promise", promises.change_promise, until=dt.date(2026, 12, 20), reason="配件未到")
    change_host(life)
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.unit, second.due_at) == (OTHER, at("2026-12-11"))
    assert life.overlays(OverlayKind.PROMISE_CHANGE)[0].state is OverlayState.WITHDRAWN, "it was the old host's wish"
    assert not [row for row in life.clocks(ClockName.FEED_BACK) if row.running]


def test_r5_a_host_asks_to_be_replaced_and_the_hotline_decides() -> None:
    life = replied_order()
    life.act(CLERK, "request_host_change", handling.request_host_change, unit=OTHER, reason="管线属他单位")
    overlay = life.overlay(OverlayKind.HOST_CHANGE).serial
    finding = {"overlay": overlay, "upheld": True, "reason": "已查明"}
    life.act(ARBITER, "decide_host_change", dispatching.decide_host_change, **finding)
    assert life.whole.order.host_unit == OTHER
    assert life.whole.order.upheld_send_backs == 0


def test_a_host_change_without_a_unit_needs_one_from_the_hotline() -> None:
    life = replied_order()
    life.act(CLERK, "request_host_change", handling.request_host_change, reason="力量不足")
    finding = {"overlay": life.overlay(OverlayKind.HOST_CHANGE).serial, "upheld": True, "reason": "同意"}
    with refuses("unit_missing"):
        life.act(ARBITER, "decide_host_change", dispatching.decide_host_change, **finding)
    life.act(ARBITER, "decide_host_change", dispatching.decide_host_change, **finding, unit=COUNTY)
    assert life.whole.order.host_unit == COUNTY


# ---- R49: recall -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [handling_order, tracked_order])
def test_r49_a_recall_takes_the_order_back_for_dispatch(make: Any) -> None:
    life = make()
    recall(life)
    assert life.state is OrderState.DISPATCHING
    assert not any(row.active for row in life.whole.assignment.values())
    unit_clocks = [row for row in life.whole.clock.values() if row.running and row.unit is not None]
    assert unit_clocks == []
    life.dispatch(OTHER)
    assert life.clock(ClockName.FEED_BACK).unit == OTHER


def test_r49_the_way_out_after_first_contact_when_another_city_proves_competent() -> None:
    life = replied_order()
    with refuses("wrong_state"):
        life.act(DISPATCHER, "transfer_out", intake.transfer_out, body="外市", receipt="回执")
    recall(life)
    life.act(DISPATCHER, "transfer_out", intake.transfer_out, body="外市", receipt="回执")
    assert life.whole.order.closed_as is ClosedAs.TRANSFERRED_OUT


def test_r49_an_upheld_send_back_of_a_tracked_order_leads_to_dispatch_too() -> None:
    life = handling_order(SILENCE)
    life.feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=dt.date(2026, 12, 10)).examine()
    assert life.state is OrderState.TRACKED
    change_host(life)
    send_back(life, unit=OTHER)
    decide_send_back(life, upheld=True)
    assert life.state is OrderState.DISPATCHING
    life.dispatch(COUNTY)
    assert life.clock(ClockName.FEED_BACK).unit == COUNTY


# ---- Art. 29: co-handlers --------------------------------------------------------------------------------------------


def test_article_29_the_city_hotline_names_co_handlers_and_the_host_asks_for_them() -> None:
    life = handling_order()
    with refuses("not_your_duty"):
        life.act(CLERK, "add_co_handler", dispatching.add_co_handler, unit=OTHER)
    life.act(CLERK, "request_co_handler", handling.request_co_handler, unit=OTHER, reason="涉及绿化")
    finding = {"overlay": life.overlay(OverlayKind.CO_HANDLING).serial, "upheld": True, "reason": "同意"}
    life.act(ARBITER, "decide_co_handling", dispatching.decide_co_handling, **finding)
    assert charges(life, AssignmentKind.CO_HANDLER) == [(OTHER, AssignmentState.OFFERED)]


@pytest.mark.parametrize("unit", [COMMUNITY, OFFICE, COUNTY_HOTLINE])
def test_article_29_only_undertaking_units_co_handle(unit: int) -> None:
    with refuses("cooperating_body"):
        handling_order().act(ARBITER, "add_co_handler", dispatching.add_co_handler, unit=unit)


def test_a_unit_has_one_charge_of_an_order() -> None:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请查看")
    for unit in (DEPARTMENT, SUB_UNIT):
        with refuses("already_assigned"):
            life.act(ARBITER, "add_co_handler", dispatching.add_co_handler, unit=unit)


# ---- R11: the caller may ask for the superior ------------------------------------------------------------------------


def complaint(**fields: Any) -> Life:
    return received(kind=RequestType.COMPLAIN, subject_unit=STREET, **fields)


def test_r11_an_ordinary_complaint_goes_to_the_unit_responsible() -> None:
    assert complaint().dispatch(STREET).whole.order.host_unit == STREET


def test_r11_asked_for_the_superior_the_unit_complained_of_does_not_get_it() -> None:
    life = complaint(superior_requested=True)
    with refuses("superior_requested"):
        life.dispatch(STREET)
    with refuses("superior_requested"):
        life.act(ARBITER, "designate", dispatching.designate, unit=STREET, transfer="请办理", reason="指定")
    life.dispatch(COUNTY).sign(COUNTY)
    assert life.whole.order.host_unit == COUNTY
    with refuses("superior_requested"):
        life.act(clerk_of(COUNTY), "delegate", handling.delegate, unit=STREET, instruction="请办理")
    with refuses("superior_requested"):
        change_host(life, STREET)
    change_host(life, OTHER)


def test_r11_nor_does_a_unit_below_the_one_complained_of() -> None:
    life = received(kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT, superior_requested=True)
    with refuses("superior_requested"):
        life.dispatch(SUB_UNIT)


def test_r11_only_complaints_are_asked_so() -> None:
    life = received(subject_unit=STREET, superior_requested=True).dispatch(STREET)
    assert life.whole.order.host_unit == STREET


# ---- R61: the copy of the unit above goes with its sub-unit ----------------------------------------------------------


def copies(life: Life) -> list[int]:
    rows = life.whole.assignment.values()
    return [row.unit for row in rows if row.kind is AssignmentKind.COPY and row.active]


def test_r61_the_parent_of_a_former_host_reads_along_no_more() -> None:
    life = received().dispatch(SUB_UNIT).sign(SUB_UNIT)
    assert copies(life) == [DEPARTMENT]
    change_host(life, STREET)
    assert copies(life) == [COUNTY]


def test_r61_a_parent_that_becomes_host_has_no_copy_beside_it() -> None:
    life = received().dispatch(SUB_UNIT).sign(SUB_UNIT)
    change_host(life, DEPARTMENT)
    assert copies(life) == []


def test_r61_the_copy_stays_where_the_new_host_stands_below_the_same_parent() -> None:
    life = received().dispatch(STREET).sign(STREET)
    change_host(life, COUNTY_DEPARTMENT)
    assert copies(life) == [COUNTY]


def test_r61_a_next_round_with_another_host_ends_the_copy_as_well() -> None:
    life = received().dispatch(SUB_UNIT).sign(SUB_UNIT).answer_everybody(SUB_UNIT)
    life.feed_back(unit=SUB_UNIT)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好", unit=OTHER)
    assert copies(life) == []
