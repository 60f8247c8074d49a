"""Nobody reads, handles or judges a matter about themselves: the hotline's own included (R9 to R14, R59, R60)."""

from __future__ import annotations

from typing import Any

import pytest

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.decide import is_barred
from lianxin.law.decisions import (
    callback,
    callers,
    conflict,
    dispatching,
    examination,
    feedback,
    handling,
    intake,
    joining,
    reopening,
    replies,
)
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.intake import Intake, Wishes
from lianxin.law.draft import Draft
from lianxin.law.visibility import Audience, Part, audience, sees
from lianxin.law.words import (
    Channel,
    ClosedAs,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    Procedure,
    ReopenCause,
    ReplyWay,
    RequestType,
    Role,
    Solved,
    UnitKind,
)
from tests.law.drafts import (
    AGENT,
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
    OUTSIDE,
    SECOND_PERSON,
    SECTION,
    STREET,
    SUB_UNIT,
    UNITS,
    VENDOR,
    Life,
    clerk_of,
    handling_order,
    in_office,
    received,
    refuses,
    staff,
    tip_off,
    unit_facts,
)

QUALITY = 5
OFFICE_CLERK, SECOND_CLERK = staff(Role.GENERAL_OFFICE_CLERK, OFFICE), staff(Role.GENERAL_OFFICE_CLERK, OFFICE, 1)
NAMED_AGENT, NAMED_DISPATCHER = staff(Role.AGENT, SECTION, 4), staff(Role.DISPATCHER, HOTLINE, 4)
NAMED_CLERK = staff(Role.UNIT_CLERK, DEPARTMENT, 4)
CITY = UnitDirectory(
    {**UNITS.units, QUALITY: unit_facts(QUALITY, UnitKind.CENTRE_SECTION, HOTLINE)},
    {**UNITS.offices, **in_office(QUALITY, UnitKind.CENTRE_SECTION)},
)
"""The invented units with a second section, the quality section."""
COUNTY_CLERK, AGENT_OF_VENDOR = clerk_of(COUNTY), staff(Role.AGENT, VENDOR)
TO_THE_OFFICE = {"unit": OFFICE, "transfer": "请核查反映的情况。"}


def reads_as(life: Life, actor: Actor) -> Audience:
    return audience(Draft.of(life.whole, life.around(actor)))


def seen(life: Life, actor: Actor) -> set[Part]:
    draft = Draft.of(life.whole, life.around(actor))
    return {part for part in Part if sees(draft, part)}


def complaint(**fields: Any) -> Life:
    return received(kind=RequestType.COMPLAIN, units=CITY, **fields)


def recalled(life: Life) -> Life:
    """The general office takes the order back from itself."""
    life.act(OFFICE_CLERK, "sign", handling.sign)
    life.act(OFFICE_CLERK, "record_progress", handling.record_progress, note="核查中。")
    life.act(OFFICE_CLERK, "recall", dispatching.recall, reason="应由有权机关办理")
    return life


def answered_by(life: Life, actor: Actor) -> Life:
    """The host signs, replies and feeds back in the person of this actor."""
    life.act(actor, "sign", handling.sign)
    life.act(actor, "reply", replies.reply, caller=1, way=ReplyWay.BRIDGED_CALL, content="已核查。")
    life.act(actor, "feed_back", feedback.feed_back, result=Result(outcome=Outcome.DONE, findings="已核查。"))
    return life


# ---- R10, R14: the accused of the centre -----------------------------------------------------------------------------


@pytest.mark.parametrize("about", [SECTION, VENDOR])
def test_r10_a_section_or_the_vendor_neither_reads_nor_handles_the_tip_off_about_itself(about: int) -> None:
    life = tip_off(about=about)
    for role in (Role.AGENT, Role.DISPATCHER, Role.SHIFT_LEADER, Role.CALLBACK_CLERK):
        assert reads_as(life, staff(role, about)) is Audience.NOBODY
    for action in ("dispatch", "redirect", "transfer_out", "hand_over", "correct", "answer"):
        with refuses("barred_unit"):
            life.draft(staff(Role.SHIFT_LEADER, about), action)
    assert reads_as(life, DISPATCHER) is Audience.CENTRE, "the rest of the centre has it in hand"


