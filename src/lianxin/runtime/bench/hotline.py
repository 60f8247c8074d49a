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

from lianxin.runtime.installation import Installation
from lianxin.runtime.speech import CommandRefused, say
from lianxin.runtime.supervisor import python

READY_SECONDS = 240
END_SECONDS = 60


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


@contextmanager
def running_demo(installation: Installation) -> Iterator[Hotline]:
    """`demo --months 0` in the installation, from its first start to Ctrl-C."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    with (installation.logs / "bench-demo.log").open("ab") as log:
        process = subprocess.Popen(
            python("lianxin.runtime", "demo", "--port", str(port), "--months", "0"),
            env=dict(os.environ),
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
