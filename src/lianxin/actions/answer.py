"""直接答复 · Answer."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import intake


def answer(door: Door, *, order: int | str, content: str) -> Done:
    """The hotline answers at once and the order ends (Art. 23 (1))."""
    return perform(door, order, "answer", intake.answer, content=content)
