"""Bring the database to this version as the tables' owner, then let the application's role use it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.management import call_command

from lianxin.runtime.database_roles import grant_application_role
from lianxin.runtime.ready import ready_database


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Apply what is missing; a database that is up to date is left as it is."""
    _ = options
    with ready_database(as_owner=True) as ready:
        call_command("migrate", interactive=False, verbosity=0)
        grant_application_role(ready.database.owner_url, ready.database.url)
    return 0
