"""`bench desk`: agents and unit clerks at work over many orders, each page's time, and what a desk costs to open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from lianxin.law.words import Role
from lianxin.runtime.bench.browser import Connection, Session, sign_in
from lianxin.runtime.bench.hotline import Hotline, running_demo, settle
from lianxin.runtime.bench.load import filled_up
from lianxin.runtime.bench.machine import machine
from lianxin.runtime.bench.pace import Work, keep_pace, milliseconds
from lianxin.runtime.bench.place import own_installation
from lianxin.runtime.bench.sessions import ARRIVING, Person, Times, agent_hour, clerk_hour
from lianxin.runtime.bench.usage import processor_seconds
from lianxin.runtime.ready import ready_database
from lianxin.runtime.simulate.chances import chances
from lianxin.runtime.speech import say

AGENTS, CLERKS = 20, 40
Hour = Callable[[Person], Iterator[None]]


def bench_desk(orders: int, seconds: float, *, keep: bool) -> dict[str, Any]:
    """Twenty agents and forty clerks work for `seconds` on so many orders; `keep` leaves the orders."""
    before = machine()
    with own_installation("load", fresh=False, keep=keep) as installation:
        filled = filled_up(installation, orders)
        with running_demo(installation) as hotline, ready_database():
            waited = settle(hotline)
            figures = {**_opened(hotline), **_worked(hotline, seconds)}
            return {"machine": before, "filled": filled, "settled_after_seconds": waited, **figures}


def _opened(hotline: Hotline) -> dict[str, Any]:
    from lianxin.runtime.bench.paint import time_desk  # noqa: PLC0415 - loads models, which need Django
    from lianxin.runtime.bench.people import accounts  # noqa: PLC0415 - loads models, which need Django

    say("在浏览器中打开受理席……", "Opening a desk in a browser …")
    agent, caller, *_ = accounts(Role.AGENT, of_centre=True)
    return time_desk(hotline.port, agent, caller)


def _worked(hotline: Hotline, seconds: float) -> dict[str, Any]:
    times = Times()
    people = _people(hotline.port, times)
    say("受理员和经办人同时工作……", "Agents and clerks at work …")
    before = processor_seconds(hotline.processes())
    times.counted_from = time.perf_counter() + ARRIVING
    pace = keep_pace(people, ARRIVING + seconds)
    after = processor_seconds(hotline.processes())
    pages = {name: _figures(taken) for name, taken in sorted(times.by_page.items())}
    spent = {kind: round(after[kind] - before.get(kind, 0.0), 1) for kind in after}
    return {
        "agents": AGENTS,
        "clerks": CLERKS,
        "arriving_seconds": ARRIVING,
        "seconds": round(pace.seconds - ARRIVING, 1),
        "pages_per_second": round(len(times.all()) / (pace.seconds - ARRIVING), 1),
        "errors": dict(pace.errors),
        "processor_seconds": spent,
        "pages": pages,
        "p95_ms": milliseconds(times.all(), 0.95),
    }


def _figures(taken: list[float]) -> dict[str, float | int]:
    return {"count": len(taken), "p50_ms": milliseconds(taken, 0.50), "p95_ms": milliseconds(taken, 0.95)}


def _people(port: int, times: Times) -> list[Work]:
    from lianxin.runtime.bench.people import accounts, busy_clerks  # noqa: PLC0415 - loads models, which need Django

    agents = accounts(Role.AGENT, of_centre=True)
    clerks = busy_clerks(CLERKS)
    units = [clerk.actor.unit or 0 for clerk in clerks]

    def desk(username: str) -> Person:
        return Person(Connection(port), _session(port, username), chances("bench", username), times)

    at_desks = [desk(agents[number % len(agents)].username) for number in range(AGENTS)]
    in_units = [desk(clerks[number % len(clerks)].username) for number in range(CLERKS)]
    work = [_at_work(person, lambda one: agent_hour(one, units)) for person in at_desks]
    work += [_at_work(person, clerk_hour) for person in in_units]
    return [_arriving(one, ARRIVING * place / len(work)) for place, one in enumerate(work)]


_sessions: dict[tuple[int, str], Session] = {}


def _session(port: int, username: str) -> Session:
    """Where there are fewer accounts than desks a session is shared."""
    from lianxin.runtime.city import DEMO_PASSWORD  # noqa: PLC0415 - loads models, which need Django

    if (port, username) not in _sessions:
        _sessions[port, username] = sign_in(port, username, DEMO_PASSWORD)
    return _sessions[port, username]


def _arriving(work: Work, after: float) -> Work:
    """The same work, begun so many seconds later than the others' first."""
    waits = [after]

    def step() -> list[float]:
        if waits:
            time.sleep(waits.pop())
        return work()

    return step


def _at_work(person: Person, hour: Hour) -> Work:
    """One step of the person's hour at a time; after an error they begin anew."""
    going = [hour(person)]

    def step() -> list[float]:
        try:
            next(going[0])
        except Exception:
            going[0] = hour(person)
            raise
        return []

    return step
