"""申请延期 · Extend."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import feedback


def extend(door: Door, *, order: int | str, amount_working_days: int, reason: str, document: str = "") -> Done:
    """The host asks for a later finishing date, or its head grants it where the regime says so (R19, R52)."""
    return perform(
        door,
        order,
        "extend",
        feedback.extend,
        amount_working_days=amount_working_days,
        reason=reason,
        document=document,
    )
