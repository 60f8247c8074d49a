"""A demonstration running beside the measurement, as anybody starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from lianxin.runtime.bench.place import NAMES_A_DATABASE
from lianxin.runtime.bench.usage import processor_seconds
from lianxin.runtime.installation import Installation
from lianxin.runtime.speech import CommandRefused, say
from lianxin.runtime.supervisor import python

READY_SECONDS = 240
END_SECONDS = 60
SETTLING_SECONDS = 900
LOOK_SECONDS, QUIET_LOOKS, QUIET_SHARE = 5.0, 3, 0.1
"""The worker counts as done after so many looks in which it used less than this share of a processor."""


@dataclass(frozen=True)
class Hotline:
    """Its port and its first process."""

    port: int
    process: psutil.Process
    installation: Installation

    def processes(self) -> dict[str, list[psutil.Process]]:
        """Every process by what it does: the pages, the worker, live updates, the supervisor, the database."""
        found: dict[str, list[psutil.Process]] = {"supervisor": [self.process], "database": self._database()}
        for child in self.process.children(recursive=True):
            if child not in found["database"]:
                found.setdefault(_kind(child), []).append(child)
        return found

    def _database(self) -> list[psutil.Process]:
        place = self.installation.cluster.folder / "postmaster.pid"
        head = psutil.Process(int(place.read_text(encoding="ascii").split()[0]))
        return [head, *head.children(recursive=True)]


def _kind(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    for mark, kind in (("web_server", "pages"), (" work", "worker"), ("live", "live")):
        if mark in words:
            return kind
    return "pages"  # a worker of the web server is named by itself alone


def settle(hotline: Hotline) -> float:
    """Waits until the worker has nothing left to catch up with, such as the seal of what was filled in; seconds."""
    say("等待后台任务做完……", "Waiting until the worker has caught up …")
    began = time.monotonic()
    quiet = 0
    while quiet < QUIET_LOOKS and time.monotonic() - began < SETTLING_SECONDS:
        before = processor_seconds(hotline.processes())["worker"]
        time.sleep(LOOK_SECONDS)
        used = processor_seconds(hotline.processes())["worker"] - before
        quiet = quiet + 1 if used < LOOK_SECONDS * QUIET_SHARE else 0
    return round(time.monotonic() - began, 1)


@contextmanager
def running_demo(installation: Installation) -> Iterator[Hotline]:
    """`demo --months 0` in the installation, from its first start to Ctrl-C."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    with (installation.logs / "bench-demo.log").open("ab") as log:
        process = subprocess.Popen(
            python("lianxin.runtime", "demo", "--port", str(port), "--months", "0"),
            env={name: value for name, value in os.environ.items() if name not in NAMES_A_DATABASE},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait(port, process)
        yield Hotline(port, psutil.Process(process.pid), installation)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    say("启动演示热线……", "Starting a demonstration …")
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise CommandRefused(
        "demo_not_ready",
        zh="演示热线没有启动成功，见日志 bench-demo.log。",
        en="The demonstration did not become ready; see bench-demo.log in the folder of logs.",
    )
