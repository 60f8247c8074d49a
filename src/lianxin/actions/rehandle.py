"""重办 · Rehandle."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import examination


def rehandle(
    door: Door, *, order: int | str, reason: str, unit: int | None = None, callers: tuple[int, ...] = ()
) -> Done:
    """Due work was not done, or a caller is dissatisfied: a new round with fresh limits (Art. 27, R22, R57)."""
    return perform(door, order, "rehandle", examination.rehandle, reason=reason, unit=unit, callers=callers)
