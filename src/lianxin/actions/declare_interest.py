"""声明利害关系 · Declare an interest."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import conflict


def declare_interest(door: Door, *, order: int | str, reason: str) -> Done:
    """Someone with a direct interest leaves the order at once; the substitute goes on, no limit moves (R12)."""
    return perform(door, order, "declare_interest", conflict.declare_interest, reason=reason)
