"""Query codes behind the door: told once, kept as digests only, replaced, destroyed, and not to be found by trying."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from lianxin import actions
from lianxin.actions import CallerEntry, Done, Door
from lianxin.actions._history import SourceRow
from lianxin.actions._tries import MOST_FOR_NUMBER, MOST_OF_STAFF
from lianxin.actions.try_query_code import try_query_code
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions.callers import NewWishes
from lianxin.law.decisions.history import History
from lianxin.law.refusals import Refused
from lianxin.law.words import OrderState, RequestType, Role
from lianxin.records.models import CodeAttempt, Event, OrderCaller, RequestKey
from lianxin.records.query_codes import CodeHolder, code_holder, progress_of
from tests.small_city import MORNING, SmallCity, build_small_city, matter, take

NAMELESS = CallerEntry(anonymous=True)
_keys = itertools.count(1)


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def door(actor: Actor, hours: float = 0) -> Door:
    return Door(actor, MORNING + dt.timedelta(hours=hours), f"codes-{next(_keys)}")


def receive(city: SmallCity, *callers: CallerEntry, **more: Any) -> Done:
    return actions.receive(door(city.agent), intake=matter(**more), callers=callers or (NAMELESS,))


def code_of(done: Done) -> str:
    (given,) = done.query_codes
    return given.code


def digests(order: int) -> list[bytes | None]:
    rows = OrderCaller.objects.filter(order=order).order_by("serial").values_list("query_code_digest", flat=True)
    return [bytes(one) if one is not None else None for one in rows]


def everything() -> str:
    """All that the database holds, row by row, as text; the log is read through its parent table."""
    with connection.cursor() as cursor:
        readable = "has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')"
        cursor.execute(f"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND {readable}")
        tables = [name for (name,) in cursor.fetchall()]
        assert {"event", "order_caller", "request_key", "delivery", "order_text", "django_session"} <= set(tables)
        said = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            said += [row for (row,) in cursor.fetchall()]
    return "\n".join(said)


# ---- given at intake -------------------------------------------------------------------------------------------------


def test_r25_an_anonymous_caller_gets_a_code_of_six_digits(city: SmallCity) -> None:
    done = receive(city)
    code = code_of(done)
    assert (len(code), code.isdigit()) == (6, True)
    assert code_holder(done.number, code) == CodeHolder(done.order, 1)


def test_r65_an_anonymous_tip_off_gets_one_of_twelve(city: SmallCity) -> None:
    done = receive(city, request_type=RequestType.TIP_OFF, subject_person="某摊主")
    assert len(code_of(done)) == 12
    assert code_holder(done.number, code_of(done)) is not None


def test_each_caller_has_a_code_of_their_own(city: SmallCity) -> None:
    done = receive(city, CallerEntry(name="王小明", phone="13812345621"), NAMELESS)
    holders = [code_holder(done.number, given.code) for given in done.query_codes]
    assert holders == [CodeHolder(done.order, 1), CodeHolder(done.order, 2)]


def test_a_joiner_gets_one_and_the_others_keep_theirs(city: SmallCity) -> None:
    first = receive(city)
    joined = actions.add_caller(door(city.agent), order=first.order, entry=NAMELESS, wish="请一并答复。")
    assert code_holder(first.number, code_of(joined)) == CodeHolder(first.order, 2)
    assert code_holder(first.number, code_of(first)) == CodeHolder(first.order, 1)


def test_what_happens_to_the_caller_later_leaves_the_code_as_it_is(city: SmallCity) -> None:
    done = receive(city, CallerEntry(name="王小明", phone="13812345621"))
    actions.change_wishes(door(city.agent, 1), order=done.order, caller=1, wishes=NewWishes(text_only=True))
    assert code_holder(done.number, code_of(done)) is not None


def test_r68_imported_history_has_none(city: SmallCity) -> None:
    then = MORNING - dt.timedelta(days=400)
    replied = then + dt.timedelta(days=3)
    past = History(title="路灯", account="路灯不亮。", unit=city.department, reply="已修复。", replied_at=replied)
    asked = Door(SYSTEM, then, "history")
    done = actions.import_history(asked, reference=SourceRow("codes", "1", account="网友甲"), history=past)
    assert done.query_codes == ()
    assert digests(done.order) == [None]


def test_a_code_costs_no_statement(city: SmallCity) -> None:
    take(city, "warm")
    with CaptureQueriesContext(connection) as asked:
        take(city, "counted")
    about = [one["sql"].split()[0] for one in asked if "query_code_digest" in one["sql"]]
    assert about == ["INSERT"]


# ---- told once, kept nowhere -----------------------------------------------------------------------------------------


def test_no_code_stands_in_any_table_in_clear(city: SmallCity) -> None:
    """A code of twelve digits is no accident wherever it is found."""
    done = receive(city, request_type=RequestType.TIP_OFF, subject_person="某摊主")
    renewed = actions.renew_query_code(door(city.agent, 1), order=done.order, caller=1)
    held = everything()
    assert done.number in held
    for code in (code_of(done), code_of(renewed)):
        assert code not in held
        assert code.encode().hex() not in held
    assert code_of(done) not in repr(done)


def test_a_repeated_request_makes_no_second_code_and_tells_none(city: SmallCity) -> None:
    once, again = take(city, "same"), take(city, "same")
    assert len(once.query_codes) == 1
    assert again.repeated
    assert again.query_codes == ()
    assert code_holder(once.number, code_of(once)) is not None
    assert set(RequestKey.objects.get(key="same").result[0]) == {"order", "number", "sequence"}


# ---- replaced and destroyed ------------------------------------------------------------------------------------------


def test_r47_a_renewed_code_voids_the_old_one_and_the_log_says_only_that(city: SmallCity) -> None:
    done = receive(city)
    renewed = actions.renew_query_code(door(city.agent, 1), order=done.order, caller=1)
    assert code_holder(done.number, code_of(renewed)) == CodeHolder(done.order, 1)
    assert code_holder(done.number, code_of(done)) is None or code_of(done) == code_of(renewed)
    event = Event.objects.get(subject_id=done.order, name="renew_query_code")
    assert event.payload == {"caller": 1, "changes": {}}


def test_the_same_renewal_twice_is_one(city: SmallCity) -> None:
    done, once = receive(city), door(city.agent, 1)
    first = actions.renew_query_code(once, order=done.order, caller=1)
    kept = digests(done.order)
    again = actions.renew_query_code(once, order=done.order, caller=1)
    assert (again.repeated, again.query_codes) == (True, ())
    assert digests(done.order) == kept
    assert code_holder(done.number, code_of(first)) is not None


def test_r63_forgetting_a_person_destroys_the_code_and_leaves_those_of_others(city: SmallCity) -> None:
    done = receive(city, CallerEntry(name="王小明", phone="13812345621"), NAMELESS)
    person = OrderCaller.objects.get(order=done.order, serial=1).person_id
    actions.answer(door(city.agent, 1), order=done.order, content="已告知。")
    actions.archive(door(SYSTEM, 24 * 40), order=done.order)
    head = Actor(role=Role.HEAD_OF_CENTRE, staff=city.agent.staff, unit=city.hotline)
    actions.forget(door(head, 24 * 41), person=person or 0)
    gone, kept = digests(done.order)
    assert gone is None
    assert kept is not None
    assert [code_holder(done.number, one.code) is not None for one in done.query_codes] == [False, True]


# ---- asked after -----------------------------------------------------------------------------------------------------


def test_number_and_code_are_read_as_people_type_them(city: SmallCity) -> None:
    done = receive(city)
    code, wide = code_of(done), str.maketrans("0123456789-", "０１２３４５６７８９－")
    for number, typed in (
        (done.number.replace("-", " "), f" {code[:3]} {code[3:]} "),
        (done.number.translate(wide), code.translate(wide)),
    ):
        assert code_holder(number, typed) == CodeHolder(done.order, 1)
    for number, typed in ((done.number, ""), (done.number, code[:5]), ("20261106-99999-9", code), ("?", code)):
        assert code_holder(number, typed) is None


def test_a_code_is_good_for_its_order_only(city: SmallCity) -> None:
    one, other = receive(city), receive(city)
    assert code_holder(other.number, code_of(one)) is None or code_of(one) == code_of(other)


def test_who_has_the_code_hears_state_and_dates(city: SmallCity) -> None:
    done = receive(city)
    holder = code_holder(done.number, code_of(done))
    assert holder is not None
    assert progress_of(holder).state is OrderState.REGISTERED


def test_a_merged_order_is_asked_after_by_its_own_number_and_code(city: SmallCity) -> None:
    first = receive(city, CallerEntry(name="王小明", phone="13812345621"))
    second = receive(city, CallerEntry(name="李小红", phone="13900001111"))
    actions.merge(door(city.dispatcher, 1), order=second.order, parent=first.order)
    holder = code_holder(second.number, code_of(second))
    assert holder == CodeHolder(second.order, 1)
    told = progress_of(holder)
    assert (told.number, told.state) == (first.number, OrderState.REGISTERED)


# ---- not by trying (R47) ---------------------------------------------------------------------------------------------


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}d}"


def tried(city: SmallCity, number: str, code: str, hours: float = 0, actor: Actor | None = None) -> str:
    """What came of it: the code of the refusal, or that it was right."""
    try:
        try_query_code(door(actor or city.agent, hours), number=number, code=code)
    except Refused as refused:
        return refused.code
    return "right"


def test_after_five_wrong_codes_not_even_the_right_one_is_looked_at(city: SmallCity) -> None:
    done = receive(city)
    code = code_of(done)
    for _ in range(MOST_FOR_NUMBER):
        assert tried(city, done.number, wrong(code)) == "query_code_wrong"
    assert tried(city, done.number, code) == "query_codes_tried_too_often"
    assert tried(city, done.number, code, actor=city.dispatcher) == "query_codes_tried_too_often", "whoever asks"
    assert tried(city, (other := receive(city)).number, wrong(code_of(other))) == "query_code_wrong", "not every order"
    assert tried(city, done.number, code, hours=0.26) == "right"
    assert CodeAttempt.objects.count() == 0, "a quarter of an hour later nothing of it is kept"


def test_right_codes_are_not_counted(city: SmallCity) -> None:
    done = receive(city)
    for _ in range(MOST_FOR_NUMBER + 2):
        assert tried(city, done.number, code_of(done)) == "right"


def test_nobody_tries_order_after_order(city: SmallCity) -> None:
    done = receive(city)
    for place in range(MOST_OF_STAFF):
        assert tried(city, f"20261105-{place:05d}-0", "123456") == "query_code_wrong"
    assert tried(city, done.number, code_of(done)) == "query_codes_tried_too_often"
    assert tried(city, done.number, code_of(done), actor=city.dispatcher) == "right"


@pytest.mark.usefixtures("committing_db")
def test_many_at_the_same_time_do_not_slip_through() -> None:
    city = build_small_city()
    done = receive(city)
    code, many = wrong(code_of(done)), 12
    start = threading.Barrier(many)

    def one(_: int) -> str:
        start.wait()
        try:
            return tried(city, done.number, code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        answers = list(pool.map(one, range(many)))
    assert set(answers) <= {"query_code_wrong", "query_codes_tried_too_often"}
    assert answers.count("query_code_wrong") <= MOST_FOR_NUMBER
