"""The hotline examines every feedback (Art. 27): passes it, returns it, has it done again, or judges a stop."""

from __future__ import annotations

import datetime as dt

from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decide import stands_at_centre
from lianxin.law.decisions.answerable import last_host
from lianxin.law.decisions.callback import (
    after_result,
    begin_callback,
    last_passed,
    nothing_contradicted,
    nothing_pending,
    propose_supervision,
    rehandled_enough,
    unsettled,
)
from lianxin.law.decisions.clocks import run_again
from lianxin.law.decisions.common import (
    OPEN_REPLIES,
    UNIT_REQUESTS,
    appoint_host,
    archive_date,
    back_to_dispatch,
    check_first_handler,
    conclude,
    end_copy_above,
    need_text,
    reset_for_round,
    successor_of,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.feedback import FINAL_OUTCOMES, SETTLED, limit_of, quiet
from lianxin.law.decisions.handling import IN_HAND
from lianxin.law.decisions.limits import promise_dates, start_limits, start_replies
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Feedback
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClosedAs,
    FeedbackEnd,
    OrderState,
    Outcome,
    OverlayKind,
    ReopenCause,
    ReplyState,
    TextKind,
)

AT_INTAKE = {ClosedAs.ANSWERED, ClosedAs.REDIRECTED, ClosedAs.TRANSFERRED_OUT, ClosedAs.HANDED_OVER, ClosedAs.NO_MATTER}
TO_DISPATCHING = frozenset({*AT_INTAKE, ClosedAs.WITHDRAWN})
"""Ends from which a reopened order goes to dispatching (R66)."""


def may_examine(draft: Draft) -> Feedback:
    """The feedback that can pass: no stop, and no reply still owed (R58)."""
    feedback = draft.need_feedback()
    if feedback.outcome is Outcome.STOP:
        raise Refused("stop_is_judged")
    if any(row.reply in OPEN_REPLIES for row in draft.present_callers()):
        raise Refused("reply_still_owed")
    return feedback


def examine(draft: Draft, *, note: str = "") -> None:
    """The feedback passes: it counts as made at its moment, and the callback begins (Art. 27, R53)."""
    feedback = may_examine(draft)
    draft.say(TextKind.NOTE, note)
    draft.end_clocks(ClockName.EXAMINE)
    count_as_made(draft, feedback)
    draft.end_feedback(draft.feedbacks[feedback.serial], FeedbackEnd.PASSED)
    draft.set(outcome=feedback.outcome)
    begin_callback(draft, feedback)
    draft.move(OrderState.CALLBACK)
    after_result(draft)


def count_as_made(draft: Draft, feedback: Feedback) -> None:
    """Judges the limit that the feedback had to keep at the moment the feedback was made."""
    limit = limit_of(draft, feedback)
    draft.change(feedback, on_time=limit is None or feedback.made_at < limit.due_at)
    ended = [ClockName.FEED_BACK]
    if feedback.outcome in FINAL_OUTCOMES:
        ended += [ClockName.FINISH, ClockName.SECOND_DATE]
    for clock in draft.running(*ended):
        draft.end_clock(clock, at=feedback.made_at)


def return_for_correction(draft: Draft, *, reason: str, assignment: int | None = None) -> None:
    """The feedback is formal or incomplete: it counts as not made and the old date stands (R22, R53)."""
    need_text(reason)
    draft.say(TextKind.REASON, reason)
    if draft.order.state is not OrderState.FED_BACK:
        _to_delegate(draft, assignment)
        return
    if not stands_at_centre(draft):
        raise Refused("not_your_duty")
    feedback = draft.need_feedback()
    if feedback.outcome is Outcome.STOP:
        raise Refused("stop_is_judged")
    give_back(draft, feedback)
    draft.move(feedback.from_state)


def give_back(draft: Draft, feedback: Feedback) -> None:
    """Puts the charge back into the unit's hands with its old limits running."""
    draft.end_feedback(feedback, FeedbackEnd.RETURNED)
    row = draft.assignments[feedback.assignment]
    row = draft.change(row, state=AssignmentState.SIGNED, ended_at=None)
    draft.end_clocks(ClockName.EXAMINE)
    quiet(draft, silent=False)
    start_replies(draft, row)
    draft.tell("returned_for_correction", unit=row.unit)


def _to_delegate(draft: Draft, assignment: int | None) -> None:
    row = draft.assignments.get(assignment or 0)
    parent = draft.assignments.get(row.parent or 0) if row is not None else None
    if row is None or parent is None or row.kind is not AssignmentKind.DELEGATE or parent.unit != draft.actor.unit:
        raise Refused("not_your_assignment")
    if row.state is not AssignmentState.FED_BACK:
        raise Refused("no_feedback_pending")
    if parent.state not in IN_HAND:
        raise Refused("already_fed_back")
    draft.change(row, state=AssignmentState.SIGNED)
    draft.change(parent, state=AssignmentState.DELEGATED)
    inner = [clock for clock in draft.clocks.values() if clock.name is ClockName.INNER_LEVEL]
    for clock in [clock for clock in inner if clock.assignment == row.serial and clock.ended_at is not None]:
        run_again(draft, clock)
    draft.tell("returned_for_correction", unit=row.unit)


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


