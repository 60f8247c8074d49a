"""自动签收 · Sign automatically."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import clockwork


def sign_automatically(door: Door, *, order: int | str, assignment: int) -> Done:
    """A charge never signed for counts as signed at its limit, and says so (R7)."""
    return perform(door, order, "sign_automatically", clockwork.sign_automatically, assignment=assignment)
