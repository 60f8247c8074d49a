"""`bench load`: many orders in the tables, their chains verified, and how long each page takes then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from lianxin.law.terms import SHANGHAI
from lianxin.runtime.bench.machine import machine
from lianxin.runtime.bench.place import own_installation
from lianxin.runtime.database import running_database
from lianxin.runtime.database_roles import DATABASE
from lianxin.runtime.embedded_postgres import SUPERUSER
from lianxin.runtime.garbage import collect_seldom
from lianxin.runtime.installation import Installation
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.places import CITIES
from lianxin.runtime.ready import ready_database
from lianxin.runtime.simulate.chances import chances
from lianxin.runtime.speech import say
from lianxin.runtime.starting import run_command

LIVED_DAYS, LIVED_PER_DAY = 60, 8
"""The orders that really go through the door and are copied then; the first of them lie in the archive."""
ARCHIVING_SECONDS = 120


def bench_load(orders: int, *, keep: bool) -> dict[str, Any]:
    """Fills a database of its own up to so many orders and times every page; `keep` leaves it for the next time."""
    before = machine()
    with own_installation("load", fresh=False, keep=keep) as installation, running_database(installation):
        filled = filled_up(installation, orders)
        with ready_database():
            return {"machine": before, "filled": filled, **_figures(fresh=bool(filled["copied"]))}


def filled_up(installation: Installation, orders: int) -> dict[str, Any]:
    """Fills the installation's database up to so many orders: some that really lived, and copies of them."""
    make_missing_keys(installation.keys)
    with running_database(installation):
        folder = next(CITIES.glob("*/city.toml")).parent
        run_command("migrate", variables={})
        run_command("load-city", "--demo", str(folder), variables={})
        with ready_database():
            from lianxin.runtime.bench.history import fill  # noqa: PLC0415 - loads models, which need Django set up

            _live_some(installation, folder)
            say(f"写入到 {orders} 件……", f"Filling up to {orders} orders …")
            return fill(installation.cluster.url(SUPERUSER, DATABASE), orders)


def _live_some(installation: Installation, folder: Path) -> None:
    """Some hundreds of orders that really go through the door; nothing when they are there."""
    from lianxin.jobs.archive import archive_what_is_over  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.jobs.turn import Turn  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.simulate.plan import Plan  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.simulate.run import simulate  # noqa: PLC0415 - loads models, which need Django set up

    marker = installation.data / "lived"
    if not marker.exists():
        marker.write_text(dt.datetime.now(SHANGHAI).replace(second=0, microsecond=0).isoformat(), encoding="utf-8")
    until = dt.datetime.fromisoformat(marker.read_text(encoding="utf-8"))
    begin = until.date() - dt.timedelta(days=LIVED_DAYS)
    simulate(Plan(seed=11, begin=begin, until=until, per_day=LIVED_PER_DAY), folder)
    archive_what_is_over(until, Turn(ARCHIVING_SECONDS))


def _figures(*, fresh: bool) -> dict[str, Any]:
    """`fresh`: orders were written, so that their chains are to be verified; orders that were kept have been."""
    from lianxin.records.verification import verify_everything  # noqa: PLC0415 - loads models, which need Django set up
    from lianxin.runtime.bench.pages import time_pages  # noqa: PLC0415 - loads models, which need Django set up

    told: dict[str, Any] = {}
    if fresh:
        say("核验事件链……", "Verifying the chains …")
        report = verify_everything(None)
        told["verified"] = {"events": report.events, "subjects": report.subjects, "broken": len(report.broken)}
    say("逐页计时……", "Timing every page …")
    collect_seldom()
    return told | time_pages(chances("bench", "pages"))
