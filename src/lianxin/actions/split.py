"""拆分 · Split."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_and_open
from lianxin.law.decisions import joining
from lianxin.law.decisions.intake import Intake


def split(door: Door, *, order: int | str, intake: Intake, callers: tuple[int, ...], transfer: str = "") -> list[Done]:
    """One of several matters becomes an order of its own; returns the old order's act and the new one's (R26, R56)."""
    return perform_and_open(door, order, "split", joining.split, intake=intake, callers=callers, transfer=transfer)
