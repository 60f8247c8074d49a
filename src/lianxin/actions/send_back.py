"""申请退单 · Send back."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling
from lianxin.law.words import SendBackReason


def send_back(door: Door, *, order: int | str, code: SendBackReason, reason: str, suggested: int | None = None) -> Done:
    """The unit asks to be relieved: decided in one working day, its limits run on (R6, R18, R62)."""
    return perform(door, order, "send_back", handling.send_back, code=code, reason=reason, suggested=suggested)
