"""请求改派 · Request a change of host."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def request_host_change(door: Door, *, order: int | str, unit: int | None = None, reason: str) -> Done:
    """The host asks to be replaced; after first contact this is its only way out (R5)."""
    return perform(door, order, "request_host_change", handling.request_host_change, unit=unit, reason=reason)
