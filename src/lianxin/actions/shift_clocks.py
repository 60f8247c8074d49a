"""故障顺延 · Shift clocks."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import clockwork


def shift_clocks(
    door: Door, *, order: int | str, clocks: tuple[int, ...], amount_working_days: int, reason: str
) -> Done:
    """By decision of the city hotline, limits of units move after an outage; callers' dates do not (R20, R24)."""
    return perform(
        door,
        order,
        "shift_clocks",
        clockwork.shift_clocks,
        clocks=clocks,
        amount_working_days=amount_working_days,
        reason=reason,
    )
