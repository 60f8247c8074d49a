"""`bench load`: many orders in the tables, their chains verified, and how long each page takes then."""

from __future__ import annotations

from typing import Any

from lianxin.runtime.bench.machine import machine
from lianxin.runtime.bench.place import own_installation
from lianxin.runtime.database import running_database
from lianxin.runtime.database_roles import DATABASE
from lianxin.runtime.embedded_postgres import SUPERUSER
from lianxin.runtime.installation import Installation
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.places import CITIES
from lianxin.runtime.ready import ready_database
from lianxin.runtime.simulate.chances import chances
from lianxin.runtime.speech import say
from lianxin.runtime.starting import run_command


def bench_load(orders: int, *, keep: bool) -> dict[str, Any]:
    """Fills a database of its own up to so many orders and times every page; `keep` leaves it for the next time."""
    before = machine()
    with own_installation("load", fresh=False, keep=keep) as installation:
        make_missing_keys(installation.keys)
        with running_database(installation):
            _live_some(installation)
            say(f"写入到 {orders} 件……", f"Filling up to {orders} orders …")
            with ready_database():
                return {"machine": before, **_figures(installation, orders)}


def _live_some(installation: Installation) -> None:
    """The city, and some hundreds of orders that went through the door; nothing when they are there."""
    marker = installation.data / "lived"
    if marker.exists():
        return
    run_command("migrate", variables={})
    run_command("load-city", "--demo", str(next(CITIES.glob("*/city.toml")).parent), variables={})
    run_command("simulate", "--demo", "--months", "2", variables={})
    marker.touch()


def _figures(installation: Installation, orders: int) -> dict[str, Any]:
    from lianxin.records.verification import verify_everything  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.bench.history import fill  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.bench.pages import time_pages  # noqa: PLC0415 - loads models, which need Django set up

    filled = fill(installation.cluster.url(SUPERUSER, DATABASE), orders)
    say("核验事件链……", "Verifying the chains …")
    report = verify_everything(None)
    say("逐页计时……", "Timing every page …")
    return {
        "filled": filled,
        "verified": {"events": report.events, "subjects": report.subjects, "broken": len(report.broken)},
        **time_pages(chances("bench", "pages")),
    }
