"""The worker as a process: killed in the middle it loses nothing, repeats nothing, and takes up what it left."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as Queued

from lianxin.jobs import schedule
from lianxin.jobs.deliver import LEASE, deliver
from lianxin.jobs.housekeeping import forget_requests, make_months, seal_nightly, warn_of_missing_year
from lianxin.jobs.pause import clockwork_paused, is_paused
from lianxin.jobs.schedule import JOBS, do, register
from lianxin.jobs.stalled import retry_stalled_jobs
from lianxin.jobs.turn import Turn
from lianxin.law.words import ClockName, DeliveryState
from lianxin.messaging.console import Outbox
from lianxin.records.models import Clock, ClockSignal, Delivery, Event, RequestKey, Seal
from lianxin.records.partitions import months_ready
from lianxin.runtime.supervisor import python
from tests.jobs.stories import LONG, at, signals, transferred
from tests.patience import PATIENCE, eventually
from tests.small_city import SmallCity, build_small_city

BY_NAME = {job.name: job for job in JOBS}


@contextmanager
def worker(database: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    told = {
        **os.environ,
        "LIANXIN_DATABASE_URL": database,
        "LIANXIN_DATA": str(folder),
    }
    with (folder / "logs" / "worker.log").open("ab") as log:
        process = subprocess.Popen(python("lianxin.runtime", "work"), env=told, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


def due(now: dt.datetime) -> bool:
    return Clock.objects.filter(next_signal_at__lte=now).exists()


def test_killed_in_the_middle_it_gives_each_signal_once_and_sends_each_message(
    committing_db: str, installation_folder: Path
) -> None:
    city = build_small_city()
    begin = dt.datetime.now(dt.UTC)
    morning = (begin - dt.timedelta(days=20)).astimezone(at("2026-01-01").tzinfo).replace(hour=10)
    orders = [transferred(city, morning.replace(tzinfo=None).isoformat(), key=f"o{n}") for n in range(20)]
    outbox = Outbox(installation_folder / "outbox.jsonl")
    outbox.file.unlink(missing_ok=True)
    with worker(committing_db, installation_folder) as process:
        eventually(lambda: ClockSignal.objects.count() >= 20, "the worker gave no signal")
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
    assert due(begin), "it was killed in the middle"
    with worker(committing_db, installation_folder) as process:
        eventually(lambda: not due(begin), "signals are left")
        eventually(lambda: len(waiting()) <= 10, "messages are left")
        process.terminate()
        assert process.wait(PATIENCE) == 0, "told to stop, it ends what it has in hand"
    deliver(dt.datetime.now(dt.UTC) + LEASE, Turn(LONG), outbox)
    given = Counter((row.order_id, row.clock, row.signal) for row in ClockSignal.objects.all())
    events = Event.objects.filter(name="signal_clock")
    told = Counter((e.subject_id, e.payload["clock"], e.payload["signal"]) for e in events)
    assert set(given.values()) == set(told.values()) == {1}
    assert set(given) == set(told)
    for order in orders:
        assert signals(order, ClockName.FEED_BACK) == ["yellow_card", "overdue", "red_card"]
    keys = Counter(json.loads(line)["key"] for line in outbox.file.read_text(encoding="utf-8").splitlines())
    sent = set(Delivery.objects.exclude(state=DeliveryState.RECORDED).values_list("key", flat=True))
    assert set(keys) == sent
    assert sum(keys.values()) <= len(sent) + 10, "at most what was in hand came twice"


def waiting() -> list[int]:
    return list(Delivery.objects.filter(state=DeliveryState.PENDING).values_list("pk", flat=True))


# ---- the schedule ----------------------------------------------------------------------------------------------------


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


@pytest.fixture(autouse=True)
def _seals_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "SEALS_FOLDER", tmp_path)


def test_every_job_is_known_to_the_library_with_its_time() -> None:
    register(app)
    register(app)
    known = {name: periodic.cron for (name, _), periodic in app.periodic_registry.periodic_tasks.items()}
    expected = {job.name: job.when for job in JOBS}
    assert known == {**expected, "retry_stalled_jobs": "* * * * *", "remove_old_jobs": "20 1 * * *"}


def test_while_the_past_is_being_made_the_clockwork_stands_still(city: SmallCity) -> None:
    order = transferred(city, "2026-09-29T10:00")
    with clockwork_paused():
        assert is_paused()
        assert do(BY_NAME["give_signals"], at("2026-10-10")).done == 0
    assert not is_paused()
    do(BY_NAME["give_signals"], at("2026-10-10"))
    assert signals(order, ClockName.FEED_BACK) == ["yellow_card"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_before_a_city_is_loaded_nothing_happens(job: schedule.Job) -> None:
    assert do(job, at("2026-10-10")).done == 0


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_may_run_with_nothing_to_do(job: schedule.Job, city: SmallCity) -> None:
    assert not do(job, at("2026-11-24T10:00")).left
    assert city.hotline


@pytest.mark.usefixtures("committing_db")
def test_what_is_left_is_taken_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    transferred(build_small_city(), "2026-09-29T10:00")
    register(app)
    monkeypatch.setattr(schedule, "Turn", lambda: Turn(0))
    app.tasks["give_signals"].func(timestamp=0)
    app.tasks["give_signals"].func(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text, queueing_lock FROM procrastinate_jobs")
        assert cursor.fetchall() == [("give_signals", "todo", "give_signals")]


@pytest.mark.usefixtures("committing_db")
def test_a_job_whose_worker_died_is_taken_up_again_and_dropped_when_the_next_one_waits() -> None:
    register(app)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes')")
        for name in ("deliver", "archive"):
            app.configure_task(name, queueing_lock=name).defer(timestamp=0)
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT min(id) FROM procrastinate_workers)"
        )
        app.configure_task("archive", queueing_lock="archive").defer(timestamp=1)
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]  # Django's alone

        async def take_up() -> list[Queued]:
            async with app.open_async():
                await retry_stalled_jobs(timestamp=0)
                return list(await app.job_manager.get_stalled_jobs())

        with ThreadPoolExecutor(1) as thread:  # Playwright keeps an event loop in ours
            assert thread.submit(asyncio.run, take_up()).result() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text, attempts FROM procrastinate_jobs ORDER BY id")
        assert cursor.fetchall() == [("deliver", "todo", 1), ("archive", "todo", 0)]


# ---- keeping the house -----------------------------------------------------------------------------------------------


def test_months_are_made_ahead(city: SmallCity) -> None:
    make_months(at("2027-05-31T23:00"), Turn())
    assert months_ready(at("2027-05-31T23:00")) == 4
    assert make_months(at("2027-05-31T23:00"), Turn()).done == 0
    assert city.hotline


@pytest.mark.usefixtures("committing_db")
def test_one_seal_a_night_and_a_missed_night_is_made_good() -> None:
    city = build_small_city()
    transferred(city, "2026-11-06T10:00", key="a")
    assert seal_nightly(at("2026-11-07T02:05"), Turn()).done == 1
    transferred(city, "2026-11-07T10:00", key="b")
    assert seal_nightly(at("2026-11-08T01:59"), Turn()).done == 0, "not before two o'clock"
    assert seal_nightly(at("2026-11-08T09:00"), Turn()).done == 1, "made good in the morning"
    assert seal_nightly(at("2026-11-08T23:00"), Turn()).done == 0


@pytest.mark.usefixtures("committing_db")
def test_sealing_that_was_broken_off_goes_on_in_the_same_night(monkeypatch: pytest.MonkeyPatch) -> None:
    city = build_small_city()
    transferred(city, "2026-11-06T10:00", key="a")
    assert seal_nightly(at("2026-11-07T02:05"), Turn()).done == 1
    transferred(city, "2026-11-06T11:00", key="b")
    assert seal_nightly(at("2026-11-07T02:10"), Turn()).done == 0
    full = Seal.objects.get().subjects
    monkeypatch.setattr("lianxin.jobs.housekeeping.SEALED_AT_A_TIME", full)
    assert seal_nightly(at("2026-11-07T02:15"), Turn()).done == 1


def test_request_keys_are_forgotten_after_ninety_days_but_not_what_was_loaded_last(city: SmallCity) -> None:
    transferred(city, "2026-11-06T10:00")
    moment = RequestKey.objects.latest("recorded_at").recorded_at
    RequestKey.objects.create(actor="system", key="load_city:x", digest="d", result=[], recorded_at=moment)
    count = RequestKey.objects.count()
    assert forget_requests(moment + dt.timedelta(days=89), Turn()).done == 0
    assert forget_requests(moment + dt.timedelta(days=91), Turn()).done == count - 1
    assert [row.key for row in RequestKey.objects.all()] == ["load_city:x"]


def test_in_december_a_missing_year_is_told_every_day(city: SmallCity, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert warn_of_missing_year(at("2026-11-30T09:00"), Turn()).done == 0
        assert warn_of_missing_year(at("2026-12-01T09:00"), Turn()).done == 1
    assert "2027" in caplog.text
    assert "calendar import" in caplog.text
    assert city.hotline
