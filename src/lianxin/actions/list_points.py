"""列要点 · List the points."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.actions._points import sorted_out
from lianxin.law.decisions import points
from lianxin.law.draft import Draft


def list_points(door: Door, *, order: int | str, lines: tuple[str, ...]) -> Done:
    """The points as the examiner has them: what is not among the lines is dropped, what is new is open (Art. 27)."""
    return perform(door, order, "list_points", _decide, lines=lines)


def _decide(draft: Draft, *, lines: tuple[str, ...]) -> None:
    kept, added = sorted_out(draft, lines)
    points.list_points(draft, kept=kept, added=added)
