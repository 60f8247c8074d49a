"""`bench portal`: matters submitted and followed by citizens, over HTTP and durable, beside the bare first page."""

from __future__ import annotations

import itertools
import re
import shutil
import time
from collections import deque
from typing import Any

from lianxin.runtime.bench.browser import Connection, NotDoneError, Session
from lianxin.runtime.bench.hotline import Hotline, running_demo
from lianxin.runtime.bench.machine import machine
from lianxin.runtime.bench.measured import Measured, OverWire, over_http
from lianxin.runtime.bench.place import own_installation
from lianxin.runtime.commands.demo import DEMO_CITY
from lianxin.runtime.installation import Installation
from lianxin.runtime.speech import say
from lianxin.runtime.starting import run_command

CONNECTIONS = 16
WARM_UP_SECONDS = 3.0
MOST_A_SECOND = 25
"""Matters that one connection could submit in a second, generously: so many are made ready before they are timed."""

STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/portal/tell/", {"request_type": "help", "account": "文汇路路口的路灯三天没有亮，夜间通行不便，希望尽快修复。"}),
    ("/portal/tell/where", {"address": "柳岸路与文汇路交叉口"}),
    ("/portal/tell/who", {"kind": "natural_person", "way": "phone", "name": "王小明", "language": "zh"}),
)
LAST = "/portal/tell/wishes"
NUMBER, CODE = re.compile(r"\d{8}-\d{5}-\d"), re.compile(r">(\d{3} \d{3})<")
LIMIT = re.compile(r"^(submissions_from_address = )\d+", re.MULTILINE)
EVERYBODY_AT_ONCE = 10**6
"""Matters of one network address in a quarter of an hour: more than can be measured."""
_phones = itertools.count(10**7)


def bench_portal(seconds: float) -> dict[str, Any]:
    """Every figure of the citizens' pages, for `seconds` each; on this machine alone and bounded in time."""
    before = machine()
    with own_installation("portal", fresh=True, keep=False) as installation, running_demo(installation) as hotline:
        _lift_limit(installation)
        over_http(hotline, [submit_whole] * CONNECTIONS, WARM_UP_SECONDS)
        say("首页（对照）……", "The first page, for comparison …")
        first = over_http(hotline, [_look("/portal/")] * CONNECTIONS, seconds)
        say("从头提交……", "Submitting from the first step …")
        whole = over_http(hotline, [submit_whole] * CONNECTIONS, seconds)
        say("最后一步提交……", "Submitting what is ready …")
        last = _submit_ready(hotline, seconds / 2)
        say("查进度……", "Following …")
        visits = [opened(hotline.port) for _ in range(CONNECTIONS)]
        follow = over_http(hotline, [_look(path, visit) for path, visit in visits], seconds)
    return {
        "machine": before,
        "connections": CONNECTIONS,
        "submit": _beside(last, first),
        "submit_from_the_first_step": _beside(whole, first),
        "follow": _beside(follow, first),
    }


def _lift_limit(installation: Installation) -> None:
    """The demo's city once more, but for how much one network address may send: here one address is everybody."""
    city = installation.data / "city" / DEMO_CITY.name
    shutil.copytree(DEMO_CITY, city)
    said = city / "portal.toml"
    text, found = LIMIT.subn(rf"\g<1>{EVERYBODY_AT_ONCE}", said.read_text(encoding="utf-8"))
    if found != 1:
        raise NotDoneError("portal.toml names no limit for one address")
    said.write_text(text, encoding="utf-8")
    run_command("load-city", "--demo", str(city), variables={})


def _beside(measured: Measured, first: Measured) -> dict[str, Any]:
    """A figure with the pace of the first page, which reads nothing but the city, as its reference."""
    return measured.as_json(first.pace)


def begun(connection: Connection) -> tuple[Session, list[float]]:
    """A new citizen who has answered all but the last step, and how long each step took. Raises `NotDoneError`."""
    session = Session()
    status, _ = connection.get(session, STEPS[0][0])
    if status != 200:
        raise NotDoneError(f"tell {status}")
    times = []
    for path, answers in STEPS:
        more = {"phone": f"154{next(_phones):08d}"} if path.endswith("who") else {}
        where, took = connection.post(session, path, answers | more)
        if where == path:
            raise NotDoneError(f"{path} was not taken")
        times.append(took)
    return session, times


def finish(connection: Connection, session: Session) -> float:
    """The last step; returns how long it took. Raises `NotDoneError` where no receipt comes of it."""
    where, took = connection.post(session, LAST, {})
    if not where.endswith("/receipt"):
        raise NotDoneError(f"no receipt but {where}")
    return took


def submit_whole(connection: Connection) -> list[float]:
    """One matter from the first step to the receipt; the time of every form."""
    session, times = begun(connection)
    return [*times, finish(connection, session)]


def _submit_ready(hotline: Hotline, seconds: float) -> Measured:
    """The last step alone: matters are made ready before anything is timed."""
    each = max(1, int(seconds * MOST_A_SECOND))
    ready = [deque(_made_ready(hotline.port, each)) for _ in range(CONNECTIONS)]

    def work(mine: deque[Session]) -> OverWire:
        def one(connection: Connection) -> list[float]:
            if not mine:
                time.sleep(0.1)
                raise NotDoneError("too few were made ready")
            return [finish(connection, mine.popleft())]

        return one

    return over_http(hotline, [work(mine) for mine in ready], seconds)


def _made_ready(port: int, count: int) -> list[Session]:
    connection = Connection(port)
    found = [begun(connection)[0] for _ in range(count)]
    connection.wire.close()
    return found


def opened(port: int) -> tuple[str, Session]:
    """A matter of a citizen's own, opened by number and query code: its page, and the browser that may read it."""
    connection = Connection(port)
    session, _ = begun(connection)
    finish(connection, session)
    _, receipt = connection.get(session, "/portal/tell/receipt")
    number, code = NUMBER.search(receipt), CODE.search(receipt)
    if number is None or code is None:
        raise NotDoneError("the receipt names no number and code")
    where, _ = connection.post(session, "/portal/follow/", {"number": number[0], "query_code": code[1]})
    connection.wire.close()
    return where, session


def _look(path: str, session: Session | None = None) -> OverWire:
    visit = session or Session()

    def one(connection: Connection) -> list[float]:
        began = time.perf_counter()
        status, _ = connection.get(visit, path)
        took = time.perf_counter() - began
        if status != 200:
            raise NotDoneError(f"{path.split('/')[2]} {status}")
        return [took]

    return one
