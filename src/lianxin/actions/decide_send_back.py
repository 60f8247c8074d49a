"""退单裁定 · Decide on a send-back."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def decide_send_back(door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str) -> Done:
    """The dispatcher (for a delegate: the unit above it) decides whether the unit is relieved (R6, R62)."""
    return perform(
        door, order, "decide_send_back", dispatching.decide_send_back, overlay=overlay, upheld=upheld, reason=reason
    )
