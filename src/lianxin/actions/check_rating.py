"""评价核查 · Check a rating."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import rating as decisions


def check_rating(door: Door, *, order: int | str, rating: int, stands: bool, reason: str) -> Done:
    """A person decides whether a rating that rose after the unit's contact stands (R30)."""
    return perform(door, order, "check_rating", decisions.check_rating, rating=rating, stands=stands, reason=reason)
