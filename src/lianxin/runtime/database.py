"""Which database a command works on, brought up for as long as it is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from lianxin.runtime.database_roles import APPLICATION, DATABASE, OWNER, prepare_cluster
from lianxin.runtime.database_url import url_parts
from lianxin.runtime.installation import Installation
from lianxin.runtime.speech import CommandRefused, pick

SUPPORTED = range(14, 19)


@dataclass(frozen=True)
class Database:
    """The application's URL and the owner's; `embedded` when the cluster is our own."""

    url: str
    owner_url: str
    embedded: bool


def named_database(installation: Installation) -> Database:
    """The database of LIANXIN_DATABASE_URL, else the installation's own; nothing is started."""
    if url := os.environ.get("LIANXIN_DATABASE_URL"):
        return Database(url, os.environ.get("LIANXIN_OWNER_DATABASE_URL") or url, embedded=False)
    cluster = installation.cluster
    return Database(cluster.url(APPLICATION, DATABASE), cluster.url(OWNER, DATABASE), embedded=True)


@contextmanager
def running_database(installation: Installation) -> Iterator[Database]:
    """The database, up: a real one is tried, our own is started or adopted. The last one out stops our own."""
    database = named_database(installation)
    if not database.embedded:
        _check_server(database.url)
        yield database
        return
    try:
        with installation.locked("database", shared=True):
            bring_up(installation)
            yield database
    finally:
        with installation.locked("database", wait=False) as alone:
            if alone:
                installation.cluster.stop()


def bring_up(installation: Installation) -> bool:
    """Start our own cluster and make its roles; False when one that survived was adopted."""
    with installation.locked("starting"):
        started = installation.cluster.start()
        prepare_cluster(installation.cluster)
    return started


def environment(installation: Installation, database: Database) -> dict[str, str]:
    """What a process of this installation is told; never the owner's URL, which only `migrate` needs."""
    return {
        "LIANXIN_DATA": str(installation.data),
        "LIANXIN_DATABASE_URL": database.url,
        "LIANXIN_OWNER_DATABASE_URL": "",
        "LIANXIN_LIVE_SOCKET": str(installation.live_socket),
        "DJANGO_SETTINGS_MODULE": "lianxin.runtime.settings",
    }


def _check_server(url: str) -> None:
    """Refuse a server that cannot be reached or whose version is not supported."""
    url_parts(url)  # refuses what is not a PostgreSQL URL at all
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            major = connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[-1]
        raise CommandRefused(
            "database_unreachable",
            zh=f"连不上 LIANXIN_DATABASE_URL 指定的数据库：{said}",
            en=f"The database of LIANXIN_DATABASE_URL cannot be reached: {said}",
            next_step=pick(
                "请检查地址中的主机、端口、用户、口令、库名，并确认数据库在运行。",
                "Check host, port, user, password and name in the URL, and that the server runs.",
            ),
        ) from error
    if major not in SUPPORTED:
        raise CommandRefused(
            "database_version",
            zh=f"PostgreSQL {major} 不受支持，须为 14 至 18。",
            en=f"PostgreSQL {major} is not supported; it must be 14 to 18.",
            next_step=pick(
                "请将 LIANXIN_DATABASE_URL 指向 14 至 18 版的 PostgreSQL。",
                "Point LIANXIN_DATABASE_URL at a PostgreSQL of version 14 to 18.",
            ),
        )
