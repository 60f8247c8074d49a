"""要求说明 · Demand an explanation."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import disputes


def demand_explanation(door: Door, *, order: int | str, caller: int, text: str) -> Done:
    """A caller demands an explanation because a reply owed is late, or the result is disputed (Art. 16)."""
    return perform(door, order, "demand_explanation", disputes.demand_explanation, caller=caller, text=text)
