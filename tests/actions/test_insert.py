"""What is inserted with kept SQL says what its records say, and the database fills in the rest."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from lianxin.actions import Door, dispatch
from lianxin.actions._insert import insert
from lianxin.records.fields import BigramField
from lianxin.records.models import (
    Assignment,
    Clock,
    Delivery,
    Event,
    OrderCaller,
    OrderText,
    Person,
    RequestKey,
    WebArrival,
    WorkOrder,
)
from tests.small_city import MORNING, build_small_city, take

WHO_INSERT = ("_save", "_request", "_people")


def said_of(record: models.Model) -> dict[str, Any]:
    """Every column as it is compared: but for what the database fills in, and words that it puts into its own order."""
    columns = [one for one in record._meta.concrete_fields if one.db_default is models.NOT_PROVIDED]
    return {one.attname: plain(getattr(record, one.attname)) for one in columns if not isinstance(one, BigramField)}


def plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.django_db
def test_every_row_of_an_act_says_what_its_record_says(monkeypatch: pytest.MonkeyPatch) -> None:
    written: set[type[models.Model]] = set()

    def watched(records: Sequence[models.Model]) -> None:
        insert(records)
        for record in records:
            assert said_of(type(record)._base_manager.get(pk=record.pk)) == said_of(record)
            assert not record._state.adding
            written.add(type(record))

    for name in WHO_INSERT:
        monkeypatch.setattr(importlib.import_module(f"lianxin.actions.{name}"), "insert", watched)
    city = build_small_city()
    done = take(city, "a")
    door = Door(city.dispatcher, MORNING + dt.timedelta(minutes=5), "b")
    dispatch(door, order=done.order, unit=city.department, transfer="请办")
    assert written == {WorkOrder, OrderCaller, Clock, Assignment, Event, OrderText, Delivery, RequestKey, Person}


@pytest.mark.django_db
def test_many_rows_are_one_statement_and_each_gets_its_own_key() -> None:
    fresh = [WebArrival(source_digest=bytes([place] * 32), at=MORNING) for place in range(3)]
    with CaptureQueriesContext(connection) as said:
        insert(fresh)
        insert([])
    assert len(said) == 1
    stored = dict(WebArrival.objects.values_list("pk", "source_digest"))
    assert {one.pk: bytes(stored[one.pk]) for one in fresh} == {one.pk: one.source_digest for one in fresh}
    assert len(stored) == 3


@pytest.mark.django_db
def test_what_the_database_fills_in_is_not_given_by_hand() -> None:
    take(build_small_city(), "a")
    event = Event.objects.order_by("recorded_at").first()
    assert event is not None
    assert event.transaction_id
    with pytest.raises(TypeError, match="transaction_id"):
        insert([event])
