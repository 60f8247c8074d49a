"""紧急转接 · Hand over."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import intake
from lianxin.law.words import EmergencyService


def hand_over(door: Door, *, order: int | str, service: EmergencyService, note: str = "") -> Done:
    """An emergency goes to its own line at once."""
    return perform(door, order, "hand_over", intake.hand_over, service=service, note=note)