@pytest.mark.parametrize("about", [SECTION, VENDOR])
def test_r13_who_takes_the_call_about_the_own_section_leaves_it_to_the_dispatchers(about: int) -> None:
    life = tip_off(about=about)
    life.act(staff(Role.AGENT, about), "queue", intake.queue)
    assert life.state is OrderState.DISPATCHING
    assert reads_as(life, staff(Role.AGENT, about)) is Audience.NOBODY


def test_r14_of_a_tip_off_about_the_whole_centre_only_what_passing_on_needs_is_read_there() -> None:
    life = tip_off(about=HOTLINE)
    for actor in (AGENT, DISPATCHER, AGENT_OF_VENDOR):
        assert reads_as(life, actor) is Audience.PASSING_ON
        assert seen(life, actor) == {Part.ORDER, Part.ACCOUNT, Part.TRANSFER}
    assert Part.IDENTITY in seen(life, OFFICE_CLERK)


def test_r14_the_accused_centre_passes_on_and_neither_rewrites_nor_ends_it() -> None:
    life = tip_off(about=HOTLINE)
    for action in ("correct", "redirect", "answer", "split", "merge"):
        with refuses("barred_unit"):
            life.draft(DISPATCHER, action)
    life.act(DISPATCHER, "dispatch", dispatching.dispatch, **TO_THE_OFFICE)


def test_r60_once_transferred_a_tip_off_stays_shut_to_the_accused_centre() -> None:
    life = recalled(tip_off(about=HOTLINE).dispatch(OFFICE))
    assert life.state is OrderState.DISPATCHING
    for actor in (AGENT, DISPATCHER, EXAMINER):
        assert reads_as(life, actor) is Audience.NOBODY
    with refuses("barred_unit"):
        life.draft(DISPATCHER, "dispatch")
    life.act(OFFICE_CLERK, "dispatch", dispatching.dispatch, **TO_THE_OFFICE)
    assert life.state is OrderState.HANDLING


def test_r59_where_the_general_office_is_accused_too_the_way_out_stays_open() -> None:
    life = tip_off(about=OTHER).dispatch()
    what = Correction(subject=Subject(unit=OFFICE))
    life.act(EXAMINER, "correct", conflict.correct, reason="被反映单位记错", correction=what)
    assert life.state is OrderState.DISPATCHING
    with refuses("barred_unit"):
        life.draft(DISPATCHER, "dispatch")
    assert Part.WORK not in seen(life, DISPATCHER)
    life.act(DISPATCHER, "transfer_out", intake.transfer_out, body="监察机关", receipt="回执 8")
    assert life.whole.order.closed_as is ClosedAs.TRANSFERRED_OUT


def test_r10_oversight_ends_where_the_overseer_is_accused() -> None:
    leader, watchman = staff(Role.CITY_LEADER, OFFICE), staff(Role.SUPERVISORY_BODY, OUTSIDE)
    assert reads_as(tip_off(about=DEPARTMENT), leader) is Audience.OVERSIGHT
    for life in (tip_off(about=OFFICE), tip_off(about=DEPARTMENT, subject_staff=leader.staff)):
        assert reads_as(life, leader) is Audience.NOBODY
        assert reads_as(life, watchman) is Audience.OVERSIGHT
    for life in (tip_off(about=OUTSIDE), tip_off(about=DEPARTMENT, subject_staff=watchman.staff)):
        assert reads_as(life, watchman) is Audience.NOBODY
        assert reads_as(life, leader) is Audience.OVERSIGHT


# ---- R9, R13: a bar is not corrected away ----------------------------------------------------------------------------


def correct(life: Life, actor: Actor, **fields: Any) -> None:
    life.act(actor, "correct", conflict.correct, reason="记录有误", correction=Correction(**fields))


