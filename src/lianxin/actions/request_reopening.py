"""请求重启 · Ask for a reopening."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import reopening


def request_reopening(door: Door, *, order: int | str, caller: int, text: str) -> Done:
    """A caller of a closed order says that it is not settled (R66)."""
    return perform(door, order, "request_reopening", reopening.request_reopening, caller=caller, text=text)
