"""维持不再办理 · Uphold a stop."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import stopping


def uphold_stop(door: Door, *, order: int | str, reason: str) -> Done:
    """The stop stands: the order ends, the caller is told, nobody calls back (R51)."""
    return perform(door, order, "uphold_stop", stopping.uphold_stop, reason=reason)
