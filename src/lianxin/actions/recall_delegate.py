"""收回转下级 · Recall a delegate."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def recall_delegate(door: Door, *, order: int | str, assignment: int, reason: str) -> Done:
    """The unit takes back what it had handed down."""
    return perform(door, order, "recall_delegate", handling.recall_delegate, assignment=assignment, reason=reason)
