"""A dispatcher rules on a send-back: decision and next host in one step, once however often the form is sent (R6)."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin import actions
from lianxin.actions import Done, Door, Ruling
from lianxin.law.actors import Actor
from lianxin.law.refusals import Refused
from lianxin.law.words import OrderState, OverlayKind, Role, SendBackReason, SendBackVerdict
from lianxin.records.models import Assignment, Event, Overlay, Staff, WorkOrder
from tests.small_city import MORNING, SmallCity, build_small_city, take

WORDS = "请核实路灯情况。"


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def door(actor: Actor, key: str, minutes: int) -> Door:
    return Door(actor, MORNING + dt.timedelta(minutes=minutes), key)


def sent_back(city: SmallCity, order: int, unit: int, minutes: int) -> None:
    """The unit's clerk does not want it."""
    name = f"clerk of {unit}"
    who, _ = Staff.objects.get_or_create(username=name, defaults={"display_name": name})
    clerk = Actor(Role.UNIT_CLERK, staff=who.pk, unit=unit)
    given = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "不归我单位管。"}
    actions.send_back(door(clerk, f"back-{minutes}", minutes), order=order, **given)
    _ = city


def rule(city: SmallCity, order: int, unit: int, minutes: int) -> list[Done]:
    """The same form each time: its key goes by the moment at which it was made."""
    overlay = Overlay.objects.filter(order=order, kind=OverlayKind.SEND_BACK).latest("serial").serial
    ruling = Ruling(SendBackVerdict.NEXT_UNIT, "属实，转下一单位。", unit=unit, transfer=WORDS)
    return actions.rule_on_send_back(
        door(city.dispatcher, f"rule-{minutes}", minutes), order=order, overlay=overlay, ruling=ruling
    )


def begun(city: SmallCity) -> int:
    order = take(city, "call").order
    actions.dispatch(door(city.dispatcher, "first", 1), order=order, unit=city.department, transfer=WORDS)
    sent_back(city, order, city.department, 2)
    return order


def test_the_next_unit_has_it_at_once_and_the_form_sent_twice_is_one(city: SmallCity) -> None:
    order = begun(city)
    first = rule(city, order, city.street, 3)
    again = rule(city, order, city.street, 3)
    assert [(one.sequence, one.repeated) for one in again] == [(one.sequence, True) for one in first]
    names = Event.objects.filter(subject_kind="order", subject_id=order).order_by("sequence").values_list("name")
    assert [name for (name,) in names][-2:] == ["decide_send_back", "dispatch"]


def test_r6_after_the_last_send_back_it_is_designated_and_the_form_sent_twice_is_one(city: SmallCity) -> None:
    order = begun(city)
    rule(city, order, city.street, 3)
    sent_back(city, order, city.street, 4)
    first = rule(city, order, city.department, 5)
    again = rule(city, order, city.department, 5)
    assert [(one.sequence, one.repeated) for one in again] == [(one.sequence, True) for one in first]
    host = Assignment.objects.filter(order=order).latest("serial")
    assert (host.unit_id, host.designated) == (city.department, True)
    assert WorkOrder.objects.get(pk=order).head_sequence == first[-1].sequence


def test_a_unit_that_may_not_have_it_leaves_the_send_back_undecided(city: SmallCity) -> None:
    order = begun(city)
    with pytest.raises(Refused):
        rule(city, order, city.hotline, 3)
    row = WorkOrder.objects.get(pk=order)
    assert (row.state, row.upheld_send_backs) == (OrderState.HANDLING, 0)
