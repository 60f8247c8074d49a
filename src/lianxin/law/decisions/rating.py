"""What a caller says of the answer: the last rating counts, and a better one after contact is checked (R30, R57)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decisions import callback
from lianxin.law.decisions.answerable import speaking
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller
from lianxin.law.words import CallbackResult, Grade, OrderState, OverlayState, ReplyState, Solved, Word


@dataclass(frozen=True, slots=True)
class Rating:
    """What a caller says of the answer; None where they were not asked or said nothing."""

    contacted: bool | None = None
    solved: Solved | None = None
    grade_result: Grade | None = None
    grade_attitude: Grade | None = None


def rate(
    draft: Draft,
    *,
    caller: int,
    solved: Solved | None,
    grade_result: Grade | None,
    grade_attitude: Grade | None,
    contacted: bool | None,
) -> None:
    """The caller rates what was done, from the first reply on; the last rating counts (R30, R57).

    A better rating after the unit made contact is checked for pressure. What is None keeps its earlier answer.
    """
    person = speaking(draft, caller)
    given = {"solved": solved, "grade_result": grade_result, "grade_attitude": grade_attitude, "contacted": contacted}
    answers = {name: value for name, value in given.items() if value is not None}
    if not answers:
        raise Refused("rating_empty")
    if not may_rate(draft, person):
        raise Refused("nothing_to_rate")
    rated = draft.change(person, rated_at=draft.now, **answers)
    if _better(person, rated) and _contacted_since_rating(draft, person):
        rated = draft.change(rated, rating_to_check=True)
    if contacted is False and rated.reply is ReplyState.MADE and draft.host is not None:
        callback.contradict(draft, rated)
    if draft.order.state is OrderState.CALLBACK:
        if person.callback is not None and not person.dissatisfied and rated.dissatisfied:
            callback.count_dissatisfaction(draft, draft.callers[caller])
        _count_as_callback(draft, draft.callers[caller])


def may_rate(draft: Draft, person: Caller) -> bool:
    """Whether there is something to rate: a reply to this caller, an earlier round, or a result (R57)."""
    results = (OrderState.CALLBACK, OrderState.TRACKED, OrderState.CLOSED)
    return person.replied_at is not None or draft.order.round > 1 or draft.order.state in results


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


def _count_as_callback(draft: Draft, person: Caller) -> None:
    # Where a second date follows, the callback asks whether it was told: a rating does not say that (R57).
    whole = draft.order.outcome not in SECOND_DATE_OUTCOMES and callback.counts_as_callback(draft, person)
    if person.callback is None and whole:
        draft.change(person, callback=CallbackResult.BY_MESSAGE, callback_at=draft.now)
    callback.after_result(draft)
