"""移送结束 · End a referral."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def end_referral(door: Door, *, order: int | str, overlay: int, reason: str) -> Done:
    """The police have answered, or the referral is taken back: what it held open is free again (R63)."""
    return perform(door, order, "end_referral", supervision.end_referral, overlay=overlay, reason=reason)
