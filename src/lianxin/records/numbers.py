"""Order numbers: each process leases some of the day's at a time, so that no commit ever waits for a counter."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from lianxin.law.numbers import format_number

BLOCK = 50
"""How many numbers are leased at once; what a process does not use is skipped, never used again."""

SERIALS_A_DAY = 10_000_000
"""The id of an order is its day followed by its serial: room for so many, and still exact in every browser."""

_LEASE = """
INSERT INTO number_lease AS lease (day, next) VALUES (%(day)s, %(block)s + 1)
ON CONFLICT (day) DO UPDATE SET next = lease.next + %(block)s RETURNING next - %(block)s
"""

_lock = threading.Lock()
_leased: dict[tuple[str, dt.date], Iterator[int]] = {}


class Identity(NamedTuple):
    """What an order is known by, for good: `id` inside, `number` to people."""

    id: int
    number: str


def next_identity(day: dt.date) -> Identity:
    """The next id and number of a day. Commits its lease on a connection of its own: call it before the transaction."""
    serial = _next_serial(day)
    return Identity(id=int(f"{day:%Y%m%d}") * SERIALS_A_DAY + serial, number=format_number(day, serial))


def identity_for_nobody() -> Identity:
    """What an order is known by in an act that is taken back: below all ids, so it is nobody's, and leased from nobody.

    Not always the same: two rehearsals at once would wait for each other at the unique index.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a rehearsed act stands outside a transaction, so nothing would take it back")
    serial = -1 - secrets.randbelow(2**62)
    return Identity(id=serial, number=str(serial))


def next_number(day: dt.date) -> str:
    """The next order number of a day."""
    return next_identity(day).number


def _next_serial(day: dt.date) -> int:
    database = str(connection.settings_dict["NAME"])
    with _lock:
        serial = next(_leased.get((database, day), iter(())), None)
        if serial is None:
            first = _lease(day)
            block = iter(range(first, first + BLOCK))
            _leased[database, day] = block
            serial = next(block)
        return serial


def _lease(day: dt.date) -> int:
    """The first number of a fresh block; a short transaction on a connection that is closed at once."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(_LEASE, {"day": day, "block": BLOCK})
            return int(cursor.fetchone()[0])
    finally:
        own.close()
