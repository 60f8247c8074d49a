"""The log refuses every change, whoever asks, and its months are there before they begin."""

from __future__ import annotations

import datetime as dt

import psycopg
import pytest
from django.db import connection

from lianxin.records.heads import CHAINED
from lianxin.records.models import Event
from lianxin.records.partitions import ensure_partitions, months_ready
from lianxin.runtime.database_roles import APPLICATION, OWNER
from tests.servers import Server
from tests.small_city import build_small_city, take

LATER = dt.datetime(2031, 5, 17, 9, 30, tzinfo=dt.UTC)


def connect(server: Server, role: str) -> psycopg.Connection:
    return psycopg.connect(server.url(str(connection.settings_dict["NAME"]), role=role), autocommit=True)


def partition_of_the_only_event(asking: psycopg.Connection) -> str:
    row = asking.execute("SELECT tableoid::regclass::text FROM event").fetchone()
    assert row is not None
    return str(row[0])


@pytest.fixture
def one_event(committing_db: str) -> None:
    assert committing_db
    take(build_small_city(), "a")


CHANGES = (
    "UPDATE {} SET article = 'R1'",
    "DELETE FROM {}",
    "TRUNCATE {}",
)


@pytest.mark.usefixtures("one_event")
@pytest.mark.parametrize("change", CHANGES)
def test_even_the_owner_is_refused_by_the_triggers(postgresql: Server, change: str) -> None:
    with connect(postgresql, OWNER) as asking:
        for table in ("event", partition_of_the_only_event(asking)):
            with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
                asking.execute(change.format(table))
    assert Event.objects.count() == 1


@pytest.mark.usefixtures("one_event")
@pytest.mark.parametrize("change", [*CHANGES, "DROP TABLE {}", "ALTER TABLE {} DISABLE TRIGGER ALL"])
def test_the_application_has_not_even_the_right(postgresql: Server, change: str) -> None:
    with connect(postgresql, APPLICATION) as asking:
        for table in ("event", partition_of_the_only_event(asking)):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                asking.execute(change.format(table))


@pytest.mark.usefixtures("one_event")
def test_the_application_detaches_no_month_and_reads_none_but_through_the_log(postgresql: Server) -> None:
    with connect(postgresql, APPLICATION) as asking:
        partition = partition_of_the_only_event(asking)
        for statement in (
            f"ALTER TABLE event DETACH PARTITION {partition}",
            f"SELECT * FROM {partition}",
            f"INSERT INTO {partition} SELECT * FROM event",
            "DELETE FROM work_order",
            "DELETE FROM staff",
            "UPDATE seal SET subjects = 0",
            "DELETE FROM seal",
            "TRUNCATE order_text",
            "UPDATE django_migrations SET name = ''",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                asking.execute(statement)


@pytest.mark.usefixtures("one_event")
@pytest.mark.parametrize("table", [*(model._meta.db_table for model in CHAINED), "call_order"])
def test_nothing_that_has_a_chain_can_be_deleted_by_the_application(postgresql: Server, table: str) -> None:
    with connect(postgresql, APPLICATION) as asking, pytest.raises(psycopg.errors.InsufficientPrivilege):
        asking.execute(f"DELETE FROM {table}")


@pytest.mark.usefixtures("committing_db")
def test_the_application_makes_months_ahead_and_each_is_guarded(postgresql: Server) -> None:
    assert months_ready(LATER) == 0
    assert ensure_partitions(LATER, 2) == ["event_2031_05", "event_2031_06", "event_2031_07"]
    assert ensure_partitions(LATER, 2) == []
    assert months_ready(LATER) == 3
    with connect(postgresql, OWNER) as asking, pytest.raises(psycopg.errors.RestrictViolation):
        asking.execute("TRUNCATE event_2031_06")
    with connect(postgresql, APPLICATION) as asking, pytest.raises(psycopg.errors.InsufficientPrivilege):
        asking.execute("SELECT * FROM event_2031_06")


INSERT = """
INSERT INTO event (subject_kind, subject_id, sequence, name, schema_version, occurred_at, recorded_at, actor_role,
    article, payload, hash)
VALUES ('order', 1, %(sequence)s, 'receive', 1, %(at)s, %(at)s, 'system', 'R1', '{}', sha256(''))
"""


@pytest.mark.usefixtures("committing_db")
def test_an_event_in_a_month_without_partition_is_kept_and_stays_where_it_is() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, {"sequence": 1, "at": LATER})
        cursor.execute("SELECT tableoid::regclass::text FROM event WHERE recorded_at = %s", [LATER])
        assert cursor.fetchone() == ("event_default",)
    assert ensure_partitions(LATER, 1) == ["event_2031_06"]
    assert months_ready(LATER) == 0
    with connection.cursor() as cursor:
        cursor.execute(INSERT, {"sequence": 2, "at": LATER + dt.timedelta(days=31)})
        cursor.execute("SELECT tableoid::regclass::text FROM event WHERE sequence = 2")
        assert cursor.fetchone() == ("event_2031_06",)


@pytest.mark.django_db
def test_this_month_and_three_more_are_there_after_migrating() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    assert months_ready(now) == 4


@pytest.mark.django_db
def test_an_event_carries_the_transaction_that_wrote_it() -> None:
    done = take(build_small_city(), "a")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (now,) = cursor.fetchone()
    assert Event.objects.get(subject_id=done.order).transaction_id == now
    assert Event.objects.filter(transaction_id__gte=now).exists()
    assert not Event.objects.filter(transaction_id__gt=now).exists()
