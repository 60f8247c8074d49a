"""转下级 · Delegate."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def delegate(door: Door, *, order: int | str, unit: int, instruction: str) -> Done:
    """The unit hands the work to one of its own below; it stays answerable (Art. 12, 13)."""
    return perform(door, order, "delegate", handling.delegate, unit=unit, instruction=instruction)
