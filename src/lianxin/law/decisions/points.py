"""The points of a matter: listed, ticked against a feedback, open again when another one has to answer them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lianxin.law.decisions.common import need_text
from lianxin.law.draft import Draft
from lianxin.law.point import Point
from lianxin.law.points import MOST_POINTS
from lianxin.law.refusals import Refused
from lianxin.law.state import Feedback
from lianxin.law.words import FeedbackEnd, OrderState, Outcome, PointState


@dataclass(frozen=True, slots=True)
class PointCheck:
    """What the examiner found of one point: of a listed one by its `serial`, else of the `text` that is listed with it.

    `evidence`: ids of files of the order that bear out what the feedback says of it.
    """

    state: PointState
    serial: int | None = None
    text: str = ""
    evidence: tuple[int, ...] = ()


def may_list_points(draft: Draft) -> Feedback:
    """The feedback that points are listed for: a stop is judged as a whole (R51)."""
    feedback = draft.need_feedback()
    if feedback.outcome is Outcome.STOP:
        raise Refused("stop_is_judged")
    return feedback


def list_points(draft: Draft, *, kept: tuple[int, ...], added: tuple[str, ...]) -> None:
    """The points as the examiner has them: what is not kept is dropped, what is new is open (Art. 27)."""
    may_list_points(draft)
    if not (kept or added):
        raise Refused("text_missing")
    for serial in kept:
        row = _listed(draft, serial)
        if not row.standing:
            draft.change(row, state=PointState.OPEN, evidence=())
    for row in draft.standing_points():
        if row.serial not in kept:
            draft.change(row, state=PointState.DROPPED, evidence=())
    for content in added:
        _add(draft, content)


def check_points(draft: Draft, feedback: Feedback, checks: Iterable[PointCheck]) -> None:
    """Ticks points against a feedback; only what is dealt with has evidence."""
    for check in checks:
        row = _add(draft, check.text) if check.serial is None else _listed(draft, check.serial)
        evidence = tuple(dict.fromkeys(check.evidence)) if check.state is PointState.ANSWERED else ()
        draft.change(row, state=check.state, feedback=feedback.serial, evidence=evidence)


def _listed(draft: Draft, serial: int) -> Point:
    row = draft.points.get(serial)
    if row is None:
        raise Refused("point_unknown")
    return row


def _add(draft: Draft, content: str) -> Point:
    need_text(content)
    if len(draft.standing_points()) >= MOST_POINTS:
        raise Refused("points_too_many", str(MOST_POINTS))
    return draft.add_point(content)


def missing_points(draft: Draft) -> list[Point]:
    """The points that the last check found missing."""
    return [row for row in draft.points.values() if row.state is PointState.MISSING]


def need_settled(draft: Draft) -> None:
    """Refuses to pass a feedback while a point is neither dealt with nor dropped (Art. 27, R53)."""
    unsettled = [row for row in draft.points.values() if not row.settled]
    if unsettled:
        raise Refused("points_unsettled", str(len(unsettled)))


def reopen_points(draft: Draft) -> None:
    """A new round: what was found missing is to be made good; where nothing was, all is to be dealt with anew (R57)."""
    if not missing_points(draft):
        _open_again(draft, draft.standing_points())


def reopen_unanswered(draft: Draft, assignment: int) -> None:
    """Another feedback of a charge has come: ticks that it must earn anew are taken off."""
    _open_again(draft, [row for row in draft.standing_points() if not _tick_stands(draft, row, assignment)])


def _open_again(draft: Draft, rows: Iterable[Point]) -> None:
    for row in rows:
        if row.state is PointState.ANSWERED:
            draft.change(row, state=PointState.OPEN, evidence=())


def _tick_stands(draft: Draft, row: Point, assignment: int) -> bool:
    """Whether what an earlier feedback said of a point still counts.

    What came back for correction does, if the same charge corrects it; what a promise said does not for its end, nor
    what became void (R53, R60).
    """
    last = draft.feedbacks.get(row.feedback or 0)
    if last is None or draft.order.state is OrderState.TRACKED or last.end is FeedbackEnd.VOID:
        return False
    return last.end is not FeedbackEnd.RETURNED or last.assignment == assignment
