"""Locks of PostgreSQL that belong to no row: for what only one process does at a time, or what others wait out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

PAUSED, SEALING, COUNTING = 31_000_001, 31_000_002, 31_000_003
"""The clockwork standing still, the sealing of the chains, the counting of a month."""


@contextmanager
def holding(lock: int, *, shared: bool = False) -> Iterator[None]:
    """Waits for the lock and holds it; of those that share it several may hold it at once.

    It belongs to this thread's connection, and PostgreSQL lets go of it when whoever holds it dies. It comes before the
    moment as of which everything is seen: who waited inside it would not see what the other did.
    """
    kind = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock{kind}(%s)", [lock])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock{kind}(%s)", [lock])
