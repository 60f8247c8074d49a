"""否认已回复 · Contest a reply."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import disputes


def contest(door: Door, *, order: int | str, caller: int, note: str = "") -> Done:
    """A caller denies that the recorded reply was made: the unit has to prove it (R31)."""
    return perform(door, order, "contest", disputes.contest, caller=caller, note=note)
