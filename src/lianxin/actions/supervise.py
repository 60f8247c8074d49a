"""督办 · Supervise."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision
from lianxin.law.words import SupervisionGround, SupervisionLevel


def supervise(door: Door, *, order: int | str, level: SupervisionLevel, ground: SupervisionGround, reason: str) -> Done:
    """A county or the city hotline supervises the host, which owes an answer; a sub-unit's parent is told (Art. 28)."""
    return perform(door, order, "supervise", supervision.supervise, level=level, ground=ground, reason=reason)
