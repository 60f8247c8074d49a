"""Start a running hotline of an invented city on this machine, with its own database."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from lianxin.runtime.commands.simulate import demo_filled
from lianxin.runtime.database import Database
from lianxin.runtime.database_roles import owns_tables
from lianxin.runtime.hotline import run_hotline
from lianxin.runtime.installation import open_installation
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.places import CITIES
from lianxin.runtime.speech import say
from lianxin.runtime.starting import Address, run_command, step
from lianxin.runtime.supervisor import Service, python

HIGHEST_PORT = 65535
FILLING = ("过去几个月的工单正在后台补上。", "The orders of the past months are being filled in meanwhile.")
FILLED = (
    "过去几个月的工单先前已补齐，后台再核对一遍。",
    "The orders of the past months were filled in before; it is checked meanwhile that none is missing.",
)
HERE_ALONE = ("127.0.0.1", "localhost", "::1")

DEMO_CITY = CITIES / "yunhe"
"""The invented city that a demonstration lives in."""


def add_arguments(parser: ArgumentParser) -> None:
    """Where to listen, and how much history to invent."""
    parser.add_argument("--port", type=_port, default=8000, help="default 8000")
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine only")
    parser.add_argument("--months", type=_months, default=3, help="months of simulated orders, default 3; 0 for none")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        raise ArgumentTypeError(f"{text} is no port: write a number from 1 to {HIGHEST_PORT}, such as 8000")
    return int(text)


def _months(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text} is no number of months: write 3, or 0 for none")
    return int(text)


def run(options: Namespace) -> int:
    """Run until Ctrl-C; whatever a kill left behind is taken up again."""
    address = Address(options.host, options.port)
    installation = open_installation()
    os.environ["LIANXIN_MODE"] = "demo"
    os.environ["LIANXIN_DATA"] = str(installation.data)
    os.environ.setdefault("LIANXIN_ORIGINS", address.url.rstrip("/"))  # links of messages lead to this machine
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
            run_command("load-city", "--demo", str(DEMO_CITY), variables={})

    def greet() -> None:
        run_command("load-city", "--accounts", str(DEMO_CITY), variables={})
        print(f"\n    {address.url}\n", flush=True)
        say(f"数据和日志在 {installation.data}", f"Data and logs: {installation.data}")
        if once:
            say(*(FILLED if demo_filled(installation) else FILLING))
        say("按 Ctrl-C 停止。", "Ctrl-C stops everything.")

    once = [_simulation(options.months)] if options.months else []
    return run_hotline(installation, address, prepare=prepare, greet=greet, afterwards=once)


def _simulation(months: int) -> Service:
    """The orders of the past months, made through the one door while the pages, which come first, already work."""
    command = python("lianxin.runtime", "simulate", "--demo", "--months", str(months))
    done = ("过去几个月的工单已补齐。", "The orders of the past months are all there.")
    return Service("simulate", ["nice", "-n", "10", *command], {}, forever=False, done=done)
