"""审核通过 · Pass the examination."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import examination


def examine(door: Door, *, order: int | str, note: str = "") -> Done:
    """The feedback passes: it counts as made at its moment, and the callback begins (Art. 27, R53)."""
    return perform(door, order, "examine", examination.examine, note=note)
