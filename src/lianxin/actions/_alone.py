"""Acts that only one process at a time may carry out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SEALING, COUNTING = 31_000_002, 31_000_003
"""Advisory locks; PostgreSQL lets go of one when whoever holds it dies. The first of the row is `jobs.pause`'s."""


@contextmanager
def one_at_a_time(lock: int) -> Iterator[None]:
    """Comes before the moment as of which everything is seen: who waited inside it would not see what the other did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [lock])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
