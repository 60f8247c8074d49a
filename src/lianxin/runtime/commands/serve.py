"""Run in production: a real PostgreSQL, keys and mail given; refuses to start while anything is unsafe."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from lianxin.runtime.database import Database
from lianxin.runtime.hotline import run_hotline
from lianxin.runtime.installation import open_installation
from lianxin.runtime.safety import refuse, unsafe_database, unsafe_settings
from lianxin.runtime.speech import say
from lianxin.runtime.starting import Address, run_command, step


def add_arguments(parser: ArgumentParser) -> None:
    """Where to listen; everything else is named by the environment (docs/how-to/production.md)."""
    parser.add_argument("--address", type=parse_address, default="127.0.0.1:8000", help="HOST:PORT, behind HTTPS")
    parser.add_argument("--workers", type=int, default=2, help="web workers, default 2: one a core")


def run(options: Namespace) -> int:
    """Check, migrate, check again, run until told to stop."""
    address: Address = options.address
    installation = open_installation()
    os.environ["LIANXIN_MODE"] = "serve"
    os.environ["LIANXIN_DATA"] = str(installation.data)
    refuse(list(unsafe_settings(os.environ, installation.keys)))

    def prepare(database: Database) -> None:
        refuse(list(unsafe_database(database.url)))
        with step("整理页面文件", "Gathering the files of the pages"):
            run_command("gather-files", variables={})

    def greet() -> None:
        say(
            f"已在 {address.url} 运行；请由反向代理以 HTTPS 对外。",
            f"Running at {address.url}; put HTTPS in front of it.",
        )

    return run_hotline(installation, address, prepare=prepare, greet=greet, workers=options.workers)


def parse_address(text: str) -> Address:
    """`HOST:PORT`."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise ArgumentTypeError(f"{text} is not HOST:PORT, such as 127.0.0.1:8000")
    return Address(host.strip("[]"), int(port))
