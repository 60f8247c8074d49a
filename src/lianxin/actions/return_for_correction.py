"""退回补正 · Return for correction."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import examination


def return_for_correction(door: Door, *, order: int | str, reason: str, assignment: int | None = None) -> Done:
    """The feedback is formal or incomplete: it counts as not made and the old date stands (R22, R53)."""
    return perform(
        door, order, "return_for_correction", examination.return_for_correction, reason=reason, assignment=assignment
    )
