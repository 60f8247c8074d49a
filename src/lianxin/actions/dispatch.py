"""转办 · Dispatch."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def dispatch(
    door: Door,
    *,
    order: int | str,
    unit: int,
    transfer: str,
    co_handlers: tuple[int, ...] = (),
    copies: tuple[int, ...] = (),
) -> Done:
    """The order goes to the unit whose duty it is; its limits start now (Art. 23 (2), R15)."""
    return perform(
        door,
        order,
        "dispatch",
        dispatching.dispatch,
        unit=unit,
        transfer=transfer,
        co_handlers=co_handlers,
        copies=copies,
    )
