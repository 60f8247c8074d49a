"""撤销不再办理 · Overturn a stop."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import stopping


def overturn_stop(door: Door, *, order: int | str, reason: str) -> Done:
    """The stop does not stand: the unit works on and the old date stands (R40, R51)."""
    return perform(door, order, "overturn_stop", stopping.overturn_stop, reason=reason)
