"""取消并单 · Unmerge."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_together
from lianxin.law.decisions import joining


def unmerge(door: Door, *, order: int | str, parent: int | str) -> list[Done]:
    """An order that was merged into `parent` by mistake goes its own way again (R55)."""
    return perform_together(door, [order, parent], "unmerge", joining.unmerge)
