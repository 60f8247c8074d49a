"""Throw-away PostgreSQL servers for the tests: the embedded one, and one from Debian's own programs."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from lianxin.actions._live import settle
from lianxin.runtime.database_roles import APPLICATION, OWNER, grant_application_role, prepare_cluster
from lianxin.runtime.database_url import django_database
from lianxin.runtime.embedded_postgres import SUPERUSER, Cluster
from lianxin.runtime.postgres_binaries import Binaries, debian_folders, look_at
from lianxin.runtime.system_user import database_user

EMBEDDED, DEBIAN = "embedded", "debian"
TEMPLATE, SHARED = "lianxin_template", "lianxin_test"
_numbers = itertools.count(1)


@dataclass
class Server:
    """A cluster with a migrated template database, from which every other database is cloned."""

    cluster: Cluster
    home: Path
    names: set[str] = field(default_factory=set)

    def url(self, name: str = SHARED, *, role: str = APPLICATION) -> str:
        """The address of one of its databases."""
        return self.cluster.url(role, name)

    def clone(self, name: str) -> None:
        """A fresh copy of the template."""
        self._as_superuser(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(_id(name), _id(TEMPLATE)))
        self.names.add(name)

    def drop(self, name: str) -> None:
        """Away with a copy, whoever is still connected."""
        self._as_superuser(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_id(name)))
        self.names.discard(name)

    def point_django_here(self, name: str = SHARED, *, role: str = APPLICATION) -> None:
        """From now on Django's connections, of every thread, go to this database."""
        connections.close_all()
        connections["default"].settings_dict.update(django_database(self.url(name, role=role)))
        del connections["default"]  # a wrapper remembers the server's version; the next use makes a new one

    @contextmanager
    def own_database(self) -> Iterator[str]:
        """Clone the template, point Django at the copy, drop it at the end; yields its name."""
        name = f"clone_{next(_numbers)}"
        self.clone(name)
        before = str(connections["default"].settings_dict["NAME"])
        self.point_django_here(name)
        try:
            yield name
        finally:
            settle()  # the notifier has a thread of its own, which would find the database gone
            self.point_django_here(before if before in self.names else SHARED)
            self.drop(name)

    def stop(self) -> None:
        """Stop the cluster and remove what it left."""
        self.cluster.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _as_superuser(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(statement)


def start_server(kind: str) -> Server:
    """Start a server of a kind in a folder of its own and migrate its template."""
    home = Path(tempfile.mkdtemp(prefix="lx"))
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)
    cluster = Cluster(
        folder=home / "data",
        sockets=home / "s",
        user=database_user(),
        durable=False,
        programs=debian_programs() if kind == DEBIAN else None,
    )
    cluster.start()
    server = Server(cluster, home)
    prepare_cluster(cluster, TEMPLATE)
    server.point_django_here(TEMPLATE, role=OWNER)
    call_command("migrate", interactive=False, verbosity=0)
    grant_application_role(server.url(TEMPLATE, role=OWNER), server.url(TEMPLATE))
    connections.close_all()
    server.clone(SHARED)
    return server


def debian_programs() -> Binaries:
    """The newest of `/usr/lib/postgresql/*/bin`; without one the test fails and names the package."""
    for folder in debian_folders():
        if (folder / "postgres").exists() and (found := look_at(folder)):
            return found
    pytest.fail("No /usr/lib/postgresql/*/bin/postgres: install Debian's package with apt-get install postgresql")


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)
