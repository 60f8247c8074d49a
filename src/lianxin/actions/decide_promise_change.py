"""承诺变更裁定 · Decide on a promise change."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import promises


def decide_promise_change(door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str) -> Done:
    """The hotline decides; the first date stays in the feedback, for the indicator (R21)."""
    return perform(
        door,
        order,
        "decide_promise_change",
        promises.decide_promise_change,
        overlay=overlay,
        upheld=upheld,
        reason=reason,
    )
