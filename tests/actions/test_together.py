"""Several acts in one transaction: all of them or none, and the next takes up what the last one left."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from lianxin.actions import Door, queue, together
from lianxin.actions._door import Done
from lianxin.law.refusals import Refused
from lianxin.law.words import OrderState
from lianxin.records.models import Event, RequestKey, WorkOrder
from tests.small_city import MORNING, SmallCity, build_small_city, take


@pytest.mark.django_db
def test_the_second_act_does_not_read_again_what_the_first_one_made() -> None:
    city = build_small_city()
    with CaptureQueriesContext(connection) as said:
        first, second = together(lambda: received_and_queued(city, "a"))
    assert (first.sequence, second.sequence) == (1, 2)
    assert WorkOrder.objects.get(pk=first.order).state is OrderState.DISPATCHING
    assert [sql["sql"] for sql in said.captured_queries if "FOR UPDATE" in sql["sql"]] == []
    events = Event.objects.filter(subject_id=first.order).order_by("sequence")
    assert [event.name for event in events] == ["receive", "queue"]


@pytest.mark.django_db
def test_a_refused_second_act_leaves_nothing_of_the_first() -> None:
    city = build_small_city()

    def twice_queued() -> list[Done]:
        done = received_and_queued(city, "a")
        return [*done, queue(Door(city.agent, MORNING, "again"), order=done[0].order)]

    with pytest.raises(Refused):
        together(twice_queued)
    assert not WorkOrder.objects.exists()
    assert not RequestKey.objects.filter(key__in=["a", "queue:a", "again"]).exists()


@pytest.mark.django_db
def test_the_same_request_again_finds_what_came_of_it() -> None:
    city = build_small_city()
    first = together(lambda: received_and_queued(city, "a"))
    again = together(lambda: received_and_queued(city, "a"))
    assert again == [Done(one.order, one.number, one.sequence, repeated=True) for one in first]
    assert WorkOrder.objects.count() == 1


def test_the_same_request_at_the_same_time_makes_one_order(committing_db: str) -> None:
    _ = committing_db
    city = build_small_city()
    start = threading.Barrier(4)

    def ask() -> list[Done]:
        start.wait()
        try:
            return together(lambda: received_and_queued(city, "a"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(4)]]
    assert len({one.order for answer in answers for one in answer}) == 1
    assert sorted(answer[0].repeated for answer in answers) == [False, True, True, True]
    assert WorkOrder.objects.count() == 1


def received_and_queued(city: SmallCity, key: str) -> list[Done]:
    first = take(city, key)
    return [first, queue(Door(city.agent, MORNING, f"queue:{key}"), order=first.order)]
