"""指定承办 · Designate."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def designate(door: Door, *, order: int | str, unit: int, transfer: str, reason: str) -> Done:
    """After a dispute the city hotline names the unit; it cannot send back (R6)."""
    return perform(door, order, "designate", dispatching.designate, unit=unit, transfer=transfer, reason=reason)
