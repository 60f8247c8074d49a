"""改派 · Change the host."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def change_host(door: Door, *, order: int | str, unit: int, reason: str) -> Done:
    """The city hotline gives the order to another host; the old one hands over in one working day (R4, R61)."""
    return perform(door, order, "change_host", dispatching.change_host, unit=unit, reason=reason)
