"""Who sees what of an order: identity, accounts, texts; and who may not look at all (R10, R43, R44, R60, R65)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import conflict, dispatching, handling, intake, secrecy
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.state import TABLES, Order
from lianxin.law.visibility import (
    AT_DESK,
    BY_PART,
    PERSONAL_FIELDS,
    VISIBLE,
    Audience,
    Part,
    audience,
    sees,
    sees_file,
)
from lianxin.law.words import ClosedAs, OverlayKind, RequestType, RevealField, Role
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
    HEAD,
    HOTLINE,
    OFFICE,
    OTHER,
    OUTSIDE,
    PERSON,
    SECTION,
    STREET,
    SUB_UNIT,
    VENDOR,
    Life,
    clerk_of,
    handling_order,
    received,
    refuses,
    staff,
    tip_off,
)

WORKER = staff(Role.ASSISTANCE_WORKER, COMMUNITY)
ASSESSOR = staff(Role.ASSESSOR)
LEADER, WATCHMAN = staff(Role.CITY_LEADER, OFFICE), staff(Role.SUPERVISORY_BODY, OUTSIDE)


def seen(life: Life, actor: Actor) -> set[Part]:
    draft = Draft.of(life.whole, life.around(actor))
    return {part for part in Part if sees(draft, part)}


def reads_as(life: Life, actor: Actor) -> Audience:
    return audience(Draft.of(life.whole, life.around(actor)))


def everybody() -> Life:
    """An order with a host, a delegate, a co-handler, a helper, and a unit above that reads along."""
    life = received().dispatch(SUB_UNIT, co_handlers=(OTHER,)).sign(SUB_UNIT)
    life.act(clerk_of(SUB_UNIT), "assist", handling.assist, unit=COMMUNITY, note="请带路")
    return life


# ---- who reads as what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "as_whom"),
    [
        (AGENT, Audience.CENTRE),
        (EXAMINER, Audience.CENTRE),
        (staff(Role.AGENT, VENDOR), Audience.CENTRE),
        (ASSESSOR, Audience.CENTRE_OFFICE),
        (staff(Role.VENDOR_MANAGER, VENDOR), Audience.CENTRE_OFFICE),
        (staff(Role.KNOWLEDGE_EDITOR), Audience.CENTRE_OFFICE),
        (clerk_of(SUB_UNIT), Audience.HOST_CHAIN),
        (CLERK, Audience.ASSIGNED),
        (clerk_of(OTHER), Audience.ASSIGNED),
        (WORKER, Audience.HELPER),
        (clerk_of(STREET), Audience.ABOVE),
        (LEADER, Audience.OVERSIGHT),
        (WATCHMAN, Audience.OVERSIGHT),
        (clerk_of(COUNTY), Audience.ABOVE),
        (staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE), Audience.ABOVE),
        (staff(Role.COUNTY_OFFICE, COUNTY_OFFICE), Audience.ABOVE),
        (staff(Role.ADMINISTRATOR), Audience.NOBODY),
        (CALLER, Audience.NOBODY),
        (clerk_of(30), Audience.NOBODY),
    ],
)
def test_each_reader_stands_to_the_order_as_the_law_says(actor: Actor, as_whom: Audience) -> None:
    assert reads_as(everybody(), actor) is as_whom


def test_article_12_a_countys_desks_read_what_its_units_have_and_nothing_of_the_citys() -> None:
    desks = (staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE), staff(Role.COUNTY_OFFICE, COUNTY_OFFICE))
    for host in (STREET, COUNTY_DEPARTMENT, COUNTY_HOTLINE):
        assert {reads_as(received().dispatch(host), desk) for desk in desks} <= {Audience.ABOVE, Audience.HOST_CHAIN}
    assert {reads_as(handling_order(), desk) for desk in desks} == {Audience.NOBODY}


def test_a_unit_reads_on_what_it_once_had_and_a_stranger_nothing() -> None:
    life = handling_order()
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="权属已查明")
    assert reads_as(life, CLERK) is Audience.ABOVE
    assert seen(life, clerk_of(COUNTY)) == set()


# ---- what each part is -----------------------------------------------------------------------------------------------


def test_r43_the_account_and_the_centres_own_texts_are_for_the_centre_alone() -> None:
    life = everybody()
    for actor in (clerk_of(SUB_UNIT), CLERK, clerk_of(OTHER), WORKER, ASSESSOR, LEADER, WATCHMAN):
        assert not {Part.ACCOUNT, Part.CENTRE_TEXTS} & seen(life, actor)
    assert {Part.ACCOUNT, Part.CENTRE_TEXTS, Part.IDENTITY} <= seen(life, AGENT)


def test_r44_identity_is_for_the_centre_and_the_host_chain() -> None:
    life = everybody()
    assert Part.IDENTITY in seen(life, clerk_of(SUB_UNIT))
    for actor in (CLERK, clerk_of(OTHER), WORKER, LEADER, WATCHMAN, ASSESSOR):
        assert Part.IDENTITY not in seen(life, actor)


@pytest.mark.parametrize(
    "make",
    [
        lambda: tip_off(about=OTHER).dispatch(SUB_UNIT).sign(SUB_UNIT),
        lambda: received(Wishes(person=PERSON, secret=True)).dispatch(SUB_UNIT).sign(SUB_UNIT),
        lambda: received(Wishes(person=PERSON, minor=True)).dispatch(SUB_UNIT).sign(SUB_UNIT),
        lambda: received(Wishes(person=PERSON), Wishes(person=502, secret=True)).dispatch(SUB_UNIT).sign(SUB_UNIT),
    ],
)
def test_r44_r65_a_secret_order_gives_units_no_identity_and_no_originals(make: Callable[[], Life]) -> None:
    life = make()
    assert seen(life, clerk_of(SUB_UNIT)) == {
        *(Part.ORDER, Part.TRANSFER, Part.SUBJECT, Part.WORK, Part.LOG, Part.VERSIONS)
    }
    assert {Part.IDENTITY, Part.ORIGINALS, Part.ACCOUNT} <= seen(life, EXAMINER)


def opens(life: Life, actor: Actor, *, restricted: bool, given_by: int | None) -> bool:
    return sees_file(Draft.of(life.whole, life.around(actor)), restricted=restricted, given_by=given_by)


def test_r45_originals_of_a_secret_order_are_the_centres_and_each_units_own() -> None:
    life = tip_off(about=OTHER).dispatch(SUB_UNIT, co_handlers=(COUNTY,)).sign(SUB_UNIT)
    host, helper = clerk_of(SUB_UNIT), clerk_of(COUNTY)
    for given_by in (None, COUNTY, SECTION):
        assert not opens(life, host, restricted=True, given_by=given_by)
        assert opens(life, EXAMINER, restricted=True, given_by=given_by)
    assert opens(life, host, restricted=True, given_by=SUB_UNIT)
    assert not opens(life, helper, restricted=True, given_by=SUB_UNIT)
    for actor in (host, helper, EXAMINER):
        assert opens(life, actor, restricted=False, given_by=SUB_UNIT)
    assert not opens(life, clerk_of(OTHER), restricted=False, given_by=OTHER), "whom it is about reads nothing"


def test_r45_originals_of_other_orders_are_the_hosts_too_and_not_the_co_handlers() -> None:
    life = received().dispatch(SUB_UNIT, co_handlers=(COUNTY,)).sign(SUB_UNIT)
    assert opens(life, clerk_of(SUB_UNIT), restricted=True, given_by=None)
    assert not opens(life, clerk_of(COUNTY), restricted=True, given_by=None)
    assert opens(life, clerk_of(COUNTY), restricted=True, given_by=COUNTY)


def test_r10_on_a_secret_order_only_the_handling_units_read_whom_it_is_about() -> None:
    life = tip_off(about=OTHER).dispatch(SUB_UNIT, co_handlers=(COUNTY,)).sign(SUB_UNIT)
    assert Part.SUBJECT in seen(life, clerk_of(SUB_UNIT))
    for actor in (CLERK, clerk_of(COUNTY), LEADER, ASSESSOR):
        assert Part.SUBJECT not in seen(life, actor)


def test_r44_r59_a_section_or_the_general_office_that_has_the_order_is_a_unit_like_others() -> None:
    life = tip_off(about=VENDOR).dispatch(SECTION)
    for actor in (staff(Role.QUALITY_INSPECTOR, SECTION), staff(Role.EXAMINER, SECTION)):
        assert reads_as(life, actor) is Audience.HOST_CHAIN
        assert not {Part.IDENTITY, Part.ACCOUNT, Part.ORIGINALS} & seen(life, actor)
    assert Part.IDENTITY in seen(life, EXAMINER)
    office = tip_off(about=DEPARTMENT).dispatch(OFFICE)
    assert Part.IDENTITY not in seen(office, staff(Role.GENERAL_OFFICE_CLERK, OFFICE))
    assert reads_as(handling_order(), staff(Role.GENERAL_OFFICE_CLERK, OFFICE)) is Audience.CENTRE


# ---- who is shut out -------------------------------------------------------------------------------------------------


def test_r10_the_accused_and_all_below_it_see_nothing() -> None:
    life = tip_off(about=DEPARTMENT).dispatch(OTHER)
    for unit in (DEPARTMENT, SUB_UNIT):
        assert reads_as(life, clerk_of(unit)) is Audience.NOBODY
        assert seen(life, clerk_of(unit)) == set()


def test_r60_a_bar_that_arises_later_ends_reading_at_once() -> None:
    life = tip_off(about=OTHER).dispatch().sign()
    assert seen(life, CLERK)
    wish = {"caller": 1, "reason": "利害关系", "unit": DEPARTMENT}
    life.act(CALLER, "demand_recusal", conflict.demand_recusal, **wish)
    assert seen(life, CLERK), "until the decision only writing is suspended"
    finding = {"overlay": life.overlay(OverlayKind.RECUSAL).serial, "upheld": True, "reason": "属实"}
    life.act(HEAD, "decide_recusal", conflict.decide_recusal, **finding)
    assert seen(life, CLERK) == set()


def test_r11_the_person_complained_of_sees_nothing_and_the_unit_does() -> None:
    named = staff(Role.UNIT_CLERK, DEPARTMENT, 4)
    life = received(kind=RequestType.COMPLAIN, subject_staff=named.staff).dispatch()
    assert seen(life, named) == set()
    assert Part.WORK in seen(life, CLERK)


def test_r60_a_bar_on_the_county_shuts_its_desks_out_and_one_on_a_street_does_not() -> None:
    desks = (staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE), staff(Role.COUNTY_OFFICE, COUNTY_OFFICE))
    for accused, as_whom in ((STREET, Audience.ABOVE), (COUNTY, Audience.NOBODY)):
        life = tip_off(about=OTHER).dispatch(STREET)
        correction = Correction(subject=Subject(accused))
        life.act(EXAMINER, "correct", conflict.correct, reason="记错", correction=correction)
        assert {reads_as(life, desk) for desk in desks} == {as_whom}


def test_r12_who_declared_an_interest_reads_no_further() -> None:
    life = handling_order()
    life.act(CLERK, "declare_interest", conflict.declare_interest, reason="亲属")
    assert reads_as(life, CLERK) is Audience.NOBODY
    assert reads_as(life, staff(Role.UNIT_CLERK, DEPARTMENT, 1)) is Audience.HOST_CHAIN
    at_centre = handling_order()
    at_centre.act(EXAMINER, "declare_interest", conflict.declare_interest, reason="亲属")
    assert reads_as(at_centre, EXAMINER) is Audience.NOBODY


def test_r14_a_tip_off_about_the_centre_is_read_there_only_until_it_is_passed_on() -> None:
    life = tip_off(about=HOTLINE)
    assert reads_as(life, AGENT) is Audience.PASSING_ON
    life.dispatch(OFFICE)
    for actor in (AGENT, EXAMINER, HEAD, staff(Role.AGENT, VENDOR)):
        assert reads_as(life, actor) is Audience.NOBODY
    assert reads_as(life, staff(Role.GENERAL_OFFICE_CLERK, OFFICE)) is Audience.HOST_CHAIN


# ---- the table itself ------------------------------------------------------------------------------------------------


def test_every_part_has_its_row_and_secrecy_only_takes_away() -> None:
    assert set(BY_PART) == set(Part)
    assert len(VISIBLE) == len(Part)
    for row in VISIBLE:
        assert set(row.when_secret) <= set(row.audiences)
        assert row.articles


def test_desks_that_work_on_callers_words_are_at_the_centre_or_the_general_office() -> None:
    assert not AT_DESK & {Role.UNIT_CLERK, Role.UNIT_HEAD, Role.COUNTY_OPERATOR, Role.ADMINISTRATOR, Role.CITY_LEADER}


def test_no_row_of_the_aggregate_has_a_field_for_personal_data() -> None:
    tables: tuple[type[Any], ...] = (Order, *TABLES.values())
    for table in tables:
        fields = {field.name for field in dataclasses.fields(table)}
        assert fields & PERSONAL_FIELDS <= {"name"}
        if "name" in fields:
            assert re.search("Clock", table.__name__), "only a limit has a name"


# ---- expert seats ----------------------------------------------------------------------------------------------------

EXPERT = staff(Role.EXPERT, DEPARTMENT)


def test_art23_1_an_expert_seat_of_a_department_reads_and_answers_what_is_at_intake() -> None:
    for life in (received(), queued()):
        assert reads_as(life, EXPERT) is Audience.EXPERT_SEAT
        assert seen(life, EXPERT) == {*(Part.ORDER, Part.ACCOUNT, Part.TRANSFER, Part.WORK, Part.LOG, Part.VERSIONS)}
        life.act(EXPERT, "answer", intake.answer, content="公积金可以按月提取。")
        assert life.whole.order.closed_as is ClosedAs.ANSWERED
        assert reads_as(life, EXPERT) is Audience.NOBODY


def test_art23_1_answering_is_all_that_an_expert_seat_of_a_department_does_to_an_order() -> None:
    life = received()
    for action in ("queue", "redirect", "dispatch", "transfer_out", "correct", "add_caller", "supplement"):
        with refuses("not_your_duty"):
            life.draft(EXPERT, action)
    with refuses("not_your_assignment"):
        asked = {"caller": 1, "field": RevealField.PHONE, "purpose": "了解情况"}
        life.act(EXPERT, "reveal", secrecy.reveal, **asked)


def test_r44_r65_an_expert_seat_of_a_department_does_not_read_the_account_of_a_secret_caller() -> None:
    life = received(Wishes(person=PERSON, secret=True))
    assert seen(life, EXPERT) == {Part.ORDER, Part.TRANSFER, Part.WORK, Part.LOG, Part.VERSIONS}


def test_r10_r11_a_complaint_or_tip_off_is_not_for_the_expert_seat_of_a_unit() -> None:
    for kind in (RequestType.COMPLAIN, RequestType.TIP_OFF):
        life = received(kind=kind, subject_unit=OTHER)
        assert reads_as(life, EXPERT) is Audience.NOBODY
        with refuses("not_your_duty"):
            life.draft(EXPERT, "answer")


def test_r12_an_expert_with_an_interest_leaves_the_order() -> None:
    life = received()
    life.act(EXPERT, "declare_interest", conflict.declare_interest, reason="本人亲属")
    assert reads_as(life, EXPERT) is Audience.NOBODY
    with refuses("interest_declared"):
        life.draft(EXPERT, "answer")


def test_an_expert_seat_loses_the_order_when_it_goes_to_a_unit() -> None:
    life = received().dispatch(OTHER)
    assert reads_as(life, EXPERT) is Audience.NOBODY


def queued() -> Life:
    life = received()
    life.act(AGENT, "queue", intake.queue)
    return life
