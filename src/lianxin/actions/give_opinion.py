"""协办意见 · Give an opinion."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import handling


def give_opinion(door: Door, *, order: int | str, opinion: str) -> Done:
    """A co-handler tells the host what it found; its charge is fed back."""
    return perform(door, order, "give_opinion", handling.give_opinion, opinion=opinion)
