"""While orders of the past are being made, the clockwork stands still: their limits belong to their own time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from lianxin.records.locks import PAUSED, holding

HELD = """
SELECT EXISTS (
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND datname = current_database() AND classid = 0 AND objid = %s AND granted
)
"""


@contextmanager
def clockwork_paused() -> Iterator[None]:
    """Keeps the clockwork's own acts from happening, in all processes; several may ask for it at once.

    The pause belongs to this thread's connection, and ends with it at the latest.
    """
    with holding(PAUSED, shared=True):
        yield


def is_paused() -> bool:
    """Whether anybody keeps the clockwork still."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [PAUSED])
        return bool(cursor.fetchone()[0])
