"""`bench core`: receiving and whole lives over HTTP, the same statements raw, what an act costs, memory at rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from lianxin.runtime.bench.browser import Connection
from lianxin.runtime.bench.hotline import Hotline, running_demo
from lianxin.runtime.bench.lives import ACTS_IN_A_LIFE, People, receive, whole_life
from lianxin.runtime.bench.machine import machine
from lianxin.runtime.bench.measured import OverWire, over_http
from lianxin.runtime.bench.place import own_installation
from lianxin.runtime.bench.usage import memory_mb
from lianxin.runtime.ready import ready_database
from lianxin.runtime.speech import say

CONNECTIONS = 16
REST_SECONDS = 20.0
WARM_UP_SECONDS = 3.0
Life = Callable[[Connection, People], list[float]]


def bench_core(seconds: float, rest: float = REST_SECONDS) -> dict[str, Any]:
    """Every figure of the core, for `seconds` each; on this machine alone and bounded in time."""
    before = machine()
    with own_installation("core", fresh=True, keep=False) as installation, running_demo(installation) as hotline:
        say("静置后量内存……", "Resting, then measuring memory …")
        time.sleep(rest)
        memory = memory_mb(hotline.processes())
        with ready_database() as ready:
            return {
                "machine": before,
                "connections": CONNECTIONS,
                "memory_at_rest_mb": memory,
                **_paces(hotline, ready.database.url, seconds),
            }


def _paces(hotline: Hotline, url: str, seconds: float) -> dict[str, Any]:
    from lianxin.runtime.bench.people import sign_everybody_in  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.bench.raw import replay  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.bench.statements import (  # noqa: PLC0415 - loads models, which need Django set up
        record_a_life,
        record_receiving,
    )

    people = sign_everybody_in(hotline.port, CONNECTIONS)
    record_a_life()  # units, calendar and rules are read once by every process
    life, received = record_a_life(), record_receiving()
    over_http(hotline, _each(people, whole_life), WARM_UP_SECONDS)
    say("受理……", "Receiving …")
    receiving = over_http(hotline, _each(people, receive), seconds)
    say("完整办理过程（九步）……", "Whole lives of nine acts …")
    living = over_http(hotline, _each(people, whole_life), seconds)
    say("同样的语句，直接用 psycopg……", "The same statements, raw …")
    raw_receiving = replay(url, received, connections=CONNECTIONS, seconds=seconds / 2)
    raw_living = replay(url, life, connections=CONNECTIONS, seconds=seconds / 2)
    return {
        "receive": receiving.as_json(raw_receiving),
        "lives": living.as_json(raw_living, acts=ACTS_IN_A_LIFE),
        "statements": life.counts(),
        "statements_of_the_intake_page": received.counts()["receive"],
    }


def _each(people: list[People], life: Life) -> list[OverWire]:
    return [lambda wire, who=who: life(wire, who) for who in people]  # type: ignore[misc]  # one for each of them
