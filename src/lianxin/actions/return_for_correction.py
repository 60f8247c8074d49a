"""退回补正 · Return for correction."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.actions._points import need_evidence
from lianxin.law.decisions import examination
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft
from lianxin.law.words import CorrectionGround


def return_for_correction(
    door: Door,
    *,
    order: int | str,
    reason: str,
    grounds: tuple[CorrectionGround, ...] = (),
    points: tuple[PointCheck, ...] = (),
    assignment: int | None = None,
) -> Done:
    """The feedback is formal or incomplete: it counts as not made and the old date stands (R22, R53)."""
    return perform(
        door,
        order,
        "return_for_correction",
        _decide,
        reason=reason,
        grounds=grounds,
        points=points,
        assignment=assignment,
    )


def _decide(
    draft: Draft,
    *,
    reason: str,
    grounds: tuple[CorrectionGround, ...],
    points: tuple[PointCheck, ...],
    assignment: int | None,
) -> None:
    need_evidence(draft, points)
    examination.return_for_correction(draft, reason=reason, grounds=grounds, points=points, assignment=assignment)
