"""Make simulated orders through the one door: the same days, number and seed give the same lives."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianxin.law.terms import SHANGHAI
from lianxin.runtime.installation import Installation
from lianxin.runtime.places import CITIES
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import pick, say

if TYPE_CHECKING:  # loads models, which need Django set up
    from lianxin.runtime.simulate.engine import Lived
    from lianxin.runtime.simulate.plan import Plan

DEMO_SEED = 1
DEMO_ORDERS_A_MONTH = 620
DAYS_A_MONTH = 30.4
PLAN_FILE = "simulation.json"


def add_arguments(parser: ArgumentParser) -> None:
    """How many days, how many orders a day, which seed, until when."""
    parser.add_argument("--days", type=_positive, default=7, help="default 7")
    parser.add_argument("--per-day", type=_positive, default=100, metavar="M", help="orders a day, default 100")
    parser.add_argument("--seed", type=int, default=DEMO_SEED, help="default 1")
    parser.add_argument("--until", type=_moment, metavar="DATE", help="last moment, default: now")
    parser.add_argument("--city", type=Path, metavar="FOLDER", help="the city's files, default: those of the database")
    parser.add_argument("--demo", action="store_true", help="the demonstration's past months, each only once")
    parser.add_argument("--months", type=_positive, default=3, help="months of the demonstration, default 3")
    parser.add_argument("--part", type=_part, metavar="K/N", help="make only every Nth order, beginning with the Kth")


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text} is no positive number")
    return int(text)


def _part(text: str) -> tuple[int, int]:
    place, _, count = text.partition("/")
    if not (place.isdecimal() and count.isdecimal() and 1 <= int(place) <= int(count)):
        raise ArgumentTypeError(f"{text} is no part: write 1/2 for the first of two")
    return int(place), int(count)


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text} is no date: write 2026-11-06 or 2026-11-06T17:30") from problem
    if len(text) == len("2026-11-06"):
        found += dt.timedelta(days=1)  # a date is meant with its whole day
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def run(options: Namespace) -> int:
    """Print what was made; broken off, the same command with the same --until goes on where it was."""
    need_installation()
    with ready_database() as ready:
        from lianxin.jobs.pause import clockwork_paused
        from lianxin.runtime.city.presence import city_folder, need_city
        from lianxin.runtime.simulate.consulting import hold_consultations
        from lianxin.runtime.simulate.parts import live_in_parts, parts_for
        from lianxin.runtime.simulate.publishing import publish_some
        from lianxin.runtime.simulate.run import inspect, simulate

        need_city(ready.installation)
        plan = _demo_plan(options, ready.installation) if options.demo else _plan(options)
        parts = 1 if options.part else parts_for(plan.orders)
        if not options.part:
            _announce(plan)
        folder = options.city or city_folder(CITIES)
        if parts == 1:
            outcome = simulate(plan, folder)
        else:
            with clockwork_paused():
                outcome = inspect(plan, folder, live_in_parts(_words(options, plan), parts))
        if options.demo and not options.part:
            publish_some(plan.until)
            hold_consultations(plan.name, plan.until)
            _keep_filled(ready.installation)
    _print(outcome, as_json=options.json)
    return 0


def _announce(plan: Plan) -> None:
    say(
        f"模拟 {plan.begin} 至 {plan.until:%Y-%m-%d %H:%M}，每日约 {plan.per_day:.0f} 件；"
        f"中断后以 --until {plan.until.isoformat()} 接着做。",
        f"Simulating {plan.begin} to {plan.until:%Y-%m-%d %H:%M}, about {plan.per_day:.0f} orders a day; "
        f"if broken off, go on with --until {plan.until.isoformat()}.",
    )


def _words(options: Namespace, plan: Plan) -> list[str]:
    """The same plan again, for the processes that share it."""
    words = ["simulate", "--seed", str(options.seed), "--until", plan.until.isoformat()]
    words += ["--days", str(options.days), "--per-day", str(options.per_day), "--months", str(options.months)]
    words += ["--city", str(options.city)] if options.city else []
    return words + (["--demo"] if options.demo else [])


def _plan(options: Namespace) -> Plan:
    from lianxin.runtime.simulate.plan import ALONE, Plan

    until = (options.until or dt.datetime.now(SHANGHAI)).replace(second=0, microsecond=0)
    begin = (until - dt.timedelta(days=options.days)).astimezone(SHANGHAI).date()
    return Plan(
        seed=options.seed, begin=begin, until=until, per_day=options.per_day, waiting=False, part=options.part or ALONE
    )


def _demo_plan(options: Namespace, installation: Installation) -> Plan:
    """The plan of this installation: made with its first start and kept, so that a second start adds nothing."""
    from lianxin.runtime.simulate.plan import ALONE, Plan

    place = installation.data / PLAN_FILE
    if not place.exists():
        until = dt.datetime.now(SHANGHAI).replace(second=0, microsecond=0)
        begin = until.date() - dt.timedelta(days=round(options.months * DAYS_A_MONTH))
        _keep_plan(installation, {"seed": DEMO_SEED, "begin": begin.isoformat(), "until": until.isoformat()})
    kept = _kept_plan(installation)
    return Plan(
        seed=kept["seed"],
        begin=dt.date.fromisoformat(kept["begin"]),
        until=dt.datetime.fromisoformat(kept["until"]),
        per_day=DEMO_ORDERS_A_MONTH / DAYS_A_MONTH,
        part=options.part or ALONE,
    )


def demo_filled(installation: Installation) -> bool:
    """Whether the orders of the past months were all made by an earlier start."""
    return (installation.data / PLAN_FILE).exists() and bool(_kept_plan(installation).get("filled"))


def _keep_filled(installation: Installation) -> None:
    _keep_plan(installation, _kept_plan(installation) | {"filled": True})


def _kept_plan(installation: Installation) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((installation.data / PLAN_FILE).read_text(encoding="utf-8"))
    return kept


def _keep_plan(installation: Installation, kept: dict[str, Any]) -> None:
    place = installation.data / PLAN_FILE
    half = place.with_suffix(".new")
    half.write_text(json.dumps(kept) + "\n", encoding="utf-8")
    half.replace(place)


def _print(outcome: Lived, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(outcome.as_json(), ensure_ascii=False))
        return
    print(
        pick(
            f"模拟诉求 {outcome.orders} 件，办理 {outcome.acts} 步（此前已办 {outcome.repeated} 步）。",
            f"{outcome.orders} simulated orders, {outcome.acts} acts ({outcome.repeated} had been done before).",
        )
    )
    for code, count in outcome.refused.most_common():
        print(pick(f"　　中途未获准 {code}：{count}", f"    broken off by {code}: {count}"))
