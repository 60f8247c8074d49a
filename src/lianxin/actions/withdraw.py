"""申请撤回 · Withdraw."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callers


def withdraw(door: Door, *, order: int | str, caller: int, reason: str) -> Done:
    """A caller asks to take the matter back; the centre confirms within a working day that it is free (R36)."""
    return perform(door, order, "withdraw", callers.withdraw, caller=caller, reason=reason)
