"""The unit handles a matter no further: on which grounds, with which papers, after which earlier order (Art. 25)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decisions.callback import nothing_pending
from lianxin.law.decisions.common import OPEN_REPLIES, conclude, need_text, tell_callers, withdraw_requests
from lianxin.law.decisions.examination import give_back
from lianxin.law.decisions.feedback import OVERTAKEN, SETTLED, limit_of, may_feed_back, quiet
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Feedback
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClosedAs,
    FeedbackEnd,
    OrderState,
    Outcome,
    OverlayKind,
    ReplyState,
    RequestType,
    StopDecider,
    StopGround,
    TextKind,
)


def may_stop(draft: Draft) -> Assignment:
    """The root host's charge, in its own hands; the regime knows the stop at all, and no promise binds (R51, R53)."""
    draft.need_mine(AssignmentKind.HOST)
    if draft.running(ClockName.SECOND_DATE):
        raise Refused("final_outcome_only")
    if draft.policy.stop(draft.rule_facts).forbidden:
        raise Refused("stop_forbidden")
    return may_feed_back(draft)


@dataclass(frozen=True, slots=True)
class EarlierOrder:
    """An order that may have settled the same matter: how it ended, what it was about, and who called.

    Callers of a secret order are left out: a unit must not find out by trying who they were (R44).
    """

    id: int
    closed_as: ClosedAs | None
    request_type: RequestType
    topic: str | None = None
    division: str | None = None
    callers: frozenset[int] = frozenset()


def stop(
    draft: Draft, *, ground: StopGround, statement: str, explanation: str, earlier: EarlierOrder | None = None
) -> None:
    """The unit ends its work, with statement and explanation, on a ground that the regime knows (Art. 25; R40, R51)."""
    need_text(statement, "statement_missing")
    need_text(explanation, "explanation_missing")
    row = may_stop(draft)
    _check_ground(draft, ground, earlier)
    draft.facts["ground"] = ground.value
    draft.say(TextKind.DOCUMENT, statement)
    draft.say(TextKind.REPLY, explanation)
    if earlier is not None and ground is StopGround.SAME_FACTS_AND_REASONS:
        draft.set(earlier=earlier.id)
    draft.change(row, state=AssignmentState.STOPPED, to_correct=False, ended_at=draft.now)
    draft.add_feedback(assignment=row.serial, outcome=Outcome.STOP, from_state=draft.order.state)
    withdraw_requests(draft, *OVERTAKEN, OverlayKind.EXTENSION)
    if draft.policy.stop(draft.rule_facts).decided_by is not StopDecider.CITY_HOTLINE:
        quiet(draft, silent=True)
    draft.start_clock(ClockName.EXAMINE)
    draft.move(OrderState.FED_BACK)


def _check_ground(draft: Draft, ground: StopGround, earlier: EarlierOrder | None) -> None:
    """The same facts again: an earlier order settled them, or this one did before it was reopened (R51)."""
    grounds = draft.policy.stop(draft.rule_facts).grounds
    if grounds and ground not in grounds:
        raise Refused("stop_ground_unknown")
    if ground is not StopGround.SAME_FACTS_AND_REASONS:
        return
    if earlier is None and draft.order.settled_before:
        return
    if earlier is None or earlier.closed_as not in SETTLED:
        raise Refused("earlier_order_missing")
    if not _same_matter(draft, earlier):
        raise Refused("earlier_order_unlike")


def _same_matter(draft: Draft, earlier: EarlierOrder) -> bool:
    """Whether one of the callers called then, or it is the same topic in the same place; a tip-off stands apart."""
    order = draft.order
    if (earlier.request_type is RequestType.TIP_OFF) is not (order.request_type is RequestType.TIP_OFF):
        return False
    same_caller = any(row.person in earlier.callers for row in draft.present_callers())
    return same_caller or (
        order.topic is not None and (earlier.topic, earlier.division) == (order.topic, order.division)
    )


def uphold_stop(draft: Draft, *, reason: str) -> None:
    """The stop stands: the order ends, the caller is told, nobody calls back (R51)."""
    need_text(reason)
    feedback = may_uphold_stop(draft)
    draft.say(TextKind.REASON, reason)
    draft.end_clocks(ClockName.EXAMINE)
    limit = limit_of(draft, feedback)
    feedback = draft.change(feedback, on_time=limit is None or feedback.made_at < limit.due_at)
    draft.end_feedback(feedback, FeedbackEnd.PASSED)
    for clock in draft.running(ClockName.FEED_BACK, ClockName.FINISH, ClockName.REPLY):
        draft.end_clock(clock, at=feedback.made_at)
    for caller in draft.present_callers():
        # The explanation that a stop requires (Art. 25) is the reply owed to each caller who could be reached.
        if caller.reply in OPEN_REPLIES:
            draft.change(caller, reply=ReplyState.MADE, replied_at=feedback.made_at)
    conclude(draft, ClosedAs.STOPPED)
    tell_callers(draft, "order_stopped")


def overturn_stop(draft: Draft, *, reason: str) -> None:
    """The stop does not stand: the unit works on and the old date stands (R40, R51)."""
    need_text(reason)
    feedback = need_stop(draft)
    draft.say(TextKind.REASON, reason)
    give_back(draft, feedback)
    draft.move(OrderState.HANDLING)


def may_uphold_stop(draft: Draft) -> Feedback:
    """The stop that can be upheld: it would end the order, so nothing may be left undecided (R31, R66)."""
    feedback = need_stop(draft)
    nothing_pending(draft)
    return feedback


def need_stop(draft: Draft) -> Feedback:
    feedback = draft.need_feedback()
    if feedback.outcome is not Outcome.STOP:
        raise Refused("no_stop_pending")
    return feedback
