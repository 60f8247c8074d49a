"""评价 · Rate."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import rating as decisions
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.words import RatingWay


def rate(door: Door, *, order: int | str, caller: int, rating: GivenRating, way: RatingWay | None = None) -> Done:
    """A caller says what came of it; the last word counts, and a better one after contact is checked (R30, R57)."""
    return perform(door, order, "rate", decisions.rate, caller=caller, rating=rating, way=way)
