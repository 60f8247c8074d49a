"""申请变更承诺日期 · Change a promise."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import promises


def change_promise(door: Door, *, order: int | str, until: dt.date, reason: str) -> Done:
    """The host of a tracked order asks for another second date (R21); also after a missed one (R53)."""
    return perform(door, order, "change_promise", promises.change_promise, until=until, reason=reason)
