"""移送公安 · Refer to the police."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision
from lianxin.law.words import PoliceGround


def refer_to_police(door: Door, *, order: int | str, ground: PoliceGround, note: str) -> Done:
    """A caller's conduct goes to the police: repeated use only after dissuasion, threats at once (Art. 42, 43; R41)."""
    return perform(door, order, "refer_to_police", supervision.refer_to_police, ground=ground, note=note)
