"""收回 · Recall."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def recall(door: Door, *, order: int | str, reason: str) -> Done:
    """The city hotline takes the order back from its host (R49)."""
    return perform(door, order, "recall", dispatching.recall, reason=reason)
