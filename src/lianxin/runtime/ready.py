"""What a command needs before it may touch records: the database up, and Django set up for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import connections

from lianxin.runtime.database import Database, environment, running_database
from lianxin.runtime.installation import Installation, default_data, open_installation
from lianxin.runtime.speech import CommandRefused, pick


@dataclass(frozen=True)
class Ready:
    """What a command works on: the installation's folder and its database."""

    installation: Installation
    database: Database


def need_installation() -> None:
    """Refuse a folder in which nothing was ever started: a mistyped --data would only make an empty database there."""
    data = default_data().absolute()
    if not (os.environ.get("LIANXIN_DATABASE_URL") or (data / "installation.json").exists()):
        raise _no_installation(data)


def need_folder() -> None:
    """Refuse a folder that was named and is not there; without --data the clone's own one may still be made."""
    data = default_data().absolute()
    if os.environ.get("LIANXIN_DATA") and not data.is_dir():
        raise _no_installation(data)


def _no_installation(data: Path) -> CommandRefused:
    return CommandRefused(
        "no_installation",
        zh=f"{data} 不是本系统的数据目录。",
        en=f"There is no installation in {data}.",
        next_step=pick(
            "请用 --data 写明目录；新装请先运行 ./lianxin demo 或 ./lianxin migrate",
            "Name its folder with --data; a new one begins with ./lianxin demo or ./lianxin migrate",
        ),
    )


@contextmanager
def ready_database(*, as_owner: bool = False, reads: bool = False) -> Iterator[Ready]:
    """Bring the installation's database up and Django with it, as the application's role or as the tables' owner.

    A command that only `reads` makes no folder or key. Raises `CommandRefused` when the folder or the database cannot
    be used. A database that this call started is stopped at its end, unless someone else uses it by then.
    """
    installation = open_installation(make=not reads)
    with running_database(installation) as database:
        os.environ.update(environment(installation, database))
        if as_owner:
            os.environ["LIANXIN_DATABASE_URL"] = database.owner_url
        django.setup()
        try:
            yield Ready(installation, database)
        finally:
            connections.close_all()
