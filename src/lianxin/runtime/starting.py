"""The steps that `demo` and `serve` share: what is stale is built, the database comes up, the processes run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lianxin.runtime.database import Database, bring_up, environment
from lianxin.runtime.installation import Installation
from lianxin.runtime.places import FRONTEND
from lianxin.runtime.speech import CommandRefused, pick, say
from lianxin.runtime.supervisor import Service, Supervisor, python
from lianxin.runtime.translations import compile_translations

READY_SECONDS = 60


@dataclass(frozen=True)
class Address:
    """Where the web process listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """What a person on this machine types into a browser."""
        return f"http://{'127.0.0.1' if self.host in ('0.0.0.0', '::') else self.host}:{self.port}/"  # noqa: S104 - compared


def check_port(address: Address) -> None:
    """Refuse a port that cannot be listened on, before anything long is begun."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address.host, address.port))
        except OSError as error:
            raise CommandRefused(
                "port",
                zh=f"端口 {address.port} 不可用（{error.strerror}）。",
                en=f"Port {address.port} on {address.host} cannot be used ({error.strerror}).",
                next_step=pick("换一个端口，例如：", "Take another one, such as: ") + f"--port {address.port + 1}",
            ) from error


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Say what is being done and, when it took long, how long."""
    say(zh + "……", en + " …")
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    if took >= 1:
        say(f"　　用时 {took:.0f} 秒", f"    {took:.0f} s")


def build_what_is_stale() -> None:
    """Page assets from npm's lock, and the compiled translations; a moment when both are fresh."""
    with step("检查页面资源", "Checking the page assets"):
        done = subprocess.run(
            [sys.executable, str(FRONTEND / "assets.py")], capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stderr.strip()
            raise CommandRefused("assets", zh=f"页面资源未能生成：{said}", en=said)
    compile_translations()


def run_command(word: str, *words: str, variables: dict[str, str]) -> None:
    """Run another command of ours to its end in a process of its own, its progress shown as it comes."""
    child = subprocess.Popen(python("lianxin.runtime", word, *words), env={**os.environ, **variables})
    try:
        code = child.wait()
    except KeyboardInterrupt:  # it must be gone, and with it its hold on the database, before we stop that
        child.terminate()
        child.wait()
        raise
    if code:
        raise CommandRefused(
            word,
            zh=f"步骤 {word} 失败，原因见上。",
            en=f"The step {word} failed for the reason above.",
            next_step=pick("按提示处理后重新启动。", "Mend it, then start again."),
        )


def services(installation: Installation, database: Database, address: Address, *, workers: int = 2) -> list[Service]:
    """The processes of an installation: live updates, web, worker."""
    told = environment(installation, database)
    port = ["--host", address.host, "--port", str(address.port), "--workers", str(workers)]
    return [
        Service("live", python("lianxin.runtime.live_server"), told),
        Service("web", python("lianxin.runtime.web_server", *port), told),
        Service("worker", python("lianxin.runtime", "work"), told),
    ]


def mender(installation: Installation, database: Database) -> Callable[[], bool]:
    """What the supervisor asks at each look: bring our own database up again if it died, and say whether it had."""

    def mend() -> bool:
        if not database.embedded or installation.cluster.postmaster() is not None:
            return False
        try:
            return bring_up(installation)
        except CommandRefused as problem:
            say(problem.zh, problem.en)
            time.sleep(1)
            return False

    return mend


def wait_until_ready(supervisor: Supervisor, address: Address) -> None:
    """Watch until /healthz answers 200; refuse with its answer when it does not within a minute."""
    patience = time.monotonic() + READY_SECONDS
    last = ""

    def ready() -> bool:
        nonlocal last
        last = health(address)
        return last == "" or time.monotonic() > patience

    supervisor.watch(until=ready)
    if last and not supervisor.stopping:
        raise CommandRefused(
            "not_ready",
            zh=f"{READY_SECONDS} 秒内未就绪：{last}",
            en=f"Not ready within {READY_SECONDS} s: {last}",
            next_step=pick("查看日志目录：", "Read the logs in ") + str(supervisor.logs),
        )


def health(address: Address) -> str:
    """Empty when all is well, else what /healthz or the connection said."""
    try:
        # Asked as localhost, a name that every installation knows, whatever its own is.
        question = urllib.request.Request(address.url + "healthz", headers={"Host": "localhost"})  # noqa: S310 - our own address
        with urllib.request.urlopen(question, timeout=5) as answer:  # noqa: S310 - our own address
            return "" if answer.status == 200 else str(answer.status)
    except urllib.error.HTTPError as error:
        return error.read(500).decode("utf-8", "replace")
    except OSError as error:
        return str(error)
