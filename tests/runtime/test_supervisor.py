"""How the supervisor treats processes that die, finish, or will not stop."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

import psutil
import pytest

from lianxin.runtime import supervisor as module
from lianxin.runtime.orphans import end_orphans, note_children
from lianxin.runtime.supervisor import Service, Supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Supervisor:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(module, "FIRST_WAIT", 0.05)
    return Supervisor(logs=tmp_path, children=tmp_path / "children.json", mend_database=lambda: False)


def service(name: str, code: str, *, forever: bool = True) -> Service:
    return Service(name, [sys.executable, "-c", code], {}, forever=forever)


def watch_for(supervisor: Supervisor, seconds: float) -> None:
    end = time.monotonic() + seconds
    supervisor.watch(until=lambda: time.monotonic() > end)


def has_died(supervisor: Supervisor, times: int) -> bool:
    return supervisor.running[0].deaths == times


def test_what_runs_once_runs_once(supervisor: Supervisor) -> None:
    supervisor.start(service("once", "print('done', flush=True)", forever=False))
    supervisor.watch(until=lambda: supervisor.running[0].finished)
    watch_for(supervisor, 0.3)
    assert (supervisor.logs / "once.log").read_text() == "done\n"


def test_what_fails_is_tried_three_times_and_then_named(
    supervisor: Supervisor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "en")
    supervisor.start(service("once", "print('tried', flush=True); raise SystemExit(3)", forever=False))
    supervisor.watch(until=lambda: supervisor.running[0].finished)
    assert (supervisor.logs / "once.log").read_text() == "tried\n" * 3
    assert "once failed; see once.log" in capsys.readouterr().err


def test_each_death_in_a_row_is_waited_for_twice_as_long(supervisor: Supervisor) -> None:
    supervisor.start(service("dying", "raise SystemExit(1)"))
    waits = []
    for deaths in (1, 2, 3):
        supervisor.watch(until=partial(has_died, supervisor, deaths))
        waits.append(supervisor.running[0].start_at - time.monotonic())
        supervisor.watch(until=lambda: supervisor.running[0].process is not None)
    supervisor.stop()
    assert waits[0] < waits[1] < waits[2]
    assert waits[2] < 4 * module.FIRST_WAIT + 0.01


def test_a_stubborn_process_is_cut_off(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STOP_PATIENCE", 0.3)
    supervisor.start(service("stubborn", STUBBORN))
    supervisor.watch(until=lambda: (supervisor.logs / "stubborn.log").read_text() == "up\n")
    process = supervisor.running[0].process
    supervisor.stop()
    assert process is not None
    assert process.returncode == -9
    assert not supervisor.children.exists()


def test_the_database_is_looked_at_each_time_and_its_return_is_said(
    supervisor: Supervisor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "en")
    answers = iter([False, True])
    supervisor.mend_database = lambda: next(answers, False)
    watch_for(supervisor, 0.2)
    assert capsys.readouterr().err.count("The database had stopped and is running again.") == 1


def test_a_large_log_is_put_aside_once(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_LOG", 10)
    (supervisor.logs / "once.log").write_text("x" * 11)
    supervisor.start(service("once", "print('new', flush=True)", forever=False))
    supervisor.watch(until=lambda: supervisor.running[0].finished)
    assert (supervisor.logs / "once.log").read_text() == "new\n"
    assert (supervisor.logs / "once.log.1").read_text() == "x" * 11


def test_orphans_of_the_last_start_are_ended_and_strangers_with_their_numbers_are_not(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.start(service("left", "import time; time.sleep(60)"))
    process = supervisor.running[0].process
    assert process is not None
    listed = tmp_path / "orphans.json"
    note_children(listed, [process.pid])
    rows = listed.read_text()
    listed.write_text(f"[[{process.pid}, {psutil.Process(process.pid).create_time() - 100}]]")
    assert end_orphans(listed) == 0
    assert process.poll() is None
    listed.write_text(rows)
    assert end_orphans(listed) == 1
    assert not psutil.pid_exists(process.pid)
    assert end_orphans(listed) == 0
