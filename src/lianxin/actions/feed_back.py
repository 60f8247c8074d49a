"""反馈 · Feed back."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import feedback
from lianxin.law.decisions.feedback import Result


def feed_back(door: Door, *, order: int | str, result: Result) -> Done:
    """The root host feeds back to the centre, a delegate to the unit above it (Art. 24)."""
    return perform(door, order, "feed_back", feedback.feed_back, result=result)
