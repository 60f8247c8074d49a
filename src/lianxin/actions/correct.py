"""更正 · Correct."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import conflict
from lianxin.law.decisions.conflict import Correction


def correct(door: Door, *, order: int | str, reason: str, correction: Correction) -> Done:
    """What intake recorded wrongly is put right; units that become barred by it leave the order (R13, R60)."""
    return perform(door, order, "correct", conflict.correct, reason=reason, correction=correction)
