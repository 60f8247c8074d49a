"""The measurements measure what they say: real forms, the statements of an act, copies whose chains hold."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from lianxin.jobs.archive import archive_what_is_over
from lianxin.jobs.turn import Turn
from lianxin.law.changes import replay as replayed
from lianxin.law.numbers import parse_number
from lianxin.law.words import Channel, ClosedAs, OrderState, Role
from lianxin.records.load import read_order
from lianxin.records.models import Event, OrderCaller, Person, Staff, WorkOrder
from lianxin.records.people import masked
from lianxin.records.verification import verify_everything
from lianxin.runtime.bench import pages, portal, sessions
from lianxin.runtime.bench.browser import Connection, NotDoneError, Session, sign_in
from lianxin.runtime.bench.history import DISTRICT, fill
from lianxin.runtime.bench.lives import ACTS_IN_A_LIFE, matter, receive, whole_life
from lianxin.runtime.bench.machine import machine
from lianxin.runtime.bench.pace import keep_pace, milliseconds
from lianxin.runtime.bench.people import Account, accounts, busy_clerks, sign_everybody_in
from lianxin.runtime.bench.place import own_installation
from lianxin.runtime.bench.raw import replay
from lianxin.runtime.bench.sessions import THINKING, Times, agent_hour, clerk_hour
from lianxin.runtime.bench.statements import record_a_life, record_receiving
from lianxin.runtime.bench.templates import FIRST_SERIAL, STAND_INS_APART, Pattern
from lianxin.runtime.bench.usage import memory_mb, processor_seconds
from lianxin.runtime.city import DEMO_PASSWORD, load_city, read_city_files
from lianxin.runtime.commands import bench as command
from lianxin.runtime.embedded_postgres import SUPERUSER
from lianxin.runtime.places import CITIES
from lianxin.runtime.simulate.plan import Plan
from lianxin.runtime.simulate.run import simulate
from tests.runtime.test_simulate import UNTIL
from tests.servers import Server

YUNHE = CITIES / "yunhe"
SO_MANY = 500
MOST_STATEMENTS = 12
"""Between BEGIN and COMMIT of one act."""


def test_the_bench_lifts_the_limit_of_one_address_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(portal, "run_command", lambda *words, variables: ran.append(words))
    installation: Any = SimpleNamespace(data=tmp_path)
    portal._lift_limit(installation)
    ((word, demo, folder),) = ran
    assert (word, demo) == ("load-city", "--demo")
    lifted, own = read_city_files(Path(folder)).city, read_city_files(YUNHE).city
    assert lifted.portal.submissions_from_address == portal.EVERYBODY_AT_ONCE
    limit = own.portal.submissions_from_address
    assert dataclasses.replace(lifted.portal, submissions_from_address=limit) == own.portal
    text = lifted.portal_text.replace(f"= {portal.EVERYBODY_AT_ONCE}", f"= {limit}")
    assert dataclasses.replace(lifted, portal=own.portal, portal_text=text) == own


@pytest.fixture(scope="module")
def copied(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """A few days of lived orders, and copies of them up to so many."""
    with django_db_blocker.unblock(), postgresql.own_database() as name:
        load_city(YUNHE, demo=True, progress=lambda _zh, _en: None)
        simulate(Plan(seed=2, begin=UNTIL.date(), until=UNTIL, per_day=6), YUNHE)
        archive_what_is_over(UNTIL + dt.timedelta(days=40), Turn(60))
        before = WorkOrder.objects.count()
        told = fill(postgresql.cluster.url(SUPERUSER, name), SO_MANY)
        yield {"before": before, **{key: int(value) for key, value in told.items()}}


# ---- copies ----------------------------------------------------------------------------------------------------------


def test_copies_have_chains_of_their_own_that_hold(copied: dict[str, int]) -> None:
    assert copied["orders"] == WorkOrder.objects.count() == SO_MANY
    assert copied["copied"] == SO_MANY - copied["before"] > 50
    report = verify_everything(None)
    assert report.broken == []
    assert report.events == Event.objects.count() == copied["events"]


def test_a_copy_is_a_lived_order_under_another_number_and_day(copied: dict[str, int]) -> None:
    assert copied["copied"]
    made = [row for row in WorkOrder.objects.all() if row.pk % 10_000_000 > FIRST_SERIAL]
    assert len(made) == copied["copied"]
    assert all(parse_number(row.number) == row.number for row in made)
    assert all(row.number.startswith(f"{row.received_at.astimezone(UNTIL.tzinfo):%Y%m%d}") for row in made)
    lived_on = {row.received_at.date() for row in WorkOrder.objects.all() if row not in made}
    past = [row for row in made if row.received_at.date() < min(lived_on)]
    assert {row.state for row in past} == {OrderState.ARCHIVED}, "what is long over lies in the archive"
    assert {row.received_at.date() for row in made if row.state is OrderState.CLOSED} <= lived_on
    for row in made[::9]:
        log = Event.objects.filter(subject_kind="order", subject_id=row.pk).order_by("sequence")
        assert replayed(one.payload["changes"] for one in log) == read_order(row.pk).aggregate
        assert {one.recorded_at for one in log} == {one.occurred_at for one in log}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM event WHERE tableoid = 'event_default'::regclass")
        assert cursor.fetchone()[0] == 0


def test_copies_happen_in_other_places_of_the_county_and_are_brought_by_other_people(copied: dict[str, int]) -> None:
    assert copied["copied"]
    lived, made = set[tuple[str | None, str | None]](), set[tuple[str | None, str | None]]()
    for row in WorkOrder.objects.all():
        (made if row.pk % 10_000_000 > FIRST_SERIAL else lived).add((row.topic_id, row.division_id))
    assert len(made - lived) > copied["copied"] / 2
    counties = {(topic, (place or "")[:DISTRICT]) for topic, place in lived}
    assert {(topic, (place or "")[:DISTRICT]) for topic, place in made} <= counties
    callers = OrderCaller.objects.exclude(person=None)
    strangers = callers.filter(
        order__in=[row.pk for row in WorkOrder.objects.all() if row.pk % 10_000_000 > FIRST_SERIAL]
    )
    brought = Counter(strangers.values_list("person", flat=True))
    assert min(brought) > STAND_INS_APART
    assert brought.most_common(1)[0][1] < 20
    one = Person.objects.get(pk=min(brought))
    assert one.phone_digest is None or Person.objects.filter(phone_digest=one.phone_digest).count() == 1
    assert masked([one.pk])[one.pk].name == masked([one.pk % STAND_INS_APART])[one.pk % STAND_INS_APART].name


def test_filling_up_writes_only_what_is_missing(copied: dict[str, int], postgresql: Server) -> None:
    name = str(connection.settings_dict["NAME"])
    again = fill(postgresql.cluster.url(SUPERUSER, name), SO_MANY)
    assert (again["orders"], again["copied"], again["events"]) == (SO_MANY, 0, copied["events"])
    more = fill(postgresql.cluster.url(SUPERUSER, name), SO_MANY + 40)
    assert (more["orders"], more["copied"], more["templates"]) == (SO_MANY + 40, 40, copied["templates"])
    assert verify_everything(None).broken == []


def test_a_pattern_replaces_its_own_and_nothing_else() -> None:
    pattern = Pattern("42\t2026-11-06 08:00\t420\tno 42", ("42",))
    assert pattern.names == {"42", "2026-11-06"}
    assert pattern.filled({"42": "7", "2026-11-06": "2025-01-02"}) == "7\t2025-01-02 08:00\t420\tno 7"


def test_every_list_is_timed_by_somebody_who_works_through_it(
    copied: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert copied["orders"]
    monkeypatch.setattr(pages, "TIMES", 2)
    monkeypatch.setattr(pages, "WARM_UP", 1)
    with override_settings(ALLOWED_HOSTS=["*"]):
        told = pages.time_pages(Random(1))
    assert {"intake", "todo", "all", "search by words"} <= set(told["lists"])
    assert told["slowest_list_p95_ms"] >= told["lists"]["all"]["p95_ms"] > 0
    assert told["order"]["statements"] > 3
    assert {"home (agent)", "inspections (to_score)", "figures of a unit"} <= set(told["pages"])
    assert sum(name.startswith("on_time") for name in told["pages"]) == 6, (
        "one figure, its topics, its cases; two months"
    )


# ---- over HTTP -------------------------------------------------------------------------------------------------------


def test_a_whole_life_goes_through_real_forms_with_real_sessions(pages: str) -> None:
    port = int(pages.rpartition(":")[2])
    load_city(YUNHE, demo=True, progress=lambda _zh, _en: None)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):  # as the pages do
        Staff.objects.update(password=make_password(DEMO_PASSWORD))
    people = sign_everybody_in(port, 2)
    wire = Connection(port)
    assert len(whole_life(wire, people[0])) == ACTS_IN_A_LIFE - 1  # receive and dispatch are one form
    order = WorkOrder.objects.get()
    assert (order.state, order.closed_as) == (OrderState.CLOSED, ClosedAs.DONE)
    names = Event.objects.filter(subject_kind="order").order_by("sequence").values_list("name", flat=True)
    assert " ".join(names) == "receive dispatch sign record_progress reply feed_back examine call_back close"
    receive(wire, people[1])
    assert Counter(WorkOrder.objects.values_list("state", flat=True))[OrderState.DISPATCHING] == 1
    with pytest.raises(NotDoneError, match="receive 422"):
        wire.post(people[0].agent, "/orders/receive", matter("queue", title=""))
    with pytest.raises(NotDoneError, match="sign-in 422"):
        sign_in(port, "nobody", "nothing")


def test_a_citizen_submits_step_by_step_and_follows_by_number_and_code(pages: str) -> None:
    port = int(pages.rpartition(":")[2])
    load_city(YUNHE, demo=True, progress=lambda _zh, _en: None)
    wire = Connection(port)
    assert len(portal.submit_whole(wire)) == len(portal.STEPS) + 1
    session, times = portal.begun(wire)
    assert len(times) == len(portal.STEPS)
    assert WorkOrder.objects.count() == 1, "what is not finished is no order"
    assert portal.finish(wire, session) > 0
    stranger = Session()
    with pytest.raises(NotDoneError, match="wishes 403"):
        portal.finish(wire, stranger)
    assert wire.get(stranger, portal.STEPS[0][0])[0] == 200
    with pytest.raises(NotDoneError, match="no receipt"):
        portal.finish(wire, stranger)
    where, visit = portal.opened(port)
    latest = WorkOrder.objects.latest("id")
    assert where.endswith(f"/follow/{latest.number}/")
    status, page = wire.get(visit, where)
    assert status == 200
    assert latest.number in page
    assert set(WorkOrder.objects.values_list("state", "channel")) == {(OrderState.REGISTERED, Channel.WEB)}


def test_a_desk_is_worked_at_page_by_page(pages: str) -> None:
    port = int(pages.rpartition(":")[2])
    load_city(YUNHE, demo=True, progress=lambda _zh, _en: None)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):  # as the pages do
        Staff.objects.update(password=make_password(DEMO_PASSWORD))
    agent, clerk = accounts(Role.AGENT, of_centre=True)[0], accounts(Role.UNIT_CLERK)[0]
    times, rests = Times(), list[float]()

    def at_desk(account: Account) -> sessions.Person:
        session = sign_in(port, account.username, DEMO_PASSWORD)
        return sessions.Person(Connection(port), session, Random(5), times, rests.append)

    hour = agent_hour(at_desk(agent), [clerk.actor.unit or 0])
    for _ in range(3 * 4):
        next(hour)
    assert WorkOrder.objects.count() == 4
    assert [one.username for one in busy_clerks(5)] == [clerk.username]
    hour = clerk_hour(at_desk(clerk))
    for _ in range(7):
        next(hour)
    names = set(Event.objects.filter(subject_kind="order").values_list("name", flat=True))
    assert names >= {"receive", "dispatch", "sign", "record_progress"}
    assert set(times.by_page) >= {"desk", "beside", "preview", "receive", "home", "inbox", "order", "form sign", "sign"}
    assert len(rests) == len(times.all())
    assert all(low <= rest <= high for rest in rests for low, high in [THINKING])


def test_what_people_do_while_they_are_still_coming_in_is_not_counted() -> None:
    times = Times(counted_from=100.0)
    times.add("desk", 99.9, 0.5)
    times.add("desk", 100.0, 0.2)
    times.add("order", 130.0, 0.1)
    assert times.by_page == {"desk": [0.2], "order": [0.1]}


def test_no_act_says_more_to_the_database_than_it_may(committing_db: str) -> None:
    load_city(YUNHE, demo=True, progress=lambda _zh, _en: None)
    record_a_life()
    life = record_a_life()
    assert len(life.acts) == ACTS_IN_A_LIFE
    assert {act: count for act, count in life.counts().items() if count > MOST_STATEMENTS} == {}
    assert WorkOrder.objects.get(pk=life.order).state is OrderState.CLOSED
    received = record_receiving()
    for said in (life, received):
        pace = replay(committing_db, said, connections=2, seconds=0.5)
        assert pace.errors == Counter()
        assert pace.pieces >= 2
        assert len(pace.times) == pace.pieces * len(said.acts)
    assert WorkOrder.objects.filter(number__startswith="bench-").count() >= 4


# ---- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (1.0, 100.0), (0.001, 1.0)])
def test_a_percentile_is_a_time_that_was_really_taken(share: float, expected: float) -> None:
    assert milliseconds([number / 1000 for number in range(100, 0, -1)], share) == expected
    assert milliseconds([], share) == 0.0


def test_a_pace_ends_by_itself_and_counts_what_went_wrong() -> None:
    def work() -> list[float]:
        time.sleep(0.01)
        return [0.01, 0.01]

    def broken() -> list[float]:
        raise NotDoneError("no")

    pace = keep_pace([work, work], 0.2)
    assert len(pace.times) == 2 * pace.pieces > 0
    assert pace.steps_per_second == pytest.approx(2 * pace.per_second)
    wrong = keep_pace([broken], 0.2)
    assert wrong.pieces == 0
    assert wrong.errors["NotDoneError: no"] > 1
    assert wrong.errors.total() < 10  # nobody hammers at a door that is shut


def test_memory_and_processor_are_those_of_real_processes() -> None:
    own = {"tests": [psutil.Process()]}
    told = memory_mb(own)
    assert told["all"] == told["tests"] > 10
    before = processor_seconds(own)["tests"]
    while processor_seconds(own)["tests"] == before:
        sum(range(100_000))
    assert machine()["cores"] == os.cpu_count()


def test_the_measurement_has_an_installation_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path / "real"))
    monkeypatch.setenv("LIANXIN_DATABASE_URL", "postgresql:///real")
    with own_installation("trial", fresh=True, keep=False) as installation:
        assert installation.data == tmp_path / "real" / "bench-trial"
        assert os.environ["LIANXIN_DATA"] == str(installation.data)
        assert "LIANXIN_DATABASE_URL" not in os.environ
    assert not installation.data.exists()
    assert os.environ["LIANXIN_DATABASE_URL"] == "postgresql:///real"


def test_the_command_knows_what_it_can_measure() -> None:
    parser = ArgumentParser()
    command.add_arguments(parser)
    assert parser.parse_args(["load", "5000"]).orders == 5000
    assert parser.parse_args(["core"]).seconds == 20
    for wrong in ("0", "601", "long"):
        with pytest.raises(ArgumentTypeError, match=re.escape(wrong)):
            command._seconds(wrong)
    with pytest.raises(ArgumentTypeError):
        command._count("none")
