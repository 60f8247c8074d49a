"""建议重办 · Propose a rehandling."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import proposing


def propose_rehandling(door: Door, *, order: int | str, caller: int, reason: str) -> Done:
    """Proposes that the order is handled again for a dissatisfied caller; an examiner decides (R9, R57)."""
    return perform(door, order, "propose_rehandling", proposing.propose_rehandling, caller=caller, reason=reason)
