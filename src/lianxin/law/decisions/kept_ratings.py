"""Every rating is kept: the last one counts, and one that rose after the unit made contact is checked (R30)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lianxin.law.draft import Draft
from lianxin.law.rating import Rating
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller
from lianxin.law.words import OverlayState, RatingCheck, RatingWay, Word

ANSWERS = ("contacted", "solved", "grade_result", "grade_attitude")
"""What a rating answers, by its name on the caller's row and on the rating's."""


def rating_that_counts(
    ratings: Iterable[Rating], caller: int, *, in_round: int | None = None, before: dt.datetime | None = None
) -> Rating | None:
    """The caller's last rating that was not set aside: of one round, or given before the month is frozen (R30)."""
    lasting = [
        row
        for row in ratings
        if row.caller == caller
        and row.check_state is not RatingCheck.SET_ASIDE
        and (in_round is None or row.round == in_round)
        and (before is None or row.rated_at < before)
    ]
    return max(lasting, key=lambda row: row.serial, default=None)


def keep_rating(draft: Draft, before: Caller, after: Caller, way: RatingWay, reasons: tuple[str, ...] = ()) -> Caller:
    """Keeps what the caller has just said as a row of its own; `before` is the caller's row as it was until then.

    `reasons`: codes of the city's reasons of dissatisfaction for this topic; refuses others.
    """
    if unknown := draft.around.evaluation.unknown(reasons, draft.order.topic):
        raise Refused("reason_unknown", ", ".join(unknown))
    to_check = _better(before, after) and _contacted_since_rating(draft, before)
    draft.add_rating(
        after.serial,
        way=way,
        reasons=reasons,
        check_state=RatingCheck.TO_CHECK if to_check else None,
        **{name: getattr(after, name) for name in ANSWERS},
    )
    return draft.change(after, rated_at=draft.now, rating_to_check=after.rating_to_check or to_check)


def _contacted_since_rating(draft: Draft, person: Caller) -> bool:
    """Whether a unit made contact, or explained itself to this caller, after the caller's last rating (R30)."""
    if person.rated_at is None:
        return False
    contacts = [row.last_contact_at for row in draft.assignments.values()]
    contacts += [
        row.ended_at
        for row in draft.overlays.values()
        if row.state is OverlayState.ANSWERED and row.caller == person.serial and row.unit is not None
    ]
    return any(at is not None and at > person.rated_at for at in contacts)


def _better(before: Caller, after: Caller) -> bool:
    pairs: tuple[tuple[Word | None, Word | None], ...] = (
        (before.grade_result, after.grade_result),
        (before.grade_attitude, after.grade_attitude),
        (before.solved, after.solved),
    )
    return any(old is not None and new is not None and _rank(new) < _rank(old) for old, new in pairs)


def _rank(word: Word) -> int:
    return list(type(word)).index(word)
