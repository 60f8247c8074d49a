"""签收 · Sign."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def sign(door: Door, *, order: int | str) -> Done:
    """The unit takes its charge into its hands."""
    return perform(door, order, "sign", handling.sign)
