"""联系存疑认定 · Decide on a contradiction."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import disputes


def decide_contradiction(
    door: Door, *, order: int | str, overlay: int, reply_stands: bool, untruth: bool, reason: str
) -> Done:
    """An examiner decides whether the denied reply stands; untruth is found by a person alone (R31; Art. 40 (3))."""
    return perform(
        door,
        order,
        "decide_contradiction",
        disputes.decide_contradiction,
        overlay=overlay,
        reply_stands=reply_stands,
        untruth=untruth,
        reason=reason,
    )
