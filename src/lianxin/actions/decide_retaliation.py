"""打击报复认定 · Decide on retaliation."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import retaliation


def decide_retaliation(door: Door, *, order: int | str, overlay: int, found: bool, reason: str, body: str = "") -> Done:
    """The supervisor records what was found, and to which body it went (Art. 41)."""
    return perform(
        door,
        order,
        "decide_retaliation",
        retaliation.decide_retaliation,
        overlay=overlay,
        found=found,
        reason=reason,
        body=body,
    )
