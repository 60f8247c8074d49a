"""转外地或上级 · Transfer out."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import intake


def transfer_out(door: Door, *, order: int | str, body: str, receipt: str) -> Done:
    """Another city's or a central body's matter goes there, with receipt (R37)."""
    return perform(door, order, "transfer_out", intake.transfer_out, body=body, receipt=receipt)
