"""Dispatch by catalogue: which unit it names, and whom vendor staff may dispatch to (R9; national_2025)."""

from __future__ import annotations

import pytest

from lianxin.law.actors import Actor
from lianxin.law.catalogue import Catalogue, CatalogueEntry
from lianxin.law.decisions import dispatching, intake
from lianxin.law.words import DispatchGround, OrderState, RequestType, Role
from tests.law.drafts import (
    AGENT,
    COUNTY,
    DEPARTMENT,
    DISPATCHER,
    OTHER,
    STREET,
    SUB_UNIT,
    VENDOR,
    Life,
    received,
    refuses,
    staff,
    tip_off,
)


def entry(code: str, topic: str, unit: int, **more: str) -> CatalogueEntry:
    kind = RequestType(more["kind"]) if "kind" in more else None
    return CatalogueEntry(code, topic, unit, DispatchGround.DUTY, division=more.get("division"), request_type=kind)


CATALOGUE = Catalogue(
    version="2026-1",
    entries=(
        entry("lamps", "09", OTHER),
        entry("street_lamps", "0901", DEPARTMENT),
        entry("lamps_there", "0901", STREET, division="370102001"),
        entry("lamp_tip_offs", "0901", COUNTY, kind="tip_off"),
    ),
    above={"370102001001": "370102001", "370102001": "370102", "370102": None},
)
VENDOR_STAFF = [staff(role, VENDOR) for role in (Role.AGENT, Role.SHIFT_LEADER, Role.DISPATCHER)]


@pytest.mark.parametrize(
    ("topic", "division", "kind", "unit"),
    [
        ("0901", None, RequestType.HELP, DEPARTMENT),
        ("0902", None, RequestType.HELP, OTHER),
        ("0901", "370102001001", RequestType.HELP, STREET),
        ("0901", "370102", RequestType.HELP, DEPARTMENT),
        ("0901", None, RequestType.TIP_OFF, COUNTY),
        ("0901", "370102001", RequestType.TIP_OFF, COUNTY),
    ],
)
def test_the_most_specific_row_names_the_unit(topic: str, division: str | None, kind: RequestType, unit: int) -> None:
    found = CATALOGUE.named(topic, division, kind)
    assert found is not None
    assert found.unit == unit


def test_the_catalogue_is_silent_on_other_topics_and_on_none() -> None:
    assert CATALOGUE.named("1001", None, RequestType.HELP) is None
    assert CATALOGUE.named(None, None, RequestType.HELP) is None


def lamps(topic: str | None = "0901") -> Life:
    return received(catalogue=CATALOGUE, topic=topic)


def give(life: Life, actor: Actor, unit: int, **more: tuple[int, ...]) -> None:
    life.act(actor, "dispatch", dispatching.dispatch, unit=unit, transfer="请核实。", **more)


@pytest.mark.parametrize("actor", VENDOR_STAFF, ids=lambda actor: actor.role.value)
def test_r9_vendor_staff_dispatch_to_the_unit_of_the_catalogue_and_to_no_other(actor: Actor) -> None:
    for unit in (OTHER, SUB_UNIT):
        with refuses("catalogue_only"):
            give(lamps(), actor, unit)
    life = lamps()
    give(life, actor, DEPARTMENT)
    assert life.whole.order.host_unit == DEPARTMENT
    assert life.whole.assignment[1].catalogue == "2026-1 street_lamps"


@pytest.mark.parametrize("actor", VENDOR_STAFF, ids=lambda actor: actor.role.value)
def test_r9_where_the_catalogue_is_silent_vendor_staff_leave_it_to_the_dispatchers(actor: Actor) -> None:
    for topic in ("1001", None):
        with refuses("catalogue_only"):
            lamps(topic).draft(actor, "dispatch")
    life = lamps("1001")
    life.act(staff(Role.AGENT, VENDOR), "queue", intake.queue)
    assert life.state is OrderState.DISPATCHING
    give(life, DISPATCHER, OTHER)
    assert life.whole.assignment[1].catalogue is None


def test_r9_vendor_staff_name_no_co_handler_and_no_further_reader() -> None:
    for more in ({"co_handlers": (OTHER,)}, {"copies": (OTHER,)}):
        with refuses("catalogue_only"):
            give(lamps(), VENDOR_STAFF[2], DEPARTMENT, **more)


def test_r10_a_unit_that_is_barred_gets_nothing_by_the_catalogue_either() -> None:
    life = tip_off(about=COUNTY, topic="0901", catalogue=CATALOGUE)
    with refuses("barred_unit"):
        give(life, VENDOR_STAFF[2], COUNTY)


def test_r9_the_centres_own_people_choose_by_competence() -> None:
    for actor in (AGENT, DISPATCHER):
        life = lamps()
        give(life, actor, OTHER, co_handlers=(DEPARTMENT,))
        assert life.whole.order.host_unit == OTHER
