"""Load a city's files into the tables, or list the accounts of a demonstration."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from argparse import ArgumentParser, Namespace
from pathlib import Path

from lianxin.runtime.commands.verify import tables_needed
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import pick


def add_arguments(parser: ArgumentParser) -> None:
    """Which folder, and whether for a demonstration."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder with city.toml, units.toml …")
    parser.add_argument("--demo", action="store_true", help="give new accounts the demonstration's password")
    parser.add_argument("--accounts", action="store_true", help="load nothing, print one account per role")


def run(options: Namespace) -> int:
    """Load what is new; with --json print what the city holds, or the accounts."""
    need_installation()
    with ready_database(), tables_needed():
        if options.accounts:
            _print_accounts(as_json=options.json)
            return 0
        from lianxin.runtime.city import load_city

        summary = load_city(options.folder, demo=options.demo)
    if options.json:
        print(json.dumps(dataclasses.asdict(summary), ensure_ascii=False))
    return 0


def _print_accounts(*, as_json: bool) -> None:
    from lianxin.runtime.city import demo_accounts

    accounts = demo_accounts()
    if as_json:
        print(json.dumps([one._asdict() for one in accounts], ensure_ascii=False))
        return
    rows = [(pick(one.role.zh, one.role.en), one.username, pick(one.unit_zh, one.unit_en)) for one in accounts]
    widths = [max((_width(row[column]) for row in rows), default=0) for column in (0, 1)]
    print()
    for row in rows:
        print("    " + "  ".join([_padded(row[0], widths[0]), _padded(row[1], widths[1]), row[2]]))
    if accounts:
        print("\n    " + pick("密码均为 ", "Password of all: ") + accounts[0].password)


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
