"""要求回避 · Demand recusal."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import conflict


def demand_recusal(
    door: Door, *, order: int | str, caller: int, reason: str, unit: int | None = None, staff: int | None = None
) -> Done:
    """A complainant or tipster demands that a unit or a person leaves the order (Art. 32 speaks of 控告、举报; R12)."""
    return perform(
        door, order, "demand_recusal", conflict.demand_recusal, caller=caller, reason=reason, unit=unit, staff=staff
    )