LIFTING: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"kind": RequestType.TIP_OFF, "subject_unit": DEPARTMENT}, {"request_type": RequestType.HELP}),
    ({"kind": RequestType.TIP_OFF, "subject_person": "某店主"}, {"request_type": RequestType.COMPLAIN}),
    ({"kind": RequestType.TIP_OFF, "subject_unit": DEPARTMENT}, {"subject": Subject(unit=OTHER)}),
    ({"kind": RequestType.TIP_OFF, "subject_unit": DEPARTMENT}, {"subject": Subject(unit=SUB_UNIT)}),
    ({"kind": RequestType.COMPLAIN, "subject_staff": NAMED_CLERK.staff}, {"subject": Subject(unit=DEPARTMENT)}),
    ({"kind": RequestType.COMPLAIN, "subject_unit": SECTION}, {"subject": Subject(unit=DEPARTMENT)}),
    ({"kind": RequestType.COMPLAIN, "subject_person": "坐席", "flags": ("about_section",)}, {"flags": ()}),
    ({"kind": RequestType.COMPLAIN, "subject_unit": STREET, "flags": ("conduct",)}, {"flags": ()}),
]


@pytest.mark.parametrize(("about", "change"), LIFTING)
def test_r9_who_receives_or_dispatches_does_not_lift_a_bar_by_a_correction(
    about: dict[str, Any], change: dict[str, Any]
) -> None:
    for actor in (AGENT, AGENT_OF_VENDOR, DISPATCHER, staff(Role.SHIFT_LEADER, VENDOR)):
        with refuses("bar_would_fall"):
            correct(received(units=CITY, **about), actor, **change)
    for actor in (EXAMINER, HEAD):
        correct(received(units=CITY, **about), actor, **change)


def test_r13_whoever_receives_still_corrects_what_bars_more_or_nobody() -> None:
    correct(tip_off(about=SUB_UNIT), AGENT_OF_VENDOR, subject=Subject(unit=DEPARTMENT))
    correct(received(kind=RequestType.COMPLAIN, subject_unit=OTHER), AGENT, request_type=RequestType.TIP_OFF)
    correct(received(kind=RequestType.COMPLAIN, subject_unit=OTHER), AGENT, subject=Subject(unit=DEPARTMENT))


def test_r59_that_a_matter_is_about_the_centre_only_the_general_office_takes_back() -> None:
    for actor in (AGENT, EXAMINER, HEAD):
        with refuses("about_centre"):
            correct(complaint(subject_unit=HOTLINE), actor, subject=Subject(unit=DEPARTMENT))
    life = complaint(subject_unit=HOTLINE)
    correct(life, OFFICE_CLERK, subject=Subject(unit=DEPARTMENT))
    life.dispatch(DEPARTMENT)


def test_r59_that_a_matter_is_about_a_section_its_own_examiner_does_not_take_back() -> None:
    with refuses("about_section"):
        correct(complaint(subject_unit=SECTION), staff(Role.EXAMINER, SECTION), subject=Subject(unit=DEPARTMENT))


# ---- R11, R60: bars go with the matter -------------------------------------------------------------------------------


def merge(child: Life, parent: Life, actor: Actor = DISPATCHER) -> None:
    child.now = parent.now
    drafts = [child.draft(actor, "merge"), parent.draft(actor, "merge")]
    joining.merge(drafts)
    for life, draft in zip((child, parent), drafts, strict=True):
        life.keep("merge", draft)


SECOND = Wishes(person=SECOND_PERSON)


def test_r11_a_complaint_naming_a_person_is_not_merged_where_that_person_handles() -> None:
    parent = handling_order(kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT)
    child = received(SECOND, kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT, subject_staff=CLERK.staff, order=2)
    with refuses("merge_barred"):
        merge(child, parent)
    same = handling_order(kind=RequestType.COMPLAIN, subject_unit=DEPARTMENT, subject_staff=NAMED_CLERK.staff)
    child = received(SECOND, kind=RequestType.COMPLAIN, subject_staff=NAMED_CLERK.staff, order=2)
    merge(child, same)


def test_r14_a_complaint_about_a_section_or_conduct_is_not_merged_into_what_anybody_may_handle() -> None:
    with refuses("merge_barred"):
        merge(complaint(subject_unit=SECTION, order=2), received(units=CITY).dispatch().sign())
    with refuses("merge_barred"):
        merge(
            complaint(subject_unit=STREET, flags=("conduct",), order=2), complaint(subject_unit=STREET).dispatch(STREET)
        )
    merge(complaint(subject_unit=SECTION, order=2), complaint(subject_unit=SECTION).dispatch(QUALITY))


