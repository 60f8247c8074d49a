"""A question whose SQL is kept answers like the question itself, for every value it is asked with."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from lianxin.records.kept import Kept, Small
from lianxin.records.models import OrderCaller, Person, WorkOrder
from tests.small_city import build_small_city, take


@pytest.mark.django_db
def test_a_kept_question_answers_each_value_like_a_fresh_one() -> None:
    city = build_small_city()
    orders = [take(city, key) for key in "abc"]
    kept = Kept(lambda number: WorkOrder.objects.filter(number=number).annotate(twice=F("id") * 2), number=str)
    for done in orders:
        fresh = WorkOrder.objects.annotate(twice=F("id") * 2).get(number=done.number)
        (found,) = kept.records(number=done.number)
        assert {name: value for name, value in vars(found).items() if name != "_state"} == {
            name: value for name, value in vars(fresh).items() if name != "_state"
        }
    assert kept.records(number="20990101-00001-1") == []


@pytest.mark.django_db
def test_a_column_of_two_octets_is_asked_for_a_small_number() -> None:
    done = take(build_small_city(), "a")
    kept = Kept(lambda serial: OrderCaller.objects.filter(serial=serial), serial=Small)
    assert [one.order_id for one in kept.records(serial=1)] == [done.order]
    assert kept.records(serial=2) == []


@pytest.mark.django_db
def test_related_records_come_along() -> None:
    done = take(build_small_city(), "a")
    kept = Kept(lambda order: OrderCaller.objects.filter(order=order).select_related("person"), order=int)
    with CaptureQueriesContext(connection) as said:
        (caller,) = kept.records(order=done.order)
        assert caller.person is not None
        assert caller.person.phone_digest is not None
    assert len(said) == 1


@pytest.mark.django_db
def test_octets_are_values_like_any_other() -> None:
    city = build_small_city()
    take(city, "a")
    person = Person.objects.get()
    kept = Kept(lambda digest: Person.objects.filter(phone_digest=digest), digest=bytes)
    assert kept.records(digest=bytes(person.phone_digest or b"")) == [person]
    assert kept.records(digest=b"nobody's") == []


@pytest.mark.django_db
def test_a_value_that_is_changed_on_its_way_is_no_value_of_a_kept_question() -> None:
    kept = Kept(lambda words: WorkOrder.objects.filter(number__contains=words), words=str)
    with pytest.raises(TypeError, match="words"):
        kept.records(words="2026")
