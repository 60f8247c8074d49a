"""续报 · Supplement."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callers


def supplement(door: Door, *, order: int | str, text: str, caller: int | None = None) -> Done:
    """A caller adds to the matter: for the unit while it works, for the centre otherwise; no date moves (R67)."""
    return perform(door, order, "supplement", callers.supplement, text=text, caller=caller)
