"""不予重办决定 · Decide against rehandling."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callback


def accept_dissatisfaction(door: Door, *, order: int | str, caller: int, reason: str) -> Done:
    """An examiner decides, with reasons, that nothing more can be done for this caller (R57)."""
    return perform(door, order, "accept_dissatisfaction", callback.accept_dissatisfaction, caller=caller, reason=reason)
