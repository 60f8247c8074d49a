"""办结 · Close."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callback


def close(door: Door, *, order: int | str, note: str = "") -> Done:
    """The hotline ends the order as what the last examined outcome says (R50)."""
    return perform(door, order, "close", callback.close, note=note)
