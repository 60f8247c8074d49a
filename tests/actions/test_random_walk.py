"""The walk through the one door on a real PostgreSQL: what is stored, logged and chained stays true after every act."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.law.actors import SYSTEM
from lianxin.law.changes import replay
from lianxin.law.event_chain import StoredEvent, verify_chain
from lianxin.law.seals import Head
from lianxin.law.state import OrderAggregate
from lianxin.records.load import read_order
from lianxin.records.models import Delivery, Event, OrderText, WorkOrder
from tests.actions.door_walk import BehindTheDoor, bind, build_walkers_city
from tests.law.steward import bring_to_an_end
from tests.law.truths import Step, broken, leaks
from tests.law.walk import STACKS, WORDS, Act, Dice, Walk

FULL = os.environ.get("LIANXIN_FULL") == "1"
LIVES = 1_500 if FULL else 150
"""On each of the two servers, so twice as many in all."""


@pytest.fixture
def walkers_city(db: None) -> Iterator[None]:
    """The city of the walks, once for all lives of a test."""
    build_walkers_city()
    yield
    connection.check_constraints()


class Watch:
    """Reads back what an act has stored: the truths, the event, and that an act refused has left nothing."""

    def __init__(self, stage: BehindTheDoor) -> None:
        self.stage = stage
        self.before: dict[int, OrderAggregate] = {}
        self.told: list[str] = []

    def __call__(self, act: Act, changed: list[int]) -> None:
        self.told.append(f"{self.stage.now:%m-%d %H:%M} {act}")
        for order in changed:
            after = self.stage.read(order)
            step = Step(act.action, self.before.get(order), after, self.stage.around(SYSTEM, order))
            payload = Event.objects.filter(subject_kind="order", subject_id=order).latest("sequence").payload
            faults = broken(step) + leaks(json.dumps(payload, ensure_ascii=False), WORDS)
            assert not faults, self.story(faults)
            self.before[order] = after

    def story(self, faults: list[str]) -> str:
        return "\n".join([*faults, "after:", *self.told[-12:]])


def chain_of(order: int) -> list[StoredEvent]:
    """The order's events as they are stored, payloads as text."""
    fields = [name for name in StoredEvent._fields if name != "payload"]
    rows = Event.objects.filter(subject_kind="order", subject_id=order).order_by("sequence")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT payload::text FROM event WHERE subject_kind = 'order' AND subject_id = %s ORDER BY sequence",
            [order],
        )
        payloads = [text for (text,) in cursor.fetchall()]
    return [
        StoredEvent(**{name: getattr(row, name) for name in fields}, payload=text)
        for row, text in zip(rows, payloads, strict=True)
    ]


def check_order(order: int) -> None:
    """Stored state, log and chain agree; every text of the log is there, or was destroyed with its key."""
    row = WorkOrder.objects.get(pk=order)
    events = chain_of(order)
    assert len(events) == row.head_sequence
    assert verify_chain(events, Head("order", row.pk, row.head_sequence, bytes(row.head_hash))) == []
    stored = read_order(order).aggregate
    assert replay([json.loads(event.payload)["changes"] for event in events]) == stored
    told = [text["digest"] for event in events for text in json.loads(event.payload).get("texts", [])]
    kept = list(OrderText.objects.filter(order=order).order_by("sequence", "place").values_list("digest", flat=True))
    assert told == kept
    keys = list(Delivery.objects.filter(order=order).values_list("key", flat=True))
    assert len(keys) == len(set(keys))


def live(script: bytes, stack: str) -> tuple[BehindTheDoor, Walk]:
    """One life behind the door, brought to its end by the steward, with its log and chain verified."""
    bind(STACKS[stack])
    stage = BehindTheDoor()
    watch = Watch(stage)
    walk = Walk(Dice(script), stage, watch)
    walk.go()
    for order in stage.orders:
        assert read_order(order).aggregate == stage.read(order), "a refused act has changed something"
        check_order(order)
        bring_to_an_end(stage, order)
        check_order(order)
    return stage, walk


@pytest.mark.usefixtures("walkers_city")
def test_no_walk_through_the_door_breaks_the_law_or_the_log() -> None:
    acts = []

    @settings(
        max_examples=LIVES,
        deadline=None,
        derandomize=not FULL,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(script=st.binary(min_size=300, max_size=900), stack=st.sampled_from(sorted(STACKS)))
    def lives(script: bytes, stack: str) -> None:
        with transaction.atomic():
            _, walk = live(script, stack)
            acts.append(sum(walk.done.values()))
            transaction.set_rollback(True)

    lives()
    assert len(acts) >= LIVES
    assert sum(acts) / len(acts) > 12, "these were hardly lives"
