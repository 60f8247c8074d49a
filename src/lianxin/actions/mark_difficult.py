"""标记疑难 · Mark as difficult."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def mark_difficult(door: Door, *, order: int | str, difficult: bool, reason: str) -> Done:
    """A matter raised often or by many is studied as difficult, or no longer (Art. 26)."""
    return perform(door, order, "mark_difficult", supervision.mark_difficult, difficult=difficult, reason=reason)
