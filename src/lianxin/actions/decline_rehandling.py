"""不采纳重办建议 · Decline a rehandling."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import proposing


def decline_rehandling(door: Door, *, order: int | str, overlay: int, reason: str) -> Done:
    """An examiner decides, with reasons, against a rehandling that was proposed (R57)."""
    return perform(door, order, "decline_rehandling", proposing.decline_rehandling, overlay=overlay, reason=reason)
