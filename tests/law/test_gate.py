"""Whether an act is allowed at all: the office's duty, the bars, the row, the relation, the guard, in this order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.catalogue import Catalogue, CatalogueEntry
from lianxin.law.decisions import (
    callers,
    conflict,
    dispatching,
    disputes,
    feedback,
    handling,
    joining,
    promises,
    supervision,
)
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION as DUTIES
from lianxin.law.duties import VENDOR_BARRED
from lianxin.law.gate import check
from lianxin.law.guards import GUARDS
from lianxin.law.refusals import Refused
from lianxin.law.transitions import ROWS, Row
from lianxin.law.unit_kinds import OFFICES
from lianxin.law.words import (
    Channel,
    DispatchGround,
    OrderState,
    OverlayKind,
    RequestType,
    Role,
    SendBackReason,
    SupervisionGround,
    SupervisionLevel,
)
from tests.law.drafts import (
    CALLBACK_CLERK,
    CALLER,
    CLERK,
    COMMUNITY,
    COUNTY,
    COUNTY_HOTLINE,
    COUNTY_OFFICE,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOTLINE,
    OFFICE,
    OTHER,
    OUTSIDE,
    PERSON,
    SECOND_CALLER,
    SECTION,
    SILENCE,
    STREET,
    SUB_UNIT,
    SUPERVISOR,
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

LIVES: Mapping[OrderState, Callable[[], Life]] = {
    OrderState.REGISTERED: received,
    OrderState.HANDLING: handling_order,
    OrderState.FED_BACK: fed_back_order,
    OrderState.CALLBACK: callback_order,
    OrderState.TRACKED: tracked_order,
    OrderState.CLOSED: closed_order,
}


def asks(life: Life, actor: Actor, action: str) -> str | None:
    """The code by which the gate refuses; None when it lets the act pass."""
    draft = Draft.of(life.whole, life.around(actor))
    try:
        check(draft, action)
    except Refused as refused:
        return refused.code
    return None


def somebody(action: str) -> Actor:
    """A person whose duty the act is."""
    for role in DUTIES[action].roles:
        if role is Role.CALLER:
            return CALLER
        if role is Role.SYSTEM:
            return SYSTEM
        for unit in (HOTLINE, DEPARTMENT, COUNTY_HOTLINE, COMMUNITY, OFFICE):
            kind = received().units.units[unit].kind
            if kind in OFFICES[role]:
                return staff(role, unit, 3)
    raise AssertionError(action)


def delegated() -> Life:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    return life


# ---- duty ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
def test_r9_nobody_does_what_is_not_the_duty_of_the_office(row: Row) -> None:
    strangers = [role for role in Role if role not in DUTIES[row.action].roles and role is not Role.SYSTEM]
    assert strangers
    for role in strangers:
        actor = Actor(role=Role.CALLER, person=PERSON) if role is Role.CALLER else staff(role, HOTLINE)
        for make in (received, handling_order):
            assert asks(make(), actor, row.action) == "not_your_duty", role


@pytest.mark.parametrize("role", [Role.CITY_LEADER, Role.SUPERVISORY_BODY])
def test_who_only_reads_does_nothing_to_an_order(role: Role) -> None:
    mine = {action for action, duty in DUTIES.items() if role in duty.roles}
    assert mine <= {"declare_interest"}


R9_VENDOR_NEVER = (
    "examine", "designate", "close", "merge", "decide_send_back", "decide_extension", "decide_withdrawal",
    "uphold_stop", "overturn_stop", "decide_recusal", "seal_content", "confirm_sealing", "forget", "rehandle",
    "decide_escalation",
)  # fmt: skip


@pytest.mark.parametrize("action", R9_VENDOR_NEVER)
def test_r9_what_vendor_staff_never_do(action: str) -> None:
    assert action in VENDOR_BARRED
    role = next(role for role in DUTIES[action].roles if role is not Role.GENERAL_OFFICE_CLERK)
    assert asks(handling_order(), staff(role, VENDOR), action) == "vendor_barred"


@pytest.mark.parametrize("action", ["dispatch", "answer", "call_back", "queue", "rate"])
def test_r9_what_vendor_staff_may_do(action: str) -> None:
    assert action not in VENDOR_BARRED
    lamps = Catalogue("2026-1", (CatalogueEntry("lamps", "0901", DEPARTMENT, DispatchGround.DUTY),))
    life = callback_order() if action in ("call_back", "rate") else received(catalogue=lamps, topic="0901")
    role = Role.CALLBACK_CLERK if action in ("call_back", "rate") else Role.AGENT
    assert asks(life, staff(role, VENDOR), action) is None


# ---- bars ------------------------------------------------------------------------------------------------------------


def test_r10_the_accused_unit_and_all_below_it_may_do_nothing() -> None:
    life = tip_off(about=COUNTY)
    for unit, role in ((COUNTY, Role.UNIT_CLERK), (STREET, Role.UNIT_HEAD), (COUNTY_HOTLINE, Role.COUNTY_OPERATOR)):
        for action in ("sign", "report_risk", "attach"):
            assert asks(life, staff(role, unit), action) == "barred_unit"
    assert asks(life, clerk_of(DEPARTMENT), "sign") == "wrong_state"


def test_r11_on_a_complaint_only_the_named_person_is_barred() -> None:
    named = staff(Role.UNIT_CLERK, DEPARTMENT, 5)
    life = received(kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT, subject_staff=named.staff).dispatch()
    assert asks(life, named, "sign") == "barred_person"
    assert asks(life, CLERK, "sign") is None


def test_r12_who_declared_an_interest_is_out_and_the_substitute_goes_on() -> None:
    life = received().dispatch()
    life.act(CLERK, "declare_interest", conflict.declare_interest, reason="亲属关系")
    assert asks(life, CLERK, "sign") == "interest_declared"
    assert asks(life, staff(Role.UNIT_CLERK, DEPARTMENT, 1), "sign") is None


@pytest.mark.parametrize(("upheld", "code"), [(None, "recusal_pending"), (True, "barred_person"), (False, None)])
def test_r60_a_pending_demand_suspends_the_named_person_and_the_decision_bars_or_frees(
    upheld: bool | None, code: str | None
) -> None:
    life = tip_off(about=OTHER).dispatch()
    wish = {"caller": 1, "reason": "与被举报人熟识", "staff": CLERK.staff}
    life.act(CALLER, "demand_recusal", conflict.demand_recusal, **wish)
    if upheld is not None:
        finding = {"overlay": life.overlay(OverlayKind.RECUSAL).serial, "upheld": upheld, "reason": "已核实"}
        life.act(HEAD, "decide_recusal", conflict.decide_recusal, **finding)
    assert asks(life, CLERK, "sign") == code


def test_r60_neither_the_centre_nor_what_stands_above_it_is_recused_as_a_whole() -> None:
    life = tip_off(about=OTHER)
    for unit in (HOTLINE, SECTION, VENDOR, OFFICE):
        with refuses("centre_not_recused"):
            wish = {"caller": 1, "reason": "不信任", "unit": unit}
            life.act(CALLER, "demand_recusal", conflict.demand_recusal, **wish)


def test_r14_the_centre_passes_on_what_is_about_itself_and_then_the_bar_closes() -> None:
    life = tip_off(about=HOTLINE)
    assert asks(life, staff(Role.AGENT), "queue") is None
    assert asks(life, DISPATCHER, "split") == "barred_unit"
    life.dispatch(OFFICE)
    for actor, action in ((DISPATCHER, "recall"), (SUPERVISOR, "supervise"), (HEAD, "seal_content")):
        assert asks(life, actor, action) == "barred_unit"
    assert asks(life, staff(Role.GENERAL_OFFICE_CLERK, OFFICE), "recall") is None


# ---- rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", sorted(LIVES))
@pytest.mark.parametrize("row", [row for row in ROWS if row.moves], ids=lambda row: row.action)
def test_r49_in_any_other_state_the_row_gives_its_reason(row: Row, state: OrderState) -> None:
    life = LIVES[state]()
    found = asks(life, somebody(row.action), row.action)
    if state in row.states:
        assert found != "wrong_state" or row.action == "record_progress"
    else:
        assert found == row.refused


def test_refusals_of_rows_say_the_way_out_where_there_is_a_better_one() -> None:
    life = closed_order()
    assert asks(life, CALLER, "supplement") == "reopen_or_new_order"
    assert asks(life, staff(Role.AGENT), "add_caller") == "too_late_to_join"
    assert asks(life, HEAD, "forget") == "not_archived"


# ---- relations -------------------------------------------------------------------------------------------------------


def test_the_hosts_acts_are_the_hosts() -> None:
    life = received().dispatch(co_handlers=(OTHER,)).sign().sign(OTHER)
    for action in ("request_co_handler", "request_host_change", "extend", "stop", "reply", "feed_back"):
        assert asks(life, clerk_of(OTHER), action) == "not_your_assignment"
        assert asks(life, clerk_of(COUNTY), action) == "not_your_assignment"
        assert asks(life, CLERK, action) is None


def test_callers_speak_on_their_own_orders_and_the_centre_for_them() -> None:
    life = replied_order()
    for action in ("rate", "contest", "withdraw", "supplement", "object"):
        found = asks(life, SECOND_CALLER, action)
        assert found in ("not_your_duty", "wrong_state")
        assert found == asks(life, Actor(role=Role.CALLER), action)
    assert asks(life, CALLER, "contest") is None
    assert asks(life, EXAMINER, "contest") is None


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE), None),
        (staff(Role.COUNTY_OFFICE, COUNTY_OFFICE), None),
        (SUPERVISOR, None),
        (staff(Role.GENERAL_OFFICE_CLERK, OFFICE), None),
    ],
)
def test_article_28_who_stands_above_the_host_supervises(actor: Actor, code: str | None) -> None:
    assert asks(received().dispatch(STREET), actor, "supervise") == code


def test_article_28_a_county_does_not_supervise_a_department_of_the_city() -> None:
    for role, unit in ((Role.COUNTY_OPERATOR, COUNTY_HOTLINE), (Role.COUNTY_OFFICE, COUNTY_OFFICE)):
        assert asks(handling_order(), staff(role, unit), "supervise") == "not_your_assignment"


def test_strangers_read_and_attach_nothing() -> None:
    life = handling_order()
    for actor in (clerk_of(OTHER), clerk_of(STREET)):
        assert asks(life, actor, "attach") == asks(life, actor, "report_risk") == "not_your_assignment"
    assert asks(life, CLERK, "attach") is None
    assert asks(received().dispatch(SUB_UNIT), CLERK, "attach") is None, "the unit above stays responsible"


def test_what_a_unit_owes_it_owes_also_after_its_charge_has_ended() -> None:
    life = handling_order()
    what = {"level": SupervisionLevel.CITY, "ground": SupervisionGround.OTHER, "reason": "媒体关注"}
    life.act(SUPERVISOR, "supervise", supervision.supervise, **what)
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="权属已查明")
    assert asks(life, CLERK, "answer_supervision") is None
    assert asks(life, clerk_of(OTHER), "answer_supervision") == "not_your_assignment"


def test_the_clockworks_acts_are_the_systems() -> None:
    for action in ("signal_clock", "sign_automatically", "archive"):
        assert asks(handling_order(), HEAD, action) == "not_your_duty"
    assert asks(handling_order(), SYSTEM, "signal_clock") is None
    assert asks(handling_order(), staff(Role.ADMINISTRATOR, SECTION), "recompute_clocks") is None


# ---- guards ----------------------------------------------------------------------------------------------------------

BY_GUARD: tuple[tuple[str, Callable[[], Life], Actor, str], ...] = (
    ("no_matter", received, staff(Role.AGENT), "no_matter_is_for_texts"),
    ("decide_send_back", handling_order, DISPATCHER, "nothing_pending"),
    ("decide_host_change", handling_order, DISPATCHER, "nothing_pending"),
    ("decide_co_handling", handling_order, DISPATCHER, "nothing_pending"),
    ("decide_extension", handling_order, EXAMINER, "nothing_pending"),
    ("decide_promise_change", tracked_order, EXAMINER, "nothing_pending"),
    ("decide_contradiction", handling_order, EXAMINER, "nothing_pending"),
    ("decide_withdrawal", handling_order, EXAMINER, "nothing_pending"),
    ("decide_recusal", handling_order, HEAD, "nothing_pending"),
    ("decide_escalation", handling_order, HEAD, "nothing_pending"),
    ("confirm_sealing", handling_order, HEAD, "nothing_pending"),
    ("end_referral", handling_order, HEAD, "nothing_pending"),
    ("explain", handling_order, EXAMINER, "nothing_pending"),
    ("recall_delegate", handling_order, CLERK, "no_delegate"),
    ("return_for_correction", handling_order, CLERK, "not_your_duty"),
    ("return_for_correction", delegated, CLERK, "no_feedback_pending"),
    ("uphold_stop", fed_back_order, EXAMINER, "no_stop_pending"),
    ("overturn_stop", fed_back_order, EXAMINER, "no_stop_pending"),
    ("call_back", lambda: callback_order().call_back(), EXAMINER, "callback_complete"),
    ("accept_dissatisfaction", callback_order, EXAMINER, "not_dissatisfied"),
    ("close", callback_order, EXAMINER, "callback_incomplete"),
    ("contest", handling_order, CALLER, "no_reply_yet"),
    ("rate", handling_order, CALLER, "nothing_to_rate"),
    ("propose_rehandling", callback_order, CALLBACK_CLERK, "not_dissatisfied"),
    ("decline_rehandling", callback_order, EXAMINER, "nothing_pending"),
    ("check_rating", replied_order, EXAMINER, "nothing_pending"),
    ("urge", replied_order, CALLER, "already_replied"),
    ("demand_explanation", handling_order, CALLER, "explanation_not_due"),
    ("demand_recusal", handling_order, CALLER, "recusal_for_tip_offs"),
    ("supervise", received, SUPERVISOR, "no_host"),
    ("archive", closed_order, SYSTEM, "archive_too_early"),
    ("unmerge", closed_order, DISPATCHER, "not_merged_here"),
    ("reply", lambda: handling_order(SILENCE), CLERK, "reply_impossible"),
    ("sign", handling_order, CLERK, "already_signed"),
    ("feed_back", fed_back_order, CLERK, "wrong_state"),
    ("extend", lambda: received().dispatch(), CLERK, "not_signed"),
    ("delegate", lambda: received().dispatch(), CLERK, "not_signed"),
    ("assist", lambda: received().dispatch(), CLERK, "not_signed"),
)


@pytest.mark.parametrize(("action", "make", "actor", "code"), BY_GUARD, ids=[one[0] for one in BY_GUARD])
def test_a_page_is_told_before_it_offers_what_the_door_would_refuse(
    action: str, make: Callable[[], Life], actor: Actor, code: str
) -> None:
    assert asks(make(), actor, action) == code


def test_every_guarded_act_is_an_act() -> None:
    assert set(GUARDS) <= {row.action for row in ROWS}


@pytest.mark.parametrize(
    ("action", "decision"),
    [
        ("request_host_change", handling.request_host_change),
        ("request_co_handler", handling.request_co_handler),
    ],
)
def test_r18_one_request_of_a_kind_at_a_time(action: str, decision: Any) -> None:
    life = handling_order()
    life.act(CLERK, action, decision, reason="力量不足")
    assert asks(life, CLERK, action) == "request_pending"


def test_r18_one_promise_change_and_one_extension_at_a_time() -> None:
    tracked = tracked_order()
    tracked.act(CLERK, "change_promise", promises.change_promise, until=dt.date(2026, 12, 20), reason="缺件")
    assert asks(tracked, CLERK, "change_promise") == "request_pending"
    life = handling_order()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=2, reason="缺件")
    assert asks(life, CLERK, "extend") == "request_pending"


def test_r6_after_two_send_backs_dispatching_is_offered_to_nobody() -> None:
    life = received()
    for unit in (DEPARTMENT, OTHER):
        life.dispatch(unit)
        what = {"code": SendBackReason.OTHER, "reason": "不属职责"}
        life.act(clerk_of(unit), "send_back", handling.send_back, **what)
        finding = {"overlay": life.overlay(OverlayKind.SEND_BACK).serial, "upheld": True, "reason": "属实"}
        life.act(DISPATCHER, "decide_send_back", dispatching.decide_send_back, **finding)
    assert asks(life, DISPATCHER, "dispatch") == "must_designate"
    assert asks(life, DISPATCHER, "designate") is None


# ---- what stands behind the gate -------------------------------------------------------------------------------------


def test_the_duty_is_asked_before_the_bar_and_the_bar_before_the_state() -> None:
    life = tip_off(about=DEPARTMENT)
    assert asks(life, CLERK, "examine") == "not_your_duty"
    assert asks(life, CLERK, "sign") == "barred_unit"
    assert asks(life, clerk_of(OTHER), "sign") == "wrong_state"


def test_r55_merging_refuses_what_would_pass_secrets_on() -> None:
    child, parent = tip_off(about=DEPARTMENT, order=2), handling_order()
    drafts = [Draft.of(one.whole, one.around(DISPATCHER)) for one in (child, parent)]
    with refuses("tip_off_apart"):
        joining.merge(drafts)
    other = tip_off(about=OTHER, order=3).dispatch(DEPARTMENT)
    drafts = [Draft.of(one.whole, one.around(DISPATCHER)) for one in (child, other)]
    with refuses("merge_barred"):
        joining.merge(drafts)
    with refuses("merge_with_itself"):
        joining.merge([drafts[1], drafts[1]])


def test_r55_withdrawn_by_one_of_two_callers_the_order_goes_on() -> None:
    life = handling_order(Wishes(person=PERSON), Wishes(person=502))
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="已解决")
    finding = {"overlay": life.overlay(OverlayKind.WITHDRAWAL).serial, "free": True, "reason": "已核实"}
    life.act(DISPATCHER, "decide_withdrawal", callers.decide_withdrawal, **finding)
    assert life.state is OrderState.HANDLING
    assert [row.withdrawn for row in life.whole.caller.values()] == [True, False]
    assert asks(life, CALLER, "supplement") == "not_your_duty"
    assert asks(life, SECOND_CALLER, "supplement") is None


def test_r13_a_corrected_subject_closes_the_gate_to_the_units_it_bars() -> None:
    life = tip_off(about=OTHER).dispatch().sign()
    what = Correction(subject=Subject(unit=DEPARTMENT))
    life.act(EXAMINER, "correct", conflict.correct, reason="被反映单位记错", correction=what)
    assert asks(life, CLERK, "attach") == "barred_unit"
    assert life.state is OrderState.DISPATCHING


def test_texts_without_a_matter_are_set_aside_and_calls_are_not() -> None:
    assert asks(received(channel=Channel.WEB), staff(Role.AGENT), "no_matter") is None


def test_r16_an_explanation_is_owed_by_the_centre_where_no_unit_has_the_order() -> None:
    life = received()
    life.act(staff(Role.AGENT), "answer", lambda draft: draft.move(OrderState.CLOSED))
    life.act(CALLER, "object", disputes.object, caller=1, text="答非所问")
    assert asks(life, EXAMINER, "explain") is None
    assert asks(life, clerk_of(OUTSIDE), "explain") == "not_your_assignment"
