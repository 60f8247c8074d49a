"""转入待转办 · Queue for dispatch."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import intake


def queue(door: Door, *, order: int | str, note: str = "") -> Done:
    """The agent leaves the choice of a unit to the dispatchers."""
    return perform(door, order, "queue", intake.queue, note=note)
