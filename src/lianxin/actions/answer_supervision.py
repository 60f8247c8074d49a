"""督办答复 · Answer a supervision."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def answer_supervision(door: Door, *, order: int | str, overlay: int, text: str) -> Done:
    """The supervised unit answers (Art. 28)."""
    return perform(door, order, "answer_supervision", supervision.answer_supervision, overlay=overlay, text=text)
