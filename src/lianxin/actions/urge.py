"""催办 · Urge."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callers


def urge(door: Door, *, order: int | str, reason: str) -> Done:
    """A caller or the centre asks for haste: no limit starts, and after the reply it is too late (R67)."""
    return perform(door, order, "urge", callers.urge, reason=reason)
