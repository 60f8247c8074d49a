"""回避决定 · Decide on recusal."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import conflict


def decide_recusal(door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str) -> Done:
    """The centre decides with reasons: a person is replaced, a unit leaves with all that stands below it (R60)."""
    return perform(
        door, order, "decide_recusal", conflict.decide_recusal, overlay=overlay, upheld=upheld, reason=reason
    )
