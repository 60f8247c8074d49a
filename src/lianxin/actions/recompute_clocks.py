"""时限重算 · Recompute clocks."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import clockwork


def recompute_clocks(door: Door, *, order: int | str, calendar_version: str) -> Done:
    """Open limits of an order follow a changed calendar, never backwards and never later untold (R23)."""
    return perform(door, order, "recompute_clocks", clockwork.recompute_clocks, calendar_version=calendar_version)
