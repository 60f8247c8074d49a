"""The one door: one act, one event; the same request once; what is stored is what the log says."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from lianxin.actions._door import Done, Door
from lianxin.actions._live import CHANNEL, settle
from lianxin.actions.dispatch import dispatch
from lianxin.actions.feed_back import feed_back
from lianxin.actions.queue import queue
from lianxin.actions.reply import reply
from lianxin.actions.sign import sign
from lianxin.law.changes import replay
from lianxin.law.decisions.feedback import Result
from lianxin.law.event_chain import StoredEvent, verify_chain
from lianxin.law.refusals import Refused
from lianxin.law.seals import Head
from lianxin.law.words import OrderState, Outcome, ReplyWay
from lianxin.records.load import read_order
from lianxin.records.models import Event, OrderText, RequestKey, WorkOrder
from lianxin.records.search import search_query
from tests.patience import PATIENCE
from tests.small_city import MORNING, SmallCity, build_small_city, take

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def send(city: SmallCity, done: Done, key: str = "send") -> Done:
    return dispatch(
        Door(city.dispatcher, MORNING + HOUR, key),
        order=done.order,
        unit=city.department,
        transfer="中山路路灯不亮，请核实处理。",
    )


def chain(order: int) -> list[StoredEvent]:
    fields = [name for name in StoredEvent._fields if name != "payload"]
    rows = Event.objects.filter(subject_kind="order", subject_id=order).order_by("sequence")
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload::text FROM event WHERE subject_id = %s ORDER BY sequence", [order])
        payloads = [text for (text,) in cursor.fetchall()]
    return [
        StoredEvent(**{name: getattr(row, name) for name in fields}, payload=text)
        for row, text in zip(rows, payloads, strict=True)
    ]


def test_a_matter_becomes_an_order_and_one_event(city: SmallCity) -> None:
    done = take(city, "a")
    order = WorkOrder.objects.get(pk=done.order)
    assert order.state is OrderState.REGISTERED
    assert order.number == done.number
    assert done.sequence == order.head_sequence == 1
    assert [event.name for event in Event.objects.filter(subject_id=done.order)] == ["receive"]


def test_replaying_the_log_gives_the_stored_state(city: SmallCity) -> None:
    done = take(city, "a")
    send(city, done)
    sign(Door(city.clerk, MORNING + 2 * HOUR, "sign"), order=done.number)
    payloads = Event.objects.filter(subject_id=done.order).order_by("sequence").values_list("payload", flat=True)
    stored = read_order(done.order).aggregate
    assert replay(payload["changes"] for payload in payloads) == stored
    assert stored.order.state is OrderState.HANDLING
    assert len(stored.clock) > 1


def test_the_chain_of_an_order_verifies_to_its_head(city: SmallCity) -> None:
    done = take(city, "a")
    send(city, done)
    order = WorkOrder.objects.get(pk=done.order)
    head = Head("order", order.pk, order.head_sequence, bytes(order.head_hash))
    events = chain(done.order)
    assert len(events) == 2
    assert verify_chain(events, head) == []
    assert verify_chain([events[0]._replace(article="R1"), events[1]], head) != []


def test_texts_are_in_the_event_by_digest_only(city: SmallCity) -> None:
    done = take(city, "a")
    event = Event.objects.get(subject_id=done.order)
    texts = list(OrderText.objects.filter(order=done.order).order_by("place"))
    assert event.payload["texts"] == [{"kind": text.kind.value, "digest": text.digest} for text in texts]
    assert "路灯" not in str(event.payload)
    assert "13812345621" not in str(event.payload)
    assert "王小明" not in str(event.payload)


def test_texts_are_found_by_any_substring_of_two_characters(city: SmallCity) -> None:
    done = take(city, "a")
    for words, found in (("灯不", True), ("路灯不亮", True), ("亮", True), ("灯路", False), ("不亮路灯", False)):
        texts = OrderText.objects.filter(order=done.order, search=search_query(words))
        assert texts.exists() is found, words


def test_the_same_request_twice_is_one_event(city: SmallCity) -> None:
    first, second = take(city, "a"), take(city, "a")
    assert not first.repeated
    assert second.repeated
    assert (second.order, second.number, second.sequence) == (first.order, first.number, first.sequence)
    assert WorkOrder.objects.count() == 1
    sent, again = send(city, first), send(city, first)
    assert again.repeated
    assert again.sequence == sent.sequence
    assert Event.objects.filter(subject_id=first.order).count() == 2


def test_the_same_key_with_another_body_is_refused(city: SmallCity) -> None:
    done = take(city, "a")
    with pytest.raises(Refused) as refused:
        take(city, "a", title="井盖丢失")
    assert refused.value.code == "request_key_reused"
    send(city, done, key="b")
    with pytest.raises(Refused) as refused:
        dispatch(Door(city.dispatcher, MORNING, "b"), order=done.order, unit=city.department, transfer="另一段文字")
    assert refused.value.code == "request_key_reused"


def test_two_people_may_use_the_same_key(city: SmallCity) -> None:
    done = take(city, "a")
    assert not send(city, done, key="a").repeated


def test_a_refused_act_leaves_no_trace(city: SmallCity) -> None:
    done = take(city, "a")
    before = read_order(done.order).aggregate
    with pytest.raises(Refused):
        sign(Door(city.clerk, MORNING, "sign"), order=done.order)
    assert read_order(done.order).aggregate == before
    assert RequestKey.objects.filter(key="sign").count() == 0


def test_an_unknown_order_is_refused(city: SmallCity) -> None:
    for unknown in (1, "20261106-99999-1"):
        with pytest.raises(Refused) as refused:
            queue(Door(city.agent, MORNING, "x"), order=unknown)
        assert refused.value.code == "order_unknown"


def test_no_act_takes_more_than_twelve_statements(city: SmallCity) -> None:
    order = take(city, "warm").order
    clerk = Door(city.clerk, MORNING + 2 * HOUR, "reply")
    acts: dict[str, Callable[[], Done]] = {
        "receive": lambda: take(city, "counted"),
        "dispatch": lambda: send(city, Done(order=order, number="", sequence=0)),
        "sign": lambda: sign(Door(city.clerk, MORNING + 2 * HOUR, "sign"), order=order),
        "reply": lambda: reply(clerk, order=order, caller=1, way=ReplyWay.BRIDGED_CALL, content="已修好，谢谢反映。"),
        "feed_back": lambda: feed_back(
            Door(city.clerk, MORNING + 3 * HOUR, "feed"),
            order=order,
            result=Result(outcome=Outcome.DONE, findings="灯泡损坏。", measures="已更换。"),
        ),
    }
    for name, act in acts.items():
        with CaptureQueriesContext(connection) as asked:
            act()
        counted = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(counted) <= 12, f"{name}: {len(counted)}\n" + "\n".join(counted)


def in_threads(*acts: Callable[[], object]) -> list[object]:
    """Runs each act in a thread of its own, all at once; returns results and refusals."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.usefixtures("committing_db")
