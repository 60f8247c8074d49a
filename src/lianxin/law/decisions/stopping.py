"""The unit handles a matter no further: on which grounds, with which papers, after which earlier order (Art. 25)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decisions.common import need_text, withdraw_requests
from lianxin.law.decisions.feedback import OVERTAKEN, SETTLED, may_feed_back, quiet
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClosedAs,
    OrderState,
    Outcome,
    OverlayKind,
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
    draft.change(row, state=AssignmentState.STOPPED, ended_at=draft.now)
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
