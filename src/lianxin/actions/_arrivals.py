"""Counts by network address what nobody proved: generously, for a quarter of an hour, so that a shared one survives."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from lianxin.actions._insert import insert
from lianxin.records.kept import Kept
from lianxin.records.models import WebArrival

COUNTED = dt.timedelta(minutes=15)


@lru_cache(maxsize=8)
def _last_but(most: int) -> Kept[Any]:
    """The one since a moment after which so many came. How many is the city's, and stands in the SQL."""
    return Kept(
        lambda digest, since: (
            WebArrival.objects.filter(source_digest=digest, at__gt=since)
            .order_by("-at")
            .values_list("at")[most - 1 : most]
        ),
        digest=bytes,
        since=dt.datetime,
    )


def count_arrival(digest: bytes | None, now: dt.datetime, most: int) -> dt.datetime | None:
    """One more came from the address with this digest; None, or from when on one more is counted after too many.

    Call it in the transaction of what came: what is refused is not counted. The clockwork lets go of old ones.
    """
    if digest is None:
        return None
    found = _last_but(most).tuples(digest=digest, since=now - COUNTED)
    if found:
        first: dt.datetime = found[0][0]
        return first + COUNTED
    insert([WebArrival(source_digest=digest, at=now)])
    return None
