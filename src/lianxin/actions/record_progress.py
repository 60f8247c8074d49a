"""办理进展 · Record progress."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling
from lianxin.law.words import ContactWay


def record_progress(door: Door, *, order: int | str, note: str, contact: ContactWay = ContactWay.NONE) -> Done:
    """A step of the work is written down; contact with the caller or a visit ends the right to send back (R5)."""
    return perform(door, order, "record_progress", handling.record_progress, note=note, contact=contact)