def part_of(life: Life, **fields: Any) -> Draft:
    what = Intake(channel=Channel.PHONE, title="另一事项", account="另一事项。", **fields)
    source = life.draft(DISPATCHER, "split")
    return joining.split(source, 2, "20261116-00002-0", intake=what, callers=(1,), transfer="请办理。")


def test_r60_the_part_keeps_out_whom_the_whole_keeps_out() -> None:
    life = tip_off(about=OTHER).dispatch(COUNTY)
    demand = {"caller": 1, "reason": "系亲属", "unit": DEPARTMENT}
    life.act(CALLER, "demand_recusal", conflict.demand_recusal, **demand)
    serial = life.overlay(OverlayKind.RECUSAL).serial
    life.act(HEAD, "decide_recusal", conflict.decide_recusal, overlay=serial, upheld=True, reason="属实")
    life.act(COUNTY_CLERK, "declare_interest", conflict.declare_interest, reason="系亲属")
    part = part_of(life, request_type=RequestType.TIP_OFF, subject_unit=OTHER)
    assert is_barred(part, DEPARTMENT)
    assert [row.staff for row in part.overlays.values() if row.kind is OverlayKind.INTEREST] == [COUNTY_CLERK.staff]


# ---- R14: where the matter goes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RequestType.COMPLAIN, RequestType.TIP_OFF])
def test_r14_what_is_about_the_centre_goes_to_the_general_office_alone(kind: RequestType) -> None:
    for unit in (DEPARTMENT, COUNTY, SECTION, QUALITY):
        life = received(kind=kind, subject_unit=HOTLINE, units=CITY)
        with refuses("barred_unit" if kind is RequestType.TIP_OFF and unit in (SECTION, QUALITY) else "goes_to_office"):
            life.dispatch(unit)
    assert received(kind=kind, subject_unit=HOTLINE, units=CITY).dispatch(OFFICE).state is OrderState.HANDLING


@pytest.mark.parametrize(
    "about",
    [
        {"subject_unit": SECTION},
        {"subject_staff": NAMED_AGENT.staff},
        {"subject_staff": NAMED_AGENT.staff, "flags": ("about_section",)},
    ],
)
def test_r14_what_is_about_a_section_goes_to_another_one_never_to_itself_or_a_department(about: dict[str, Any]) -> None:
    for unit in (SECTION, DEPARTMENT):
        with refuses("goes_to_other_section"):
            complaint(**about).dispatch(unit)
    for unit in (QUALITY, HOTLINE, OFFICE):
        assert complaint(**about).dispatch(unit).state is OrderState.HANDLING


def test_r14_what_is_about_a_dispatcher_goes_to_the_head_of_the_centre() -> None:
    life = complaint(subject_staff=NAMED_DISPATCHER.staff).dispatch(HOTLINE)
    answered_by(life, HEAD)
    with refuses("about_section"):
        life.examine()
    life.act(staff(Role.EXAMINER, QUALITY), "examine", examination.examine)


def test_r14_what_is_about_the_head_of_the_centre_goes_to_the_general_office() -> None:
    with refuses("goes_to_office"):
        complaint(subject_staff=HEAD.staff).dispatch(HOTLINE)
    assert complaint(subject_staff=HEAD.staff).dispatch(OFFICE).state is OrderState.HANDLING


@pytest.mark.parametrize(
    "about",
    [
        {"subject_unit": HOTLINE},
        {"subject_unit": SECTION},
        {"subject_unit": VENDOR},
        {"subject_person": "坐席", "flags": ("about_section",)},
        {"subject_unit": STREET, "flags": ("conduct",)},
    ],
)
def test_r14_whoever_takes_the_call_does_not_settle_it_at_once(about: dict[str, Any]) -> None:
    with refuses("not_settled_at_intake"):
        complaint(**about).draft(AGENT, "answer")
    with refuses("not_settled_at_intake"):
        complaint(**about, channel=Channel.WEB).draft(AGENT, "no_matter")


def about_conduct() -> Life:
    return complaint(subject_unit=STREET, flags=("conduct",))


