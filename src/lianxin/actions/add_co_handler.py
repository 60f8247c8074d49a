"""增加协办 · Add a co-handler."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def add_co_handler(door: Door, *, order: int | str, unit: int, reason: str = "") -> Done:
    """The city hotline names a further unit to help the host (Art. 29)."""
    return perform(door, order, "add_co_handler", dispatching.add_co_handler, unit=unit, reason=reason)
