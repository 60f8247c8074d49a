"""举证 · Prove."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import disputes
from lianxin.law.words import ReplyWay


def prove(door: Door, *, order: int | str, overlay: int, way: ReplyWay, text: str) -> Done:
    """The unit proves the reply that its caller denies; a person decides (R31, R58)."""
    return perform(door, order, "prove", disputes.prove, overlay=overlay, way=way, text=text)
