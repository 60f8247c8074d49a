"""For work that can be begun again where it was broken off: commits do not wait for the disk one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from lianxin.actions._live import settle


@contextmanager
def in_bulk() -> Iterator[None]:
    """Lets the commits inside go to disk together; at the end everything is on disk before we return.

    A crash may lose the last moments of such work, never a part of a commit and never what came before; so use it
    only for what is repeated harmlessly and is not told to anyone before its end.
    """
    options = connection.settings_dict["OPTIONS"]
    before = options.get("options", "")
    options["options"] = f"{before} -c synchronous_commit=off".strip()
    connection.close()
    try:
        yield
    finally:
        options["options"] = before
        if not before:
            del options["options"]
        connection.close()
        _flush()
        settle()


def _flush() -> None:
    """One commit that waits for the disk takes all earlier ones with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
