"""Print the address of the installation's database, for scripts and for psql."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from lianxin.runtime.database import named_database
from lianxin.runtime.installation import open_installation
from lianxin.runtime.ready import need_installation


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Print the application role's URL; with --json also the owner's as `owner_url`. Nothing is started."""
    need_installation()
    database = named_database(open_installation(make=False))
    print(json.dumps({"url": database.url, "owner_url": database.owner_url}) if options.json else database.url)
    return 0
