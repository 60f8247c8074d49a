"""Prints the tables of the law as Markdown, for a lawyer, a colleague or a pipe."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from lianxin.runtime.documents import TABLES


def add_arguments(parser: ArgumentParser) -> None:
    """Which tables; all of them when none is named."""
    parser.add_argument("table", nargs="*", type=_table, metavar="TABLE", help=f"one of: {', '.join(TABLES)}")


def _table(name: str) -> str:
    if name not in TABLES:
        raise ArgumentTypeError(f"no table is called {name}; choose from {', '.join(TABLES)}")
    return name


def run(options: Namespace) -> int:
    """Print the tables asked for, in their order; with --json an object of Markdown by table."""
    wanted = {name: text() for name, text in TABLES.items() if name in (options.table or TABLES)}
    print(json.dumps(wanted, ensure_ascii=False) if options.json else "\n".join(wanted.values()), end="")
    return 0
