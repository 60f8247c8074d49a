"""重办 · Rehandle."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.actions._points import need_evidence
from lianxin.law.decisions import examination
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft


def rehandle(
    door: Door,
    *,
    order: int | str,
    reason: str,
    unit: int | None = None,
    callers: tuple[int, ...] = (),
    points: tuple[PointCheck, ...] = (),
) -> Done:
    """Due work was not done, or a caller is dissatisfied: a new round with fresh limits (Art. 27, R22, R57)."""
    return perform(door, order, "rehandle", _decide, reason=reason, unit=unit, callers=callers, points=points)


def _decide(
    draft: Draft, *, reason: str, unit: int | None, callers: tuple[int, ...], points: tuple[PointCheck, ...]
) -> None:
    need_evidence(draft, points)
    examination.rehandle(draft, reason=reason, unit=unit, callers=callers, points=points)
