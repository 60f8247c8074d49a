"""Measure the hotline on this machine: core, citizens' pages, lists and orders of many, desks at work over them."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from lianxin.runtime.ready import need_folder

MOST_SECONDS = 600


def add_arguments(parser: ArgumentParser) -> None:
    """What to measure, and for how long or with how many orders."""
    parser.add_argument(
        "name",
        choices=["core", "load", "desk", "portal"],
        help="core: receiving and lives; load: lists and orders; desk: agents and clerks at work; "
        "portal: citizens who submit and follow",
    )
    parser.add_argument(
        "orders", nargs="?", type=_count, default=100_000, help="load, desk: how many orders, default 100000"
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=20.0, help="core, desk, portal: how long each figure is taken, default 20"
    )
    parser.add_argument("--keep", action="store_true", help="load, desk: keep the orders for the next time")


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text} is no positive number")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= MOST_SECONDS:
        raise ArgumentTypeError(f"{text} is no number of seconds from 1 to {MOST_SECONDS}")
    return seconds


def run(options: Namespace) -> int:
    """Print the figures; the database they were taken on is removed."""
    from lianxin.runtime.bench.core import bench_core
    from lianxin.runtime.bench.desk import bench_desk
    from lianxin.runtime.bench.load import bench_load
    from lianxin.runtime.bench.portal import bench_portal

    need_folder()
    if options.name == "core":
        figures = bench_core(options.seconds)
    elif options.name == "portal":
        figures = bench_portal(options.seconds)
    elif options.name == "load":
        figures = bench_load(options.orders, keep=options.keep)
    else:
        figures = bench_desk(options.orders, options.seconds, keep=options.keep)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        _print(figures, 0)
    return 0


def _print(figures: dict[str, object], depth: int) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{'  ' * depth}{name}:")
            _print(value, depth + 1)
        else:
            print(f"{'  ' * depth}{name}: {value}")