def test_r14_a_street_has_no_part_in_the_complaint_about_its_conduct() -> None:
    with refuses("conduct_goes_to_superior"):
        about_conduct().dispatch(COUNTY, co_handlers=(STREET,))
    life = about_conduct().dispatch(COUNTY).sign(COUNTY)
    with refuses("conduct_goes_to_superior"):
        life.act(clerk_of(COUNTY), "delegate", handling.delegate, unit=STREET, instruction="请查")
    with refuses("conduct_goes_to_superior"):
        life.act(clerk_of(COUNTY), "assist", handling.assist, unit=COMMUNITY, note="请带路")
    life.act(clerk_of(COUNTY), "delegate", handling.delegate, unit=COUNTY_DEPARTMENT, instruction="请查")


def test_r14_nor_does_it_read_along() -> None:
    with refuses("conduct_goes_to_superior"):
        about_conduct().dispatch(COUNTY, copies=(STREET,))
    about_conduct().dispatch(COUNTY, copies=(COUNTY_DEPARTMENT,))
    complaint(subject_unit=STREET).dispatch(COUNTY, copies=(STREET,))  # about undone work it reads what it is told


def test_r13_a_copy_ends_when_the_matter_turns_out_to_be_about_its_readers_conduct() -> None:
    life = complaint(subject_unit=DEPARTMENT).dispatch(COUNTY, copies=(STREET,)).sign(COUNTY)
    correction = Correction(flags=("conduct",), subject=Subject(unit=STREET))
    life.act(EXAMINER, "correct", conflict.correct, reason="被反映对象更正", correction=correction)
    assert [row.unit for row in life.whole.assignment.values() if row.active] == [COUNTY]


# ---- R59: who examines -----------------------------------------------------------------------------------------------


def test_r59_where_only_a_person_is_named_the_persons_section_does_not_examine() -> None:
    life = answered_by(
        complaint(subject_staff=NAMED_AGENT.staff).dispatch(QUALITY), staff(Role.QUALITY_INSPECTOR, QUALITY)
    )
    with refuses("about_section"):
        life.act(staff(Role.EXAMINER, SECTION), "examine", examination.examine)
    life.examine().call_back().close()


def test_r59_a_section_does_not_examine_or_call_back_what_it_fed_back_itself() -> None:
    life = answered_by(complaint(subject_unit=SECTION).dispatch(QUALITY), staff(Role.QUALITY_INSPECTOR, QUALITY))
    with refuses("own_feedback"):
        life.act(staff(Role.EXAMINER, QUALITY), "examine", examination.examine)
    life.examine()
    with refuses("own_feedback"):
        life.draft(staff(Role.CALLBACK_CLERK, QUALITY), "call_back")
    life.call_back().close()


def test_r59_the_clerk_of_the_general_office_who_fed_back_does_not_examine() -> None:
    life = answered_by(complaint(subject_unit=HOTLINE).dispatch(OFFICE), OFFICE_CLERK)
    for action in ("examine", "return_for_correction", "rehandle"):
        with refuses("own_feedback"):
            life.draft(OFFICE_CLERK, action)
    life.act(SECOND_CLERK, "examine", examination.examine)
    with refuses("own_feedback"):
        life.draft(OFFICE_CLERK, "call_back")
    talk = callback.Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
    life.act(SECOND_CLERK, "call_back", callback.call_back, caller=1, talk=talk)
    life.act(SECOND_CLERK, "close", callback.close)


def test_r59_the_general_office_stands_outside_a_section_and_may_examine() -> None:
    life = answered_by(complaint(subject_unit=SECTION).dispatch(QUALITY), staff(Role.QUALITY_INSPECTOR, QUALITY))
    life.act(OFFICE_CLERK, "examine", examination.examine)


# ---- R59: the centre does not dispose of what is about it ------------------------------------------------------------


def about_centre() -> Life:
    life = complaint(subject_unit=HOTLINE).dispatch(OFFICE)
    life.act(OFFICE_CLERK, "sign", handling.sign)
    return life


@pytest.mark.parametrize(
    ("actor", "action"),
    [
        (AGENT, "redirect"),
        (DISPATCHER, "recall"),
        (DISPATCHER, "change_host"),
        (DISPATCHER, "merge"),
    ],
)
def test_r59_the_centre_does_not_take_back_or_end_what_is_about_it(actor: Actor, action: str) -> None:
    with refuses("about_centre"):
        about_centre().draft(actor, action)
    about_centre().draft(OFFICE_CLERK, action)


