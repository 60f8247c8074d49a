"""One-time codes behind the door: kept as digests, encrypted until sent, few, short-lived and good once (R47)."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from lianxin import actions
from lianxin.actions import CallerEntry, Done, Door
from lianxin.actions._one_time import MOST_TO_CONTACT, MOST_TRIES
from lianxin.actions._tries import MOST_FROM_ADDRESS
from lianxin.actions.try_contact import try_contact
from lianxin.actions.try_one_time_code import try_one_time_code
from lianxin.actions.try_query_code import try_query_code
from lianxin.jobs.deliver import deliver
from lianxin.jobs.turn import Turn
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.numbers import format_number
from lianxin.law.refusals import Refused
from lianxin.law.words import DeliveryState, Role
from lianxin.messaging.port import Message, NotSent
from lianxin.records.models import CodeAttempt, Delivery, Event, OneTimeCode, OrderCaller
from lianxin.records.query_codes import CodeHolder, mark_of
from tests.small_city import SmallCity, build_small_city, matter

WANG = CallerEntry(name="王小明", phone="13812345621")
LASTS = dt.timedelta(minutes=10)
_keys = itertools.count(1)
_began: list[dt.datetime] = []
"""The moment at which the test began: messages of the past are recorded and not sent."""


def moment(hours: float = 0) -> dt.datetime:
    """So many hours after the test began."""
    return _began[-1] + dt.timedelta(hours=hours)


class Pocket:
    """A way of sending that keeps what it sends, or is away."""

    def __init__(self, *, away: bool = False) -> None:
        self.away, self.bodies = away, list[str]()

    def send(self, message: Message) -> None:
        """It arrives, unless it is away."""
        if self.away:
            raise NotSent("away")
        if message.template == "one_time_code":
            self.bodies.append(message.body)


@pytest.fixture
def city(db: None, tmp_path: Path) -> Iterator[SmallCity]:
    _began[:] = [timezone.now()]
    with override_settings(DATA=tmp_path, EMAIL_HOST=""):
        yield build_small_city()


def door(actor: Actor, hours: float = 0) -> Door:
    return Door(actor, moment(hours), f"otc-{next(_keys)}")


def receive(city: SmallCity, *callers: CallerEntry) -> Done:
    return actions.receive(door(city.agent), intake=matter(), callers=callers or (WANG,))


def caller(order: int, serial: int = 1) -> Actor:
    person = OrderCaller.objects.get(order=order, serial=serial).person_id
    return Actor(role=Role.CALLER, person=person, caller=serial)


def send(done: Done, hours: float = 0.1) -> Done:
    return actions.send_one_time_code(door(caller(done.order), hours), order=done.order, caller=1)


def arrived(hours: float = 0.1) -> str:
    """What comes to the telephone."""
    pocket = Pocket()
    deliver(moment(hours), Turn(), pocket)
    found = re.search(r"验证码 (\d{6})", pocket.bodies[-1])
    assert found is not None
    return found[1]


def tried(done: Done, code: str, hours: float = 0.1) -> str:
    holder = CodeHolder(done.order, 1)
    try:
        try_one_time_code(door(caller(done.order), hours), holder=holder, code=code, lasts=LASTS)
    except Refused as refused:
        return refused.code
    return "right"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_is_readable_by_nobody_once_it_has_gone(city: SmallCity) -> None:
    done = receive(city)
    send(done)
    row = OneTimeCode.objects.get()
    assert row.code_ct is not None
    code = arrived()
    row.refresh_from_db()
    assert row.code_ct is None
    assert code not in str(vars(row))
    event = Event.objects.get(name="send_one_time_code")
    assert event.payload == {"caller": 1, "changes": {}}
    assert tried(done, code) == "right"


def test_it_waits_encrypted_while_the_way_is_away(city: SmallCity) -> None:
    done = receive(city)
    send(done)
    deliver(moment(0.1), Turn(), Pocket(away=True))
    assert OneTimeCode.objects.get().code_ct is not None
    assert tried(done, arrived(0.12), 0.13) == "right"


def test_what_has_run_out_is_not_sent_any_more(city: SmallCity) -> None:
    done = receive(city)
    send(done)
    pocket = Pocket()
    deliver(moment(2), Turn(), pocket)
    assert pocket.bodies == []
    assert Delivery.objects.get(order=done.order, template="one_time_code").state is DeliveryState.RECORDED
    assert OneTimeCode.objects.get().code_ct is None


def test_five_tries_and_not_one_more(city: SmallCity) -> None:
    done = receive(city)
    send(done)
    code = arrived()
    assert [tried(done, wrong(code)) for _ in range(MOST_TRIES)] == ["one_time_code_wrong"] * MOST_TRIES
    assert tried(done, code) == "one_time_code_wrong"


def test_it_is_good_once_and_for_ten_minutes(city: SmallCity) -> None:
    done = receive(city)
    send(done)
    code = arrived()
    assert tried(done, code, 0.3) == "one_time_code_wrong", "twelve minutes later"
    assert (tried(done, code), tried(done, code)) == ("right", "one_time_code_wrong")


def test_the_last_one_counts_and_belongs_to_its_caller(city: SmallCity) -> None:
    done, other = receive(city), receive(city, CallerEntry(name="李小红", phone="13900001111"))
    send(done)
    first = arrived()
    send(done, 0.12)
    second = arrived(0.12)
    assert tried(other, second, 0.13) == "one_time_code_wrong"
    if first != second:
        assert tried(done, first, 0.13) == "one_time_code_wrong"
    assert tried(done, second, 0.13) == "right"


def test_only_so_many_to_one_contact_in_an_hour_whatever_the_order(city: SmallCity) -> None:
    orders = [receive(city) for _ in range(2)]
    for place in range(MOST_TO_CONTACT):
        send(orders[place % 2])
    events = Event.objects.filter(name="send_one_time_code").count()
    with pytest.raises(Refused, match="one_time_codes_sent_too_often"):
        send(orders[0])
    assert Event.objects.filter(name="send_one_time_code").count() == events, "refused wholly"
    assert send(orders[0], 1.2)


def test_the_same_request_twice_sends_one(city: SmallCity) -> None:
    done = receive(city)
    once = door(caller(done.order), 0.1)
    for _ in range(2):
        actions.send_one_time_code(once, order=done.order, caller=1)
    assert OneTimeCode.objects.count() == 1


def test_without_a_way_to_send_none_is_made(city: SmallCity) -> None:
    done = receive(city)
    with override_settings(EMAIL_HOST="mail.example.org"), pytest.raises(Refused, match="no_way_to_send_code"):
        send(done)
    assert not OneTimeCode.objects.exists()
    mailbox = receive(city, CallerEntry(name="李小红", contact="li@example.org"))
    with override_settings(EMAIL_HOST="mail.example.org"):
        send(mailbox)


def test_r63_forgetting_takes_codes_and_ends_visits(city: SmallCity) -> None:
    done = receive(city)
    holder = CodeHolder(done.order, 1)
    mark = mark_of(holder)
    assert mark is not None
    actions.renew_query_code(door(city.agent, 0.2), order=done.order, caller=1)
    assert mark_of(holder) not in (mark, None)
    send(done)
    actions.answer(door(city.agent, 1), order=done.order, content="已告知。")
    actions.archive(door(SYSTEM, 24 * 40), order=done.order)
    head = Actor(role=Role.HEAD_OF_CENTRE, staff=city.agent.staff, unit=city.hotline)
    person = OrderCaller.objects.get(order=done.order).person_id
    actions.forget(door(head, 24 * 41), person=person or 0)
    assert not OneTimeCode.objects.exists()
    assert mark_of(holder) is None


# ---- contacts and addresses ------------------------------------------------------------------------------------------


def asked(city: SmallCity, number: str, contact: str) -> str:
    try:
        return str(try_contact(door(city.agent, 0.1), number=number, contact=contact).caller)
    except Refused as refused:
        return refused.code


def test_a_contact_is_found_as_people_type_it(city: SmallCity) -> None:
    done = receive(city, WANG, CallerEntry(name="李小红", contact="li@example.org"))
    assert asked(city, done.number, "138 1234-5621") == "1"
    assert asked(city, done.number.replace("-", ""), " LI@example.org") == "2"
    for contact in ("13812345622", "?", "", "6:li"):
        assert asked(city, done.number, contact) in ("query_code_wrong", "query_codes_tried_too_often")


def test_contacts_are_counted_as_codes_are_for_unknown_numbers_too(city: SmallCity) -> None:
    done = receive(city)
    for number in (done.number, format_number(dt.date(2024, 1, 5), 42)):
        answers = [asked(city, number, "13900009999") for _ in range(6)]
        assert answers == ["query_code_wrong"] * 5 + ["query_codes_tried_too_often"]
    assert asked(city, done.number, WANG.phone) == "query_codes_tried_too_often"


def test_a_shared_address_survives_right_tries_and_the_wrong_ones_of_a_quarter_of_an_hour(city: SmallCity) -> None:
    done = receive(city)
    (given,) = done.query_codes
    stranger = Actor(role=Role.CALLER)

    def one(number: str, code: str, source: str, hours: float = 0.1) -> str:
        try:
            try_query_code(door(stranger, hours), number=number, code=code, source=source)
        except Refused as refused:
            return refused.code
        return "right"

    for _ in range(MOST_FROM_ADDRESS + 5):
        assert one(done.number, given.code, "192.0.2.1") == "right"
    for place in range(MOST_FROM_ADDRESS):
        assert one(format_number(dt.date(2024, 1, 5), place + 1), "123456", "192.0.2.1") == "query_code_wrong"
    assert one(done.number, given.code, "192.0.2.1") == "query_codes_tried_too_often"
    assert one(done.number, given.code, "192.0.2.2") == "right"
    assert not CodeAttempt.objects.filter(source_digest=b"192.0.2.1").exists(), "the address itself is not kept"
    assert one(done.number, given.code, "192.0.2.1", 0.5) == "right"
    assert not CodeAttempt.objects.exists()


@pytest.mark.usefixtures("committing_db")
def test_many_at_the_same_time_use_it_once(tmp_path: Path) -> None:
    _began[:] = [timezone.now()]
    with override_settings(DATA=tmp_path, EMAIL_HOST=""):
        city = build_small_city()
        done = receive(city)
        send(done)
        code, many = arrived(), 8
        start = threading.Barrier(many)

        def one(_: int) -> str:
            start.wait()
            try:
                return tried(done, code)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(many) as pool:
            answers = list(pool.map(one, range(many)))
    assert answers.count("right") == 1