def test_of_four_at_once_one_wins_and_three_are_told_why() -> None:
    city = build_small_city()
    done = take(city, "a")
    answers = in_threads(*(lambda key=key: send(city, done, key=f"key-{key}") for key in range(4)))
    refused = [one.code for one in answers if isinstance(one, Refused)]
    assert sum(isinstance(one, Done) for one in answers) == 1
    assert len(refused) == 3
    assert set(refused) == {"wrong_state"} or len(set(refused)) == 1
    assert WorkOrder.objects.get(pk=done.order).head_sequence == 2


@pytest.mark.usefixtures("committing_db")
def test_the_same_request_at_the_same_time_is_one_event() -> None:
    city = build_small_city()
    taken = in_threads(*(lambda: take(city, "same") for _ in range(4)))
    dones = [one for one in taken if isinstance(one, Done)]
    assert len(dones) == 4
    assert sorted(one.repeated for one in dones) == [False, True, True, True]
    assert WorkOrder.objects.count() == 1
    sent = in_threads(*(lambda: send(city, dones[0]) for _ in range(4)))
    assert sorted(one.repeated for one in sent if isinstance(one, Done)) == [False, True, True, True]
    assert Event.objects.count() == 2


@pytest.mark.usefixtures("committing_db")
def test_live_pages_hear_of_a_commit_once_and_soon(committing_db: str) -> None:
    city = build_small_city()
    settle()  # what earlier tests have announced in this process
    with psycopg.connect(committing_db, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        done = take(city, "a")
        send(city, done)
        unit = WorkOrder.objects.get(pk=done.order).host_unit_id
        wanted, heard = {str(done.order), f"unit:{unit}"}, set[str]()
        for notice in listener.notifies(timeout=PATIENCE):
            heard |= set(notice.payload.split(","))
            if heard >= wanted:
                break
    assert heard == wanted
