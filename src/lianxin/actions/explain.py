"""作出说明 · Explain."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import disputes


def explain(door: Door, *, order: int | str, overlay: int, text: str) -> Done:
    """The unit that owes it, or the centre where no unit does, explains to the caller (Art. 16)."""
    return perform(door, order, "explain", disputes.explain, overlay=overlay, text=text)
