"""Start a running hotline of an invented city on this machine, with its own database."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from lianxin.runtime.database import Database
from lianxin.runtime.database_roles import owns_tables
from lianxin.runtime.hotline import run_hotline
from lianxin.runtime.installation import open_installation
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.places import CITIES
from lianxin.runtime.speech import say
from lianxin.runtime.starting import Address, run_command, step
from lianxin.runtime.supervisor import Service, python

HERE_ALONE = ("127.0.0.1", "localhost", "::1")


def add_arguments(parser: ArgumentParser) -> None:
    """Where to listen, and how much history to invent."""
    parser.add_argument("--port", type=int, default=8000, help="default 8000")
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine only")
    parser.add_argument("--months", type=int, default=3, help="months of simulated orders, default 3; 0 for none")


def run(options: Namespace) -> int:
    """Run until Ctrl-C; whatever a kill left behind is taken up again."""
    address = Address(options.host, options.port)
    installation = open_installation()
    os.environ["LIANXIN_MODE"] = "demo"
    os.environ["LIANXIN_DATA"] = str(installation.data)
    if address.host not in HERE_ALONE:
        os.environ.setdefault("LIANXIN_HOSTS", "*")  # invented data only; `serve` refuses this
    make_missing_keys(installation.keys)

    def prepare(database: Database) -> None:
        if owns_tables(database.url):
            say(
                "提示：应用与表属主为同一数据库角色，正式运行不允许。",
                "Note: the application's role owns the tables; production would refuse this.",
            )
        with step("载入演示城市", "Loading the invented city"):
            run_command("load-city", "--demo", str(CITIES / "yunhe"), variables={})

    def greet() -> None:
        run_command("load-city", "--accounts", str(CITIES / "yunhe"), variables={})
        print(f"\n    {address.url}\n", flush=True)
        say("按 Ctrl-C 停止。", "Ctrl-C stops everything.")

    once = [_simulation(options.months)] if options.months else []
    return run_hotline(installation, address, prepare=prepare, greet=greet, afterwards=once)


def _simulation(months: int) -> Service:
    """The orders of the past months, made through the one door while the pages, which come first, already work."""
    command = python("lianxin.runtime", "simulate", "--demo", "--months", str(months))
    return Service("simulate", ["nice", "-n", "10", *command], {}, forever=False)
