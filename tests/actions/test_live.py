"""Live pages are told of every change before the process, or its database, goes away."""

from __future__ import annotations

import threading

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from lianxin.actions import _live
from lianxin.actions._live import CHANNEL, NAMES_AT_A_TIME, LiveNotifier, announce, announce_inspections, settle
from tests.servers import Server


def test_to_settle_is_to_wait_until_the_last_name_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []

    def slowly(names: list[str]) -> None:
        threading.Event().wait(1.0)
        told.append(names)

    monkeypatch.setattr(_live, "_notify", slowly)
    notifier = LiveNotifier()
    notifier.put(["1", "unit:2"])
    notifier.settle(20)
    assert told == [["1", "unit:2"]]


def test_a_notification_that_fails_leaves_nothing_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_: list[str]) -> None:
        raise psycopg.OperationalError("gone")

    monkeypatch.setattr(_live, "_notify", refuses)
    notifier = LiveNotifier()
    notifier.put(["1"])
    notifier.settle(20)
    monkeypatch.setattr(_live, "_notify", told := [].append)
    notifier.put(["2"])
    notifier.settle(20)
    assert told.__self__ == [["2"]]


@pytest.mark.usefixtures("committing_db")
def test_whoever_settles_has_told_it(committing_db: str) -> None:
    settle()
    with psycopg.connect(committing_db, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        announce([17], [5])
        settle()
        assert [one.payload for one in listener.notifies(timeout=5, stop_after=1)] == ["17,unit:5"]


@pytest.mark.usefixtures("committing_db")
def test_of_an_inspection_hear_the_lists_whom_it_is_about_and_who_has_it_open(committing_db: str) -> None:
    settle()
    with psycopg.connect(committing_db, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        announce_inspections([9], {3})
        settle()
        told = [one.payload for one in listener.notifies(timeout=5, stop_after=1)]
        assert told == ["inspected:3,inspection:9,inspections"]


def test_the_longest_names_fit_into_a_notification() -> None:
    assert len(f"inspection:{2**63 - 1},") * NAMES_AT_A_TIME < 8_000


def test_what_was_done_in_one_database_is_told_there_before_it_goes(
    postgresql: Server, django_db_blocker: DjangoDbBlocker, caplog: pytest.LogCaptureFixture
) -> None:
    with psycopg.connect(postgresql.url(), autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        with django_db_blocker.unblock(), postgresql.own_database():
            announce([17], [5])
        assert [one.payload for one in listener.notifies(timeout=5 * _live.COALESCE_SECONDS)] == []
    assert [record.getMessage() for record in caplog.records] == []
