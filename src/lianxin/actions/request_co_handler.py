"""请求协办 · Request a co-handler."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def request_co_handler(door: Door, *, order: int | str, unit: int | None = None, reason: str) -> Done:
    """The host asks the city hotline for a co-handler (Art. 29)."""
    return perform(door, order, "request_co_handler", handling.request_co_handler, unit=unit, reason=reason)
