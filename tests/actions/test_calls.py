"""Calls behind the door: told twice they happen once, nobody else's can be touched, and numbers go when they must."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import Any

import orjson
import psycopg
import pytest

from lianxin import actions
from lianxin.actions import CallerEntry, Done, Door
from lianxin.actions._live import CHANNEL, settle
from lianxin.actions.destroy_numbers import destroy_numbers
from lianxin.actions.take_call_event import take_call_event
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.event_body import StoredEvent
from lianxin.law.event_chain import verify_chain
from lianxin.law.refusals import Refused
from lianxin.law.seals import Head
from lianxin.law.words import (
    CallDisposition,
    CallEndedBy,
    CallEventKind,
    CallMissed,
    CallRelation,
    CallState,
    NumberPurpose,
    RequestType,
    Role,
    SubjectKind,
)
from lianxin.records.calls import calls_on_desk, facts_of, masked_number, number_of
from lianxin.records.models import Call, CallOrder, Event, Person, RequestKey, Staff
from lianxin.telephony.port import CallEvent
from tests.patience import PATIENCE
from tests.small_city import MORNING, SmallCity, build_small_city, matter

NUMBER, SEAT = "13812345621", "2017"
K = CallEventKind
_keys = itertools.count(1)


@pytest.fixture
def city(db: None) -> SmallCity:
    return with_seat(build_small_city())


def with_seat(city: SmallCity) -> SmallCity:
    Staff.objects.filter(pk=city.agent.staff).update(number=SEAT)
    return city


def event(kind: CallEventKind, call: str = "c1", *, seconds: float = 0, key: str = "", **more: Any) -> CallEvent:
    given: dict[str, Any] = {"caller": NUMBER, "queue": "市民诉求", "agent": SEAT}
    at = MORNING + dt.timedelta(seconds=seconds)
    return CallEvent("pbx", key or f"e{next(_keys)}", kind, call, at, **(given | more))


def ring(call: str = "c1", **more: Any) -> Call:
    done = take_call_event(event(K.AGENT_OFFERED, call, **more))
    assert done is not None
    return Call.objects.get(pk=done.call)


def talk(call: str = "c1", **more: Any) -> Call:
    ring(call, **more)
    take_call_event(event(K.ANSWERED, call, seconds=4))
    return Call.objects.get(source_id=call)


def over(call: str = "c1", **more: Any) -> Call:
    talk(call, **more)
    take_call_event(event(K.ENDED, call, seconds=90, ended_by=CallEndedBy.CALLER))
    return Call.objects.get(source_id=call)


def door(actor: Actor, minutes: float = 3) -> Door:
    return Door(actor, MORNING + dt.timedelta(minutes=minutes), f"calls-{next(_keys)}")


def received(city: SmallCity, *callers: CallerEntry) -> Done:
    callers = callers or (CallerEntry(name="王小明", phone=NUMBER),)
    return actions.receive(door(city.agent), intake=matter(), callers=callers)


def tie(city: SmallCity, call: Call, done: Done, relation: CallRelation = CallRelation.RECEIVED) -> None:
    actions.link_call(door(city.agent), call=call.pk, order=done.order, relation=relation)


def events_of(call: Call) -> list[Event]:
    return list(Event.objects.filter(subject_kind=SubjectKind.CALL, subject_id=call.pk).order_by("sequence"))


def assert_whole() -> None:
    """Every chain of a call holds, to its head."""
    for call in Call.objects.all():
        rows = [
            StoredEvent(*row)._replace(payload=orjson.dumps(row[StoredEvent._fields.index("payload")]))
            for row in Event.objects.filter(subject_kind="call", subject_id=call.pk)
            .order_by("sequence")
            .values_list(*StoredEvent._fields)
        ]
        head = Head("call", call.pk, call.head_sequence, bytes(call.head_hash))
        assert verify_chain([row._replace(hash=bytes(row.hash)) for row in rows], head) == []


def refusal(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_a_call_is_told_step_by_step_and_its_log_gives_it_back(city: SmallCity) -> None:
    take_call_event(event(K.QUEUE_ENTERED, agent="", queued_at=MORNING))
    call = over(seconds=12)
    tie(city, call, received(city))
    actions.dispose_call(door(city.agent), call=call.pk)
    call.refresh_from_db()
    assert facts_of(call).state is CallState.DISPOSED
    assert call.disposition is CallDisposition.MATTER
    names = [one.name for one in events_of(call)]
    assert names == ["offer_call", "offer_call", "answer_call", "end_call", "link_call", "dispose_call"]
    told: dict[str, Any] = {}
    for one in events_of(call):
        told |= one.payload["changes"]
    assert told["agent"] == city.agent.staff
    assert told["ended_by"] == "caller"
    assert told["disposition"] == "matter"
    moments = {name: dt.datetime.fromisoformat(told[name]) for name in ("rang_at", "answered_at", "ended_at")}
    assert moments == {name: getattr(call, name) for name in moments}


def test_the_same_event_twice_is_one(city: SmallCity) -> None:
    for _ in range(2):
        first = take_call_event(event(K.AGENT_OFFERED, key="same"))
        take_call_event(event(K.ANSWERED, seconds=4, key="again"))
    assert first is not None
    assert first.repeated
    assert [one.name for one in events_of(Call.objects.get())] == ["offer_call", "answer_call"]
    _ = city


def test_what_does_not_change_a_call_is_let_go_by(city: SmallCity) -> None:
    call = talk()
    for kind in (K.IVR_CHOICE, K.HELD, K.RECORDING_READY, K.AGENT_PAUSE, K.QUEUE_LEFT):
        assert take_call_event(event(kind)) is None
    assert len(events_of(call)) == 2
    _ = city


def test_a_call_that_was_not_picked_up_rings_at_another_desk(city: SmallCity) -> None:
    other = Staff.objects.create(username="other", display_name="other", number="2018")
    ring()
    take_call_event(event(K.AGENT_NO_ANSWER, seconds=15))
    assert calls_on_desk(city.agent.staff or 0) == []
    take_call_event(event(K.AGENT_OFFERED, seconds=16, agent="2018"))
    take_call_event(event(K.AGENT_OFFER_CANCELLED, seconds=17))  # late, of the first telephone
    assert [one.agent_id for one in calls_on_desk(other.pk)] == [other.pk]
    assert Call.objects.count() == 1


def test_a_call_rings_no_longer_at_a_seat_that_is_nobodys_by_now(city: SmallCity) -> None:
    ring()
    Staff.objects.filter(pk=city.agent.staff).update(is_active=False)
    take_call_event(event(K.AGENT_NO_ANSWER, seconds=15))
    assert calls_on_desk(city.agent.staff or 0) == []


def test_a_caller_who_gives_up_leaves_nothing_to_do(city: SmallCity) -> None:
    call = ring()
    take_call_event(event(K.ENDED, seconds=9, ended_by=CallEndedBy.CALLER))
    call.refresh_from_db()
    assert call.missed is CallMissed.ABANDONED
    assert calls_on_desk(city.agent.staff or 0) == []
    assert refusal(lambda: actions.dispose_call(door(city.agent), call=call.pk)) == "call_elsewhere"


def test_an_answered_call_stays_on_the_desk_until_it_has_an_outcome(city: SmallCity) -> None:
    call = over()
    assert [one.pk for one in calls_on_desk(city.agent.staff or 0)] == [call.pk]
    actions.dispose_call(door(city.agent), call=call.pk, disposition=CallDisposition.SILENT)
    assert calls_on_desk(city.agent.staff or 0) == []


def test_an_unknown_seat_and_an_unknown_call_are_refused(city: SmallCity) -> None:
    assert refusal(lambda: ring(agent="9999")) == "seat_unknown"
    assert refusal(lambda: take_call_event(event(K.ANSWERED, "never offered"))) == "call_unknown"
    assert not Call.objects.exists()
    _ = city


def test_nobody_handles_the_call_of_another(city: SmallCity) -> None:
    call, done = over(), received(city)
    stranger = Staff.objects.create(username="other", display_name="other", number="2018")
    other = Actor(Role.AGENT, staff=stranger.pk, unit=city.hotline)
    relation = CallRelation.RECEIVED
    for act in (
        lambda: actions.link_call(door(other), call=call.pk, order=done.order, relation=relation),
        lambda: actions.dispose_call(door(other), call=call.pk, disposition=CallDisposition.TEST),
        lambda: actions.reveal_number(door(other), call=call.pk, purpose=NumberPurpose.VERIFY),
    ):
        assert refusal(act) == "call_unknown"
    assert refusal(lambda: actions.dispose_call(door(city.clerk), call=call.pk)) == "not_your_duty"
    assert len(events_of(call)) == 3
    assert not CallOrder.objects.exists()


def test_r26_one_call_leads_to_several_orders(city: SmallCity) -> None:
    call = talk()
    first, second = received(city), received(city)
    for done in (first, first, second):
        tie(city, call, done)
    assert {one.order_id for one in CallOrder.objects.filter(call=call)} == {first.order, second.order}


def test_the_number_stands_in_no_event_and_no_key_of_a_request(city: SmallCity) -> None:
    call = over(caller="+86 138-1234-5621")
    assert number_of(call) == NUMBER
    assert masked_number(call) == "138 **** 5621"
    actions.reveal_number(door(city.agent), call=call.pk, purpose=NumberPurpose.CALL_BACK)
    logged = json.dumps([one.payload for one in events_of(call)])
    assert NUMBER not in logged
    assert bytes(call.number_digest or b"").hex() not in logged
    assert '"purpose": "call_back"' in logged
    asked = json.dumps(list(RequestKey.objects.values_list("key", "result")))
    assert NUMBER not in asked


def test_a_withheld_number_is_none(city: SmallCity) -> None:
    for call, caller in (("a", ""), ("b", "anonymous")):
        row = talk(call, caller=caller)
        assert (number_of(row), row.number_digest, row.number_destroyed_at) == ("", None, None)
    purpose = NumberPurpose.VERIFY
    assert refusal(lambda: actions.reveal_number(door(city.agent), call=row.pk, purpose=purpose)) == "number_not_there"


def test_r65_the_number_of_who_wants_to_be_unknown_goes_with_the_call(city: SmallCity) -> None:
    call = over()
    tip_off = actions.receive(
        door(city.agent),
        intake=matter(request_type=RequestType.TIP_OFF, subject_unit=city.department),
        callers=(CallerEntry(anonymous=True),),
    )
    tie(city, call, tip_off)
    actions.dispose_call(door(city.agent), call=call.pk)
    call.refresh_from_db()
    assert (number_of(call), call.number_digest, call.wrapped_key) == ("", None, None)
    assert call.number_destroyed_at == MORNING + dt.timedelta(minutes=3)
    assert_whole()


@pytest.mark.parametrize("anonymous", [False, True])
def test_r65_who_joins_unknown_is_unknown_and_others_of_the_order_do_not_count(
    city: SmallCity, *, anonymous: bool
) -> None:
    earlier = CallerEntry(anonymous=not anonymous, name="" if not anonymous else "李小红")
    theirs = actions.receive(
        Door(city.agent, MORNING - dt.timedelta(hours=1), f"calls-{next(_keys)}"), intake=matter(), callers=(earlier,)
    )
    call = over()
    me = CallerEntry(anonymous=True) if anonymous else CallerEntry(name="王小明", phone=NUMBER)
    actions.add_caller(door(city.agent), order=theirs.order, entry=me, wish="也请修好。")
    tie(city, call, theirs, CallRelation.JOINED)
    actions.dispose_call(door(city.agent), call=call.pk)
    call.refresh_from_db()
    assert (call.number_ct is None) is anonymous


# ---- numbers that go -------------------------------------------------------------------------------------------------


def test_r35_the_number_of_a_call_without_order_goes_after_its_days(city: SmallCity) -> None:
    bare, tied, late = over("bare"), over("tied"), over("late", caller="13900000001")
    tie(city, tied, received(city))
    bare.refresh_from_db()
    Call.objects.filter(pk=late.pk).update(ended_at=MORNING + dt.timedelta(days=20))
    now = MORNING + dt.timedelta(days=31)
    before = now - dt.timedelta(days=30)
    assert destroy_numbers(now, ended_before=before, after=bare.pk) == []
    assert destroy_numbers(now, ended_before=before) == [bare.pk]
    assert destroy_numbers(now, ended_before=before) == []
    kept = {one.source_id: bool(one.number_ct) for one in Call.objects.all()}
    assert kept == {"bare": False, "tied": True, "late": True}
    last = events_of(bare)[-1]
    assert (last.name, last.article, last.actor_role) == ("destroy_numbers", "R35", Role.SYSTEM)
    assert_whole()


def forget_after(city: SmallCity, person: int, order: int) -> None:
    """Ends and archives the order, then forgets its caller."""
    answered = door(city.agent, 10)
    actions.answer(answered, order=order, content="已当场答复。")
    archived = Door(SYSTEM, MORNING + dt.timedelta(days=40), f"calls-{next(_keys)}")
    actions.archive(archived, order=order)
    head = Staff.objects.create(username="head", display_name="head")
    boss = Actor(Role.HEAD_OF_CENTRE, staff=head.pk, unit=city.hotline)
    actions.forget(Door(boss, MORNING + dt.timedelta(days=41), f"calls-{next(_keys)}"), person=person)


@pytest.mark.parametrize("shared", [False, True])
def test_r63_with_a_person_the_number_goes_from_their_calls_unless_it_is_anothers_too(
    city: SmallCity, *, shared: bool
) -> None:
    call, other = over("c1"), over("c2", caller="13900000001")
    done = received(city)
    tie(city, call, done)
    person = Person.objects.get()
    if shared:
        received(city, CallerEntry(name="李小红", phone=NUMBER))
    forget_after(city, person.pk, done.order)
    call.refresh_from_db()
    other.refresh_from_db()
    assert bool(call.number_ct) is shared
    assert number_of(other) == "13900000001"
    assert (events_of(call)[-1].name == "destroy_numbers") is not shared
    assert_whole()


# ---- live ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("committing_db")
def test_the_agents_pages_hear_of_a_call_and_learn_no_number(committing_db: str) -> None:
    city = with_seat(build_small_city())
    settle()
    with psycopg.connect(committing_db, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        ring()
        heard = [notice.payload for notice in listener.notifies(timeout=PATIENCE, stop_after=1)]
        assert heard == [f"agent:{city.agent.staff}"]
        done = received(city)
        tie(city, talk("c2"), done)
        settle()
        wanted, names = {f"agent:{city.agent.staff}", str(done.order)}, set[str]()
        for notice in listener.notifies(timeout=PATIENCE):
            names |= set(notice.payload.split(","))
            if names >= wanted:
                break
    assert names == wanted
