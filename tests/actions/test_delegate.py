"""A county hands down to its streets what the dispatch catalogue does not give to a department."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.actions import Door, delegate, dispatch, receive, sign
from lianxin.actions._append import note_new_rules
from lianxin.actions._people import CallerEntry
from lianxin.law.actors import Actor
from lianxin.law.refusals import Refused
from lianxin.law.words import DispatchGround, LegalRole, Role, UnitKind
from lianxin.records.models import Assignment, CatalogueRow, CatalogueVersion, Staff, Topic, Unit
from tests.small_city import MORNING, SmallCity, build_small_city, matter

HOUR = dt.timedelta(hours=1)


def county(city: SmallCity) -> Actor:
    """A county government over the street, and its clerk."""
    unit = Unit.objects.create(
        code="COUNTY", kind=UnitKind.COUNTY_GOVERNMENT, legal_role=LegalRole.UNDERTAKING, level=2, name_zh="COUNTY"
    )
    Unit.objects.filter(pk=city.street).update(parent=unit)
    note_new_rules()
    return Actor(role=Role.UNIT_CLERK, staff=Staff.objects.create(username="county").pk, unit=unit.pk)


@pytest.mark.django_db
def test_the_catalogue_decides_whether_a_street_may_be_handed_a_matter() -> None:
    city = build_small_city()
    clerk = county(city)
    roads, trees = (Topic.objects.create(code=code, name_zh=code, name_en=code) for code in ("02", "03"))
    edition = CatalogueVersion.objects.create(version="1", in_force_from=MORNING.date())
    for topic, unit in ((roads, city.department), (trees, city.street)):
        CatalogueRow.objects.create(
            catalogue=edition, code=topic.code, topic=topic, unit_id=unit, ground=DispatchGround.DUTY
        )
    note_new_rules()
    for number, topic in enumerate((roads, trees)):
        caller = CallerEntry(name="王小明", phone="13812345621")
        what = matter(topic=topic.code)
        order = receive(Door(city.agent, MORNING, f"take {number}"), intake=what, callers=(caller,)).order
        dispatch(Door(city.dispatcher, MORNING + HOUR, f"send {number}"), order=order, unit=clerk.unit, transfer="请办")
        sign(Door(clerk, MORNING + 2 * HOUR, f"sign {number}"), order=order)
        door = Door(clerk, MORNING + 3 * HOUR, f"down {number}")
        if topic == trees:
            delegate(door, order=order, unit=city.street, instruction="请现场查看")
            assert Assignment.objects.filter(order=order, unit=city.street).exists()
            continue
        with pytest.raises(Refused) as refused:
            delegate(door, order=order, unit=city.street, instruction="请现场查看")
        assert refused.value.code == "push_down_forbidden"
