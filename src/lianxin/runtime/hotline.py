"""A running hotline, from the first step to the last: what `demo` and `serve` do in the same way."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from lianxin.runtime.database import Database, running_database
from lianxin.runtime.installation import Installation
from lianxin.runtime.orphans import end_orphans
from lianxin.runtime.speech import CommandRefused, pick, say
from lianxin.runtime.starting import (
    Address,
    build_what_is_stale,
    check_port,
    mender,
    run_command,
    services,
    step,
    wait_until_ready,
)
from lianxin.runtime.supervisor import Service, Supervisor

CHILDREN = "children.json"
Greeting = Callable[[], None]


def run_hotline(
    installation: Installation,
    address: Address,
    *,
    prepare: Callable[[Database], None],
    greet: Greeting,
    afterwards: Sequence[Service] = (),
    workers: int = 2,
) -> int:
    """Prepare, start, and watch until Ctrl-C; `prepare` runs on the migrated database, `greet` once pages work.

    `afterwards` are processes that run once beside the pages. Returns the exit code; raises `CommandRefused`.
    """
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    with installation.locked("supervisor", wait=False) as alone:
        if not alone:
            raise _already_running(installation)
        _clear_away(installation)
        check_port(address)
        build_what_is_stale()
        say("启动数据库……", "Starting the database …")
        with running_database(installation) as database:
            with step("更新数据库结构", "Bringing the tables to this version"):
                run_command("migrate", variables={"LIANXIN_DATA": str(installation.data)})
            prepare(database)
            installation.live_socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            processes = services(installation, database, address, workers=workers)
            with _supervised(installation, mender(installation, database)) as supervisor:
                _note_address(installation, address)
                _stay(supervisor, address, lasting=processes, once=afterwards, greet=greet)
        installation.cluster.clear_sockets()  # with a database of one's own that of the live updates is left there
    say("已全部停止，数据保留。", "Everything has stopped; the data are kept.")
    return 0


@contextmanager
def _supervised(installation: Installation, mend: Callable[[], bool]) -> Iterator[Supervisor]:
    """A supervisor that stops everything it started, whatever happens."""
    children = installation.data / "run" / CHILDREN
    supervisor = Supervisor(logs=installation.logs, children=children, mend_database=mend)
    supervisor.watch_signals()
    try:
        yield supervisor
    finally:
        say("正在停止……", "Stopping …")
        supervisor.stop()


def _stay(
    supervisor: Supervisor, address: Address, *, lasting: Sequence[Service], once: Sequence[Service], greet: Greeting
) -> None:
    """Start the processes, greet when they answer, and look after them until asked to stop."""
    with step("启动网页、后台任务与实时更新", "Starting web, worker and live updates"):
        for service in lasting:
            supervisor.start(service)
        wait_until_ready(supervisor, address)
    if not supervisor.stopping:
        greet()
        for service in once:
            supervisor.start(service)
        supervisor.watch()


def _clear_away(installation: Installation) -> None:
    """End what a killed supervisor left, so that its port and its jobs are free."""
    if ended := end_orphans(installation.data / "run" / CHILDREN):
        say(f"已结束上次遗留的 {ended} 个进程。", f"Ended {ended} processes that the last start had left behind.")


def _note_address(installation: Installation, address: Address) -> None:
    place = installation.data / "run" / "address.json"
    place.write_text(json.dumps({"url": address.url, "pid": os.getpid()}) + "\n", encoding="utf-8")


def _already_running(installation: Installation) -> CommandRefused:
    try:
        where = json.loads((installation.data / "run" / "address.json").read_text(encoding="utf-8"))["url"]
    except (OSError, ValueError, KeyError):
        where = "…"
    return CommandRefused(
        "already_running",
        zh=f"此数据目录的热线已在运行：{where}",
        en=f"The hotline of this data folder is running already: {where}",
        next_step=pick(
            "请打开该地址，或在原窗口按 Ctrl-C 停止，或用 --data DIR 另指定目录。",
            "Open that address, stop the other one with Ctrl-C, or give another folder with --data DIR.",
        ),
    )


def _as_ctrl_c(number: int, frame: FrameType | None) -> None:
    """Until the watch begins, TERM ends the preparation as Ctrl-C does."""
    _ = number, frame
    raise KeyboardInterrupt
