"""A whole hotline under its supervisor: every process killed in turn, all killed at once, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from lianxin.runtime.database_roles import DATABASE, OWNER
from lianxin.runtime.installation import Installation, open_installation
from tests.conftest import free_port
from tests.patience import PATIENCE, eventually

SCRIPT = Path(__file__).with_name("hotline_process.py")


@dataclass
class Hotline:
    """A hotline in a folder of its own; `process` is its supervisor."""

    installation: Installation
    port: int
    process: subprocess.Popen[str]

    def start_again(self) -> None:
        self.process = begin(self.installation.data, self.port)

    def wait_until_well(self) -> None:
        eventually(lambda: self.health() == 200, "no 200 from /healthz")

    def health(self) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def find(self, *words: str) -> list[psutil.Process]:
        """Processes below the supervisor whose command has all these words, parents first."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in below if all(word in " ".join(process.cmdline()) for word in words)]

    def family(self) -> list[psutil.Process]:
        """Every process below the supervisor but the database's, which `pg_ctl` holds for a moment after its start."""
        server = self.installation.cluster.postmaster()
        below = psutil.Process(self.process.pid).children(recursive=True)
        database = {server} if server else set()
        database |= {child.pid for child in psutil.Process(server).children(recursive=True)} if server else set()
        return [process for process in below if process.pid not in database]

    def write(self, text: str) -> None:
        with psycopg.connect(self.installation.cluster.url(OWNER, DATABASE), autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (text text)")
            connection.execute("INSERT INTO kept VALUES (%s)", [text])

    def read(self) -> set[str]:
        with psycopg.connect(self.installation.cluster.url(OWNER, DATABASE)) as connection:
            return {text for (text,) in connection.execute("SELECT text FROM kept").fetchall()}


@pytest.fixture(scope="module")
def hotline() -> Iterator[Hotline]:
    with tempfile.TemporaryDirectory(prefix="lx", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o711)
        data = Path(home) / "data"
        port = free_port()
        process = begin(data, port)
        before = os.environ.get("LIANXIN_DATA")
        os.environ["LIANXIN_DATA"] = str(data)
        installation = open_installation()
        if before is None:
            del os.environ["LIANXIN_DATA"]
        one = Hotline(installation, port, process)
        one.wait_until_well()
        yield one
        one.process.send_signal(signal.SIGINT)
        one.process.wait(PATIENCE)
        one.installation.cluster.stop()
        shutil.rmtree(one.installation.cluster.sockets, ignore_errors=True)


def begin(data: Path, port: int) -> subprocess.Popen[str]:
    told = {**os.environ, "LIANXIN_DATA": str(data), "LIANXIN_LANGUAGE": "en"}
    told.pop("LIANXIN_DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(port)], env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def end(process: psutil.Process) -> None:
    process.kill()
    psutil.wait_procs([process], timeout=PATIENCE)


def test_it_is_ready_behind_one_port(hotline: Hotline) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{hotline.port}/healthz", timeout=PATIENCE) as answer:
        assert json.load(answer) == {"ready": True, "problems": []}
    assert len(hotline.find("web_server")) == 3  # one that listens, two that answer
    assert len(hotline.find("live_server")) == 1
    assert (
        len(
            hotline.find(
                "lianxin.runtime work",
            )
        )
        == 1
    )


@pytest.mark.parametrize("words", [("web_server",), ("live_server",), ("lianxin.runtime work",)])
def test_each_process_killed_comes_back(hotline: Hotline, words: tuple[str, ...]) -> None:
    hotline.write(f"before {words[-1]}")
    victim = hotline.find(*words)[0]
    end(victim)
    eventually(lambda: any(process.pid != victim.pid for process in hotline.find(*words)), f"{words} did not come back")
    hotline.wait_until_well()
    assert f"before {words[-1]}" in hotline.read()


def test_a_web_worker_killed_is_replaced_while_the_other_answers(hotline: Hotline) -> None:
    victim = hotline.find("web_server")[1]
    end(victim)
    assert hotline.health() == 200
    eventually(lambda: len(hotline.find("web_server")) == 3, "the web worker did not come back")


def test_the_database_killed_comes_back_with_everything(hotline: Hotline) -> None:
    hotline.write("before the database died")
    server = hotline.installation.cluster.postmaster()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    eventually(lambda: hotline.installation.cluster.postmaster() not in (None, server), "no new database")
    hotline.wait_until_well()
    assert "before the database died" in hotline.read()


def test_the_supervisor_killed_takes_its_processes_along_and_the_database_is_adopted(hotline: Hotline) -> None:
    hotline.write("before the supervisor died")
    family = hotline.family()
    server = hotline.installation.cluster.postmaster()
    hotline.process.kill()
    hotline.process.wait()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []
    assert hotline.installation.cluster.postmaster() == server
    hotline.start_again()
    hotline.wait_until_well()
    assert hotline.installation.cluster.postmaster() == server
    assert "before the supervisor died" in hotline.read()


def test_everything_killed_at_once_comes_back_with_everything(hotline: Hotline) -> None:
    hotline.write("before all died")
    server = hotline.installation.cluster.postmaster()
    assert server is not None
    database = [psutil.Process(server), *psutil.Process(server).children(recursive=True)]
    for process in [psutil.Process(hotline.process.pid), *hotline.find("python"), *database]:
        if process.is_running():
            process.kill()
    hotline.process.wait()
    hotline.start_again()
    hotline.wait_until_well()
    assert "before all died" in hotline.read()


def test_a_second_start_on_the_same_folder_is_told_where_the_first_one_is(hotline: Hotline) -> None:
    second = begin(hotline.installation.data, free_port())
    said, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert "already_running" in said
    assert f"http://127.0.0.1:{hotline.port}/" in said


def test_a_busy_port_is_refused_before_anything_else(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = begin(tmp_path / "data", port)
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert f"Port {port}" in said
    assert f"--port {port + 1}" in said
    assert not (tmp_path / "data" / "postgresql").exists()


def test_a_page_can_follow_live_updates_on_the_same_port(hotline: Hotline) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{hotline.port}/live", timeout=PATIENCE) as answer:
        assert answer.status == 204  # a stranger is told not to come back


def test_ctrl_c_stops_everything_and_a_second_start_keeps_the_data(hotline: Hotline) -> None:
    hotline.write("before Ctrl-C")
    family = hotline.family()
    hotline.process.send_signal(signal.SIGINT)
    assert hotline.process.wait(PATIENCE) == 0
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []
    assert hotline.installation.cluster.postmaster() is None
    assert not hotline.installation.cluster.sockets.exists()
    hotline.start_again()
    hotline.wait_until_well()
    assert "before Ctrl-C" in hotline.read()
