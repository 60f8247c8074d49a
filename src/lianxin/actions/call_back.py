"""回访 · Call back."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callback
from lianxin.law.decisions.callback import Talk


def call_back(door: Door, *, order: int | str, caller: int, talk: Talk) -> Done:
    """One caller is called back, or an attempt fails (R28, R33, R34, R57)."""
    return perform(door, order, "call_back", callback.call_back, caller=caller, talk=talk)
