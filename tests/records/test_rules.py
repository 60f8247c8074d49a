"""What binds everyone is kept by each process until it changes, and what bound an order then can still be read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.actions._append import note_new_rules
from lianxin.law.refusals import Refused
from lianxin.records.calendars import calendar_for
from lianxin.records.models import CalendarDay, CalendarYear, City, RegimeVersion, Unit
from lianxin.records.policies import policy_for
from lianxin.records.rules import current_policy, current_rules
from tests.small_city import MORNING, build_small_city

MAY_DAY = dt.date(2026, 5, 1)


@pytest.mark.django_db
def test_rules_are_read_once_and_again_when_they_changed() -> None:
    city = build_small_city()
    assert set(current_rules().units.units) == {city.hotline, city.department, city.street}
    with CaptureQueriesContext(connection) as asked:
        current_rules()
    assert len(asked) == 1
    Unit.objects.filter(pk=city.street).update(level=2)
    note_new_rules()
    street = current_rules().units.get(city.street)
    assert street is not None
    assert street.level == 2


@pytest.mark.django_db
def test_a_later_edition_of_a_year_replaces_the_earlier_and_both_can_be_read() -> None:
    build_small_city()
    before = current_rules().calendar
    edition = CalendarYear.objects.create(year=2026, edition=2, recorded_at=MORNING)
    CalendarDay.objects.create(calendar_year=edition, date=MAY_DAY, working=False, reason_zh="劳动节")
    note_new_rules()
    after = current_rules().calendar
    assert before.version != after.version
    assert not after.is_working(MAY_DAY)
    assert after.is_working(dt.date(2026, 5, 4))
    for version in (before.version, after.version):
        assert calendar_for(version).version == version
    with pytest.raises(LookupError):
        calendar_for("never")


@pytest.mark.django_db
def test_the_version_in_force_is_the_last_that_began() -> None:
    build_small_city()
    first = RegimeVersion.objects.get()
    tomorrow = MORNING + dt.timedelta(days=1)
    later = RegimeVersion.objects.create(
        version="later", regimes=first.regimes, texts=first.texts, on_date=tomorrow, in_force_from=tomorrow,
        recorded_at=MORNING,
    )  # fmt: skip
    RegimeVersion.objects.create(
        version="for the past", regimes=first.regimes, texts=first.texts, on_date=MORNING, recorded_at=MORNING
    )
    note_new_rules()
    rules = current_rules()
    assert rules.version_at(MORNING) == rules.version_at(tomorrow - dt.timedelta(seconds=1)) == first.version
    assert rules.version_at(tomorrow) == later.version
    assert current_policy(MORNING).version == first.version
    with pytest.raises(Refused) as refused:
        rules.version_at(MORNING - dt.timedelta(days=9000))
    assert refused.value.code == "no_regime_in_force"


@pytest.mark.django_db
def test_a_policy_read_back_is_the_one_that_was_adopted() -> None:
    build_small_city()
    version = RegimeVersion.objects.get().version
    assert policy_for(version).version == version
    with pytest.raises(Refused) as refused:
        policy_for("nobody adopted this")
    assert refused.value.code == "regime_unknown"


@pytest.mark.django_db
def test_without_a_city_nothing_begins() -> None:
    assert not City.objects.exists()
    with pytest.raises(Refused) as refused:
        current_rules()
    assert refused.value.code == "city_not_loaded"