def test_r38_before_the_transfer_a_caller_in_court_is_still_told_the_way() -> None:
    life = complaint(subject_unit=HOTLINE)
    life.act(AGENT, "redirect", intake.redirect, procedure=Procedure.LITIGATION, body="法院", case_number="1 号")
    assert life.whole.order.closed_as is ClosedAs.REDIRECTED


def test_r36_the_general_office_finds_out_whether_a_complaint_about_the_centre_was_withdrawn_freely() -> None:
    life = about_centre()
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不想反映了")
    with refuses("about_centre"):
        life.draft(EXAMINER, "decide_withdrawal")
    serial = life.overlay(OverlayKind.WITHDRAWAL).serial
    life.act(OFFICE_CLERK, "decide_withdrawal", callers.decide_withdrawal, overlay=serial, free=True, reason="自愿")


def test_r29_the_general_office_reopens_what_is_about_the_centre() -> None:
    life = answered_by(complaint(subject_unit=HOTLINE).dispatch(OFFICE), OFFICE_CLERK)
    life.act(SECOND_CLERK, "examine", examination.examine)
    talk = callback.Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
    life.act(SECOND_CLERK, "call_back", callback.call_back, caller=1, talk=talk)
    life.act(SECOND_CLERK, "close", callback.close)
    for actor in (EXAMINER, DISPATCHER, HEAD):
        with refuses("about_centre"):
            life.draft(actor, "reopen")
    life.act(SECOND_CLERK, "reopen", reopening.reopen, cause=ReopenCause.CALLER_RETURNED, reason="未解决")


def test_r12_the_general_office_decides_on_recusal_where_the_centre_is_complained_of() -> None:
    life = received(kind=RequestType.TIP_OFF, subject_person="值班长", flags=("about_centre",)).dispatch(OFFICE)
    demand = {"caller": 1, "reason": "系亲属", "staff": SECOND_CLERK.staff}
    life.act(CALLER, "demand_recusal", conflict.demand_recusal, **demand)
    with refuses("about_centre"):
        life.draft(HEAD, "decide_recusal")
    life.draft(OFFICE_CLERK, "decide_recusal")


# ---- R59: when the general office or a section is the competent superior ---------------------------------------------


def test_r59_sections_host_no_tip_off_that_is_not_about_a_section() -> None:
    for life in (tip_off(about=DEPARTMENT), received(kind=RequestType.TIP_OFF, subject_person="某店主")):
        with refuses("centre_may_not_host"):
            life.dispatch(SECTION)
    assert tip_off(about=VENDOR).dispatch(SECTION).state is OrderState.HANDLING


def test_r59_the_general_office_hosts_a_tip_off_only_where_it_is_the_superior() -> None:
    for life in (
        received(kind=RequestType.TIP_OFF, subject_person="某店主"),
        tip_off(about=STREET),
        tip_off(about=SUB_UNIT),
    ):
        with refuses("centre_may_not_host"):
            life.dispatch(OFFICE)
    for about in (DEPARTMENT, COUNTY):
        assert tip_off(about=about).dispatch(OFFICE).state is OrderState.HANDLING


def test_r59_where_the_superior_was_recused_the_general_office_is_the_next() -> None:
    life = tip_off(about=STREET).dispatch(OTHER)
    demand = {"caller": 1, "reason": "系亲属", "unit": COUNTY}
    life.act(CALLER, "demand_recusal", conflict.demand_recusal, **demand)
    serial = life.overlay(OverlayKind.RECUSAL).serial
    life.act(HEAD, "decide_recusal", conflict.decide_recusal, overlay=serial, upheld=True, reason="属实")
    life.act(DISPATCHER, "recall", dispatching.recall, reason="另行安排")
    assert life.dispatch(OFFICE).state is OrderState.HANDLING


def test_r59_for_a_person_of_a_department_the_general_office_is_the_superior_of_the_department() -> None:
    life = received(kind=RequestType.TIP_OFF, subject_staff=NAMED_CLERK.staff, units=CITY)
    assert life.dispatch(OFFICE).state is OrderState.HANDLING
