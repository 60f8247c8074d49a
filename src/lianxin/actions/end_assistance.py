"""协助完成或谢绝 · End assistance."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def end_assistance(door: Door, *, order: int | str, done: bool, note: str) -> Done:
    """The helper has done what was asked, or declines what is not on its list (R2)."""
    return perform(door, order, "end_assistance", handling.end_assistance, done=done, note=note)
