"""并单 · Merge."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_together
from lianxin.law.decisions import joining


def merge(door: Door, *, order: int | str, parent: int | str) -> list[Done]:
    """One matter in two orders becomes one: the callers of `order` are answered on `parent` (R27, R55)."""
    return perform_together(door, [order, parent], "merge", joining.merge)
