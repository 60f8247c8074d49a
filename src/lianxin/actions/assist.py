"""交协助任务 · Ask for assistance."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def assist(door: Door, *, order: int | str, unit: int, note: str) -> Done:
    """A unit on the host chain asks a community or mass organisation to help (R2)."""
    return perform(door, order, "assist", handling.assist, unit=unit, note=note)
