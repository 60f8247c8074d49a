"""时限信号 · Clock signal."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import clockwork


def signal_clock(door: Door, *, order: int | str, clock: int) -> Done:
    """Gives the next signal of a limit that has come due, recomputed first under the present calendar (R16, R23)."""
    return perform(door, order, "signal_clock", clockwork.signal_clock, clock=clock)
