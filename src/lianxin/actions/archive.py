"""归档 · Archive."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import clockwork


def archive(door: Door, *, order: int | str) -> Done:
    """A closed order goes to the archive once the time for reopening is over and nothing is owed (R66)."""
    return perform(door, order, "archive", clockwork.archive)
