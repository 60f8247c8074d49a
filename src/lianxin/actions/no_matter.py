"""无实质诉求 · No matter."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import intake


def no_matter(door: Door, *, order: int | str, reason: str) -> Done:
    """A received text that asks for nothing is set aside (R35)."""
    return perform(door, order, "no_matter", intake.no_matter, reason=reason)
