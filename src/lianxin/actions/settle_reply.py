"""登记答复送达 · Settle a reply."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import replies


def settle_reply(door: Door, *, order: int | str, caller: int, delivered: bool) -> Done:
    """The message that carries a reply has arrived, or never will: then the reply is made, or owed again (R58)."""
    return perform(door, order, "settle_reply", replies.settle_reply, caller=caller, delivered=delivered)
