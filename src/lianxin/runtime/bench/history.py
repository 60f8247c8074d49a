"""Fills a database with orders by COPY: each a copy of one that was lived, with a chain of its own that holds."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import psycopg
from psycopg import sql

from lianxin.runtime.bench.templates import (
    EVENT_COLUMNS,
    FIRST_SERIAL,
    ROW_TABLES,
    STAND_INS_APART,
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
ORDERS_A_CALLER = 2
DISTRICT = 6
"""Digits of a code of divisions that name the county-level division; a copy stays in it, as its unit does."""
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
            stand_ins = _people(connection, missing)
            _write(connection, _copies(templates, _neighbours(connection), missing, there, stand_ins))
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


def _people(connection: psycopg.Connection[Any], orders: int) -> int:
    """Gives everybody who called stand-ins for so many orders, and returns how many each has now.

    They have the names and, but for its last step, the number of whom they stand for: nobody is found under it.
    """
    lived = connection.execute("SELECT count(*) FROM person WHERE id < %s", [STAND_INS_APART]).fetchone()
    wanted = -(-orders // (ORDERS_A_CALLER * max(1, lived[0] if lived else 0)))
    copied = [name for name in columns_of(connection, "person") if name not in ("phone_digest", "contact_digest")]
    connection.execute(
        sql.SQL(
            "INSERT INTO person (id, phone_digest, contact_digest, {columns}) OVERRIDING SYSTEM VALUE"
            " SELECT id + which * {apart}, sha256(phone_digest || which::text::bytea),"
            " sha256(contact_digest || which::text::bytea), {columns}"
            " FROM person, generate_series(1, {wanted}) AS which WHERE id < {apart} ON CONFLICT DO NOTHING"
        ).format(
            columns=sql.SQL(", ").join(map(sql.Identifier, copied)),
            apart=sql.Literal(STAND_INS_APART),
            wanted=sql.Literal(wanted),
        )
    )
    return wanted


def _neighbours(connection: psycopg.Connection[Any]) -> Mapping[str, Sequence[str]]:
    """Of each place those of its level in the same county-level division, itself among them."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for code, level in connection.execute("SELECT code, level FROM division ORDER BY code").fetchall():
        found[code[:DISTRICT], level].append(code)
    return {code: places for places in found.values() for code in places}


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


def _copies(
    templates: Sequence[Template], neighbours: Mapping[str, Sequence[str]], orders: int, there: int, stand_ins: int
) -> Iterator[dict[str, str]]:
    """Copies of what lies in the archive from the weeks before, and of what is open or was closed from these days.

    `there` orders exist already: later copies are numbered above them and drawn anew. A copy happens anywhere in the
    same county-level division and is brought by other people: neither a place nor a caller has all of them.
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
        place = chance.choice(neighbours.get(template.division, [template.division]))
        yield template.copy(FIRST_SERIAL + there + serials[day], weeks, place, chance.randint(1, stand_ins))


def _stage(drawn: float) -> Stage:
    if drawn < OPEN_SHARE:
        return Stage.OPEN
    return Stage.CLOSED if drawn < OPEN_SHARE + CLOSED_SHARE else Stage.ARCHIVED
