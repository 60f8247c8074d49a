"""并案附议 · Add a caller."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._people import CallerEntry, keep_caller
from lianxin.actions._perform import perform
from lianxin.law.decisions import callers
from lianxin.law.draft import Draft


def add_caller(door: Door, *, order: int | str, entry: CallerEntry, wish: str) -> Done:
    """A further caller joins with a date of their own; the unit's feedback does not move (R27, R55)."""
    return perform(door, order, "add_caller", _join, entry=entry, wish=wish)


def _join(draft: Draft, *, entry: CallerEntry, wish: str) -> None:
    callers.add_caller(draft, wishes=keep_caller(entry, draft.now), wish=wish)
