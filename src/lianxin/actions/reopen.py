"""重启办理 · Reopen."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import reopening
from lianxin.law.words import ReopenCause


def reopen(door: Door, *, order: int | str, cause: ReopenCause, reason: str, unit: int | None = None) -> Done:
    """A closed order is taken up again: within the limit, once per cause, as a new round (R29, R66)."""
    return perform(door, order, "reopen", reopening.reopen, cause=cause, reason=reason, unit=unit)
