"""显示个人信息 · Reveal."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import secrecy
from lianxin.law.words import RevealField


def reveal(door: Door, *, order: int | str, caller: int, field: RevealField, purpose: str) -> Done:
    """Unmasks one field of one caller for a purpose; nothing changes but the log (R44, R65)."""
    return perform(door, order, "reveal", secrecy.reveal, caller=caller, field=field, purpose=purpose)
