"""撤回确认 · Decide on a withdrawal."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callers


def decide_withdrawal(door: Door, *, order: int | str, overlay: int, free: bool, reason: str) -> Done:
    """The centre confirms that a withdrawal was free, or not: then the matter goes on (R36, R50, R55)."""
    return perform(
        door, order, "decide_withdrawal", callers.decide_withdrawal, overlay=overlay, free=free, reason=reason
    )
