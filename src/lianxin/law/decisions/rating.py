"""What a caller says of the answer: the last rating counts, and a better one after contact is checked (R30, R57)."""

from __future__ import annotations

from dataclasses import dataclass, field

from lianxin.law.decisions import callback
from lianxin.law.decisions.answerable import speaking
from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.dissatisfaction import count_dissatisfaction
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.decisions.kept_ratings import ANSWERS, keep_rating, rating_that_counts
from lianxin.law.draft import Draft
from lianxin.law.rating import Rating
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller
from lianxin.law.words import (
    CallbackResult,
    Grade,
    OrderState,
    RatingCheck,
    RatingWay,
    ReplyState,
    Role,
    Solved,
    TextKind,
)


@dataclass(frozen=True, slots=True)
class GivenRating:
    """What a caller says of the answer; None where they were not asked or said nothing."""

    contacted: bool | None = None
    solved: Solved | None = None
    grade_result: Grade | None = None
    grade_attitude: Grade | None = None
    reasons: tuple[str, ...] = ()
    words: str = field(default="", repr=False)


def rate(draft: Draft, *, caller: int, rating: GivenRating, way: RatingWay | None = None) -> None:
    """The caller rates what was done, from the first reply on; the last rating counts (R30, R57).

    A better rating after the unit made contact is checked for pressure. What is None keeps its earlier answer; what
    they say in words stays at the centre (R43).
    `way`: how it came, where neither the caller's own page nor a desk of the hotline says so by itself.
    """
    person = speaking(draft, caller)
    given = {name: getattr(rating, name) for name in ANSWERS}
    answers = {name: value for name, value in given.items() if value is not None}
    if not answers:
        raise Refused("rating_empty")
    if not may_rate(draft, person):
        raise Refused("nothing_to_rate")
    draft.say(TextKind.WISH, rating.words, private=True, caller=caller)
    own = RatingWay.PORTAL if draft.actor.role is Role.CALLER else RatingWay.DESK
    rated = keep_rating(draft, person, draft.change(person, **answers), way or own, rating.reasons)
    if rating.contacted is False and rated.reply is ReplyState.MADE and draft.host is not None:
        callback.contradict(draft, rated)
    if draft.order.state is OrderState.CALLBACK:
        if person.callback is not None and not person.dissatisfied and rated.dissatisfied:
            count_dissatisfaction(draft, draft.callers[caller])
        _count_as_callback(draft, draft.callers[caller])


def may_rate(draft: Draft, person: Caller) -> bool:
    """Whether there is something to rate: a reply to this caller, an earlier round, or a result (R57)."""
    results = (OrderState.CALLBACK, OrderState.TRACKED, OrderState.CLOSED)
    return person.replied_at is not None or draft.order.round > 1 or draft.order.state in results


def _count_as_callback(draft: Draft, person: Caller) -> None:
    # Where a second date follows, the callback asks whether it was told: a rating does not say that (R57).
    whole = draft.order.outcome not in SECOND_DATE_OUTCOMES and callback.counts_as_callback(draft, person)
    if person.callback is None and whole:
        draft.change(person, callback=CallbackResult.BY_MESSAGE, callback_at=draft.now)
    callback.after_result(draft)


def check_rating(draft: Draft, *, rating: int, stands: bool, reason: str) -> None:
    """A person decides whether a rating that rose after the unit's contact is the caller's free word (R30).

    One that is set aside stays on record; the caller's earlier rating counts again.
    """
    need_text(reason)
    row = draft.ratings.get(rating)
    if row is None:
        raise Refused("rating_unknown")
    if row.check_state is not RatingCheck.TO_CHECK:
        raise Refused("already_decided")
    draft.say(TextKind.REASON, reason, private=True, caller=row.caller)
    draft.facts |= {"rating": rating, "stands": stands}
    verdict = RatingCheck.STANDS if stands else RatingCheck.SET_ASIDE
    draft.change(row, check_state=verdict, checked_by=draft.actor.staff, checked_at=draft.now)
    if not stands:
        _restore(draft, row)
    left = any(one.caller == row.caller for one in ratings_to_check(draft))
    draft.change(draft.callers[row.caller], rating_to_check=left)


def ratings_to_check(draft: Draft) -> list[Rating]:
    """The ratings that nobody has checked yet."""
    return [row for row in draft.ratings.values() if row.check_state is RatingCheck.TO_CHECK]


def _restore(draft: Draft, row: Rating) -> None:
    """Gives the caller's row the answers that count now, unless they have spoken again or are asked anew (R57)."""
    person = draft.callers[row.caller]
    their_word = all(getattr(person, name) == getattr(row, name) for name in ANSWERS if name != "contacted")
    if not their_word or person.rated_at != row.rated_at:
        return
    earlier = rating_that_counts(draft.ratings.values(), row.caller, in_round=row.round)
    answers = {name: getattr(earlier, name) if earlier else None for name in ANSWERS}
    restored = draft.change(person, rated_at=earlier.rated_at if earlier else None, **answers)
    final = draft.order.state is OrderState.CALLBACK and draft.order.outcome not in SECOND_DATE_OUTCOMES
    if final and person.callback is not None and restored.dissatisfied:
        count_dissatisfaction(draft, restored)
