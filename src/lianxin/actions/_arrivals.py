"""Counts by network address what nobody proved: generously, for a quarter of an hour, so that a shared one survives."""

from __future__ import annotations

import datetime as dt

from lianxin.records.models import WebArrival

COUNTED = dt.timedelta(minutes=15)


def count_arrival(digest: bytes | None, now: dt.datetime, most: int) -> dt.datetime | None:
    """One more came from the address with this digest; None, or from when on one more is counted after too many.

    Call it in the transaction of what came: what is refused is not counted. The clockwork lets go of old ones.
    """
    if digest is None:
        return None
    lately = WebArrival.objects.filter(source_digest=digest, at__gt=now - COUNTED)
    first: dt.datetime | None = lately.order_by("-at").values_list("at", flat=True)[most - 1 : most].first()
    if first is not None:
        return first + COUNTED
    WebArrival.objects.create(source_digest=digest, at=now)
    return None
