"""Starts the processes of an installation, watches them and the database, restarts what died, stops all at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lianxin.runtime.orphans import SUPERVISED, note_children
from lianxin.runtime.speech import say

LOOK_EVERY = 0.2  # seconds
FIRST_WAIT, LONGEST_WAIT = 0.2, 10.0  # seconds between a death and the next start
HEALTHY_AFTER = 30.0  # seconds of life after which a death counts as the first again
STOP_PATIENCE = 12.0  # seconds to end what is in hand before it is cut off
LARGEST_LOG = 20 * 1024 * 1024  # bytes; an older log is kept once beside the new one


@dataclass(frozen=True)
class Service:
    """One kind of process: its name, its command, whether it should run for ever or once to the end."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    forever: bool = True
    tries: int = 3  # of a process that runs once
    done: tuple[str, str] = ("", "")  # what is said, in Chinese and English, when such a process has ended well


@dataclass
class Running:
    """A service as it stands: its process, when that began, how often it died in a row, when to start again."""

    service: Service
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    deaths: int = 0
    start_at: float = 0.0
    finished: bool = False


@dataclass
class Supervisor:
    """Keeps services and a database alive; `mend_database` brings the database up again and says whether it had to."""

    logs: Path
    children: Path
    mend_database: Callable[[], bool]
    running: list[Running] = field(default_factory=list)
    stopping: bool = False

    def start(self, service: Service) -> None:
        """Start a service and watch it from now on."""
        entry = Running(service)
        self.running.append(entry)
        self._launch(entry)

    def watch_signals(self) -> None:
        """Ctrl-C and TERM end the watch instead of killing us in the middle."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_asked)

    def watch(self, until: Callable[[], bool] | None = None) -> None:
        """Look after everything until asked to stop, or until `until` says yes."""
        while not self.stopping and not (until and until()):
            self._look_at_database()
            for entry in self.running:
                self._look_at(entry)
            time.sleep(LOOK_EVERY)

    def stop(self) -> None:
        """Ask every process to end what it has in hand, in the reverse order of their start; cut off the stubborn."""
        self.stopping = True
        alive = [entry.process for entry in reversed(self.running) if entry.process and entry.process.poll() is None]
        for process in alive:
            _signal_group(process, signal.SIGTERM)
        patience = time.monotonic() + STOP_PATIENCE
        for process in alive:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, patience - time.monotonic()))
            _signal_group(process, signal.SIGKILL)  # also what such a process may have left in its group
            process.wait()
        self.children.unlink(missing_ok=True)

    def _stop_asked(self, number: int, frame: FrameType | None) -> None:
        _ = number, frame
        self.stopping = True

    def _look_at_database(self) -> None:
        if self.mend_database():
            say("数据库中断，已重新启动。", "The database had stopped and is running again.")

    def _look_at(self, entry: Running) -> None:
        if entry.finished:
            return
        if entry.process is not None:
            code = entry.process.poll()
            if code is None:
                return
            self._buried(entry, code)
        elif time.monotonic() >= entry.start_at:
            self._launch(entry)

    def _buried(self, entry: Running, code: int) -> None:
        """Decide when a process that ended starts again, if it does."""
        service = entry.service
        if entry.process:
            _signal_group(entry.process, signal.SIGKILL)
        lived = time.monotonic() - entry.began
        entry.process = None
        entry.deaths = 1 if lived > HEALTHY_AFTER else entry.deaths + 1
        if not service.forever and (code == 0 or entry.deaths >= service.tries):
            entry.finished = True
            if code == 0:
                zh, en = service.done
                say(zh or f"{service.name} 已完成。", en or f"{service.name} is done.")
            else:
                say(
                    f"{service.name} 未完成，见日志 {service.name}.log。",
                    f"{service.name} failed; see {service.name}.log.",
                )
            return
        wait = min(FIRST_WAIT * 2 ** (entry.deaths - 1), LONGEST_WAIT)
        entry.start_at = time.monotonic() + wait
        why = f"signal {-code}" if code < 0 else f"exit {code}"
        say(
            f"进程 {service.name} 已中断（{why}），{wait:.1f} 秒后重启。",
            f"{service.name} died ({why}) and starts again in {wait:.1f} s.",
        )

    def _launch(self, entry: Running) -> None:
        service = entry.service
        log = self.logs / f"{service.name}.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as out:
            entry.process = subprocess.Popen(
                list(service.command),
                env={**os.environ, **service.environment, SUPERVISED: str(os.getpid())},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone, and we end the others in order
            )
        entry.began = time.monotonic()
        note_children(self.children, [one.process.pid for one in self.running if one.process])


def python(module: str, *words: str) -> list[str]:
    """The command that runs one of our modules with this interpreter."""
    return [sys.executable, "-m", module, *words]


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return
