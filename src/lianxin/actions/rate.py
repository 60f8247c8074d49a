"""评价 · Rate."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import rating as decisions
from lianxin.law.decisions.rating import Rating


def rate(door: Door, *, order: int | str, caller: int, rating: Rating) -> Done:
    """A caller says what came of it; the last word counts, and a better one after contact is checked (R30, R57)."""
    return perform(
        door,
        order,
        "rate",
        decisions.rate,
        caller=caller,
        contacted=rating.contacted,
        solved=rating.solved,
        grade_result=rating.grade_result,
        grade_attitude=rating.grade_attitude,
    )
