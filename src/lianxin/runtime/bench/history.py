"""Fills a database with orders by COPY: each a copy of one that was lived, with a chain of its own that holds."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import psycopg
from psycopg import sql

from lianxin.runtime.bench.templates import (
    EVENT_COLUMNS,
    FIRST_SERIAL,
    ROW_TABLES,
    Stage,
    Template,
    columns_of,
    read_templates,
)
from lianxin.runtime.simulate.chances import chances
from lianxin.runtime.speech import say

OPEN_SHARE, CLOSED_SHARE = 0.02, 0.03
"""How many of all orders somebody still has to do something about, and how many may still be reopened."""
LONGEST_WEEKS = 156
AT_A_TIME = 2_000
SLOW_INDEX = "order_text_search"


def fill(url: str, orders: int) -> dict[str, Any]:
    """Brings the database up to so many orders and returns how fast; `url` is the superuser's.

    Foreign keys are not checked row by row meanwhile: a copy refers to what its original refers to.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        templates = read_templates(connection)
        there = _count(connection, "work_order")
        missing = max(0, orders - there)
        began = time.monotonic()
        if missing:
            _without_checks(connection)
            _write(connection, _copies(templates, missing, there))
        took = time.monotonic() - began
        _make_ready(connection)
        return {
            "orders": _count(connection, "work_order"),
            "events": _count(connection, "event"),
            "templates": len(templates),
            "copied": missing,
            "copied_per_second": round(missing / took) if missing else 0,
            "size_gb": round(_size(connection) / 1024**3, 2),
        }


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _size(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def _without_checks(connection: psycopg.Connection[Any]) -> None:
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET synchronous_commit = off")
    connection.execute(sql.SQL("DROP INDEX IF EXISTS {}").format(sql.Identifier(SLOW_INDEX)))
    today = dt.datetime.now(dt.UTC)
    for weeks in range(0, LONGEST_WEEKS + 60, 4):
        connection.execute("SELECT event_ensure_partitions(%s, 0)", [today - dt.timedelta(weeks=weeks)])


def _make_ready(connection: psycopg.Connection[Any]) -> None:
    say("建索引、收集统计……", "Building the index, gathering statistics …")
    connection.execute("SET maintenance_work_mem = '512MB'")
    create = "CREATE INDEX IF NOT EXISTS {} ON order_text USING gin (search) WITH (fastupdate = off)"
    connection.execute(sql.SQL(create).format(sql.Identifier(SLOW_INDEX)))
    connection.execute("VACUUM (ANALYZE)")


def _write(connection: psycopg.Connection[Any], copies: Iterator[dict[str, str]]) -> None:
    targets = {
        "event": EVENT_COLUMNS,
        **{table: tuple(columns_of(connection, table)) for table in ("work_order", *ROW_TABLES)},
    }
    written = 0
    while batch := list(islice(copies, AT_A_TIME)):
        lines: dict[str, list[str]] = defaultdict(list)
        for copy in batch:
            for table, text in copy.items():
                lines[table].append(text)
        for table in ("work_order", "event", *ROW_TABLES):
            _copy(connection, table, targets[table], "".join(lines[table]))
        written += len(batch)
        if written % (AT_A_TIME * 10) == 0:
            say(f"已写入 {written} 件……", f"{written} orders written …")


def _copy(connection: psycopg.Connection[Any], table: str, columns: Sequence[str], text: str) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor().copy(query) as into:
        into.write(text)


def _copies(templates: Sequence[Template], orders: int, there: int) -> Iterator[dict[str, str]]:
    """Copies of what lies in the archive from the weeks before, and of what is open or was closed from these days.

    `there` orders exist already: later copies are numbered above them and drawn anew.
    """
    by_stage = {stage: [one for one in templates if one.stage is stage] for stage in Stage}
    serials: Counter[dt.date] = Counter()
    chance = chances("bench", there)
    for _ in range(orders):
        stage = _stage(chance.random())
        template = chance.choice(by_stage[stage] or templates)
        weeks = chance.randrange(1, LONGEST_WEEKS + 1) if template.stage is Stage.ARCHIVED else 0
        day = template.received_on - dt.timedelta(weeks=weeks)
        serials[day] += 1
        yield template.copy(FIRST_SERIAL + there + serials[day], weeks)


def _stage(drawn: float) -> Stage:
    if drawn < OPEN_SHARE:
        return Stage.OPEN
    return Stage.CLOSED if drawn < OPEN_SHARE + CLOSED_SHARE else Stage.ARCHIVED
