"""记录劝阻 · Record a dissuasion."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def record_dissuasion(door: Door, *, order: int | str, note: str) -> Done:
    """A caller who misuses the hotline was asked to stop (Art. 42, R41)."""
    return perform(door, order, "record_dissuasion", supervision.record_dissuasion, note=note)