def rehandle(draft: Draft, *, reason: str, unit: int | None = None, callers: tuple[int, ...] = ()) -> None:
    """Due work was not done, or a caller is dissatisfied: a new round with fresh limits (Art. 27, R22, R57)."""
    need_text(reason)
    nothing_contradicted(draft)
    draft.say(TextKind.REASON, reason)
    feedback = draft.pending_feedback
    if feedback is not None:
        if feedback.outcome is Outcome.STOP:
            raise Refused("stop_is_judged")
        count_as_made(draft, feedback)
        draft.end_feedback(draft.feedbacks[feedback.serial], FeedbackEnd.REHANDLED)
    old = draft.need_host()
    for name in (ClockName.EXAMINE, ClockName.CALLBACK):
        draft.end_clocks(name)
    if rehandled_enough(draft):
        propose_supervision(draft, "rehandled_enough")
    callers = callers or _concerned(draft)
    withdraw_requests(draft, *UNIT_REQUESTS)
    end_round(draft, feedback or last_passed(draft))
    new_round(draft, old.unit, unit, callers)
    tell_callers(draft, "order_rehandled")


def end_round(draft: Draft, feedback: Feedback) -> None:
    """What still runs of a round is asked for no more; what it missed stays late (R22).

    Finishing is judged by the moment of the feedback, for days at the centre are nobody's late days (R53).
    """
    draft.cancel_clocks(ClockName.REPLY, ClockName.FEED_BACK, reason="rehandled")
    for clock in draft.running(ClockName.FINISH, ClockName.SECOND_DATE):
        draft.cancel_clock(clock, "rehandled", at=feedback.made_at)


def _concerned(draft: Draft) -> tuple[int, ...]:
    """After the callback those it left unsettled; what was not done in time for it concerns all (R57)."""
    present, after_callback = draft.present_callers(), draft.order.state is OrderState.CALLBACK
    unsettled_ones = tuple(row.serial for row in present if after_callback and unsettled(draft, row))
    return unsettled_ones or tuple(row.serial for row in present)


def new_round(draft: Draft, former: int, unit: int | None, callers: tuple[int, ...]) -> None:
    """Begins the next round: same host born signed without send-back, another born offered (RULINGS, States).

    The callers concerned are owed a reply again, and told a new date unless an earlier one still runs (R20, R53).
    """
    chosen = unit if unit is not None else former
    check_first_handler(draft, chosen)
    for row in list(draft.active()):
        if row.kind is not AssignmentKind.COPY:
            draft.end_assignment(row, AssignmentState.DONE, reason="rehandled")
    draft.set(round=draft.order.round + 1)
    if chosen != former:
        draft.set(first_contact_at=None)
        end_copy_above(draft, former, chosen)
    for serial in callers:
        reset_for_round(draft, draft.caller(serial))
    host = appoint_host(draft, chosen, born_signed=chosen == former)
    start_limits(draft, host)
    promise_dates(draft, *callers)
    draft.move(OrderState.HANDLING)


def reopen(draft: Draft, *, cause: ReopenCause, reason: str, unit: int | None = None) -> None:
    """A closed order is taken up again: within the limit, once per cause, as a new round (R29, R66)."""
    need_text(reason)
    may_reopen(draft, cause)
    draft.say(TextKind.REASON, reason)
    withdraw_requests(draft, OverlayKind.REOPENING)
    take_up_again(draft, cause, unit)


def take_up_again(draft: Draft, cause: ReopenCause, unit: int | None) -> None:
    """The next round of a closed order: with its last host or another one, or in dispatching (R66)."""
    order = draft.order
    ended_as = order.closed_as
    draft.set(
        closed_as=None,
        closed_at=None,
        archived_at=None,
        outcome=None,
        reopen_causes=(*order.reopen_causes, cause.value),
        settled_before=order.settled_before or ended_as in SETTLED,
    )
    former = last_host(draft)
    if ended_as in TO_DISPATCHING or former is None:
        draft.set(round=order.round + 1)
        for caller in draft.present_callers():
            reset_for_round(draft, caller)
        back_to_dispatch(draft)
    else:
        everyone = tuple(row.serial for row in draft.present_callers())
        new_round(draft, successor_of(draft, former.unit), unit, everyone)
    tell_callers(draft, "order_reopened")


def may_reopen(draft: Draft, cause: ReopenCause | None = None, asked_at: dt.datetime | None = None) -> None:
    """Refuses orders that cannot be taken up again, not for this cause, or not any more (R66).

    `asked_at`: the moment by which the limit was kept, where the act only decides what was asked in time.
    """
    order, at = draft.order, asked_at or draft.now
    if cause is not None and cause.value in order.reopen_causes:
        raise Refused("reopened_for_this_cause")
    if order.closed_as is ClosedAs.MERGED:
        raise Refused("reopen_the_parent")
    if order.closed_as is ClosedAs.IMPORTED or order.sealed:
        raise Refused("not_reopenable")
    days = draft.policy.reopen_days
    if order.closed_at is None or at.astimezone(SHANGHAI).date() >= archive_date(order.closed_at, days):
        raise Refused("reopen_too_late", str(days))
