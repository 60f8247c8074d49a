"""The hotline examines every feedback (Art. 27): passes it, returns it, has it done again, or judges a stop."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decide import stands_at_centre
from lianxin.law.decisions.callback import (
    after_result,
    begin_callback,
    last_passed,
    nothing_contradicted,
    unsettled,
)
from lianxin.law.decisions.clocks import run_again
from lianxin.law.decisions.common import (
    OPEN_REPLIES,
    UNIT_REQUESTS,
    appoint_host,
    check_first_handler,
    end_copy_above,
    need_text,
    reset_for_round,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.dissatisfaction import end_proposals, propose_supervision, rehandled_enough
from lianxin.law.decisions.feedback import FINAL_OUTCOMES, SECOND_DATE_OUTCOMES, limit_of, quiet
from lianxin.law.decisions.handling import IN_HAND
from lianxin.law.decisions.limits import promise_dates, start_limits, start_replies
from lianxin.law.decisions.points import PointCheck, check_points, missing_points, need_settled, reopen_points
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Feedback
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    CorrectionGround,
    FeedbackEnd,
    OrderState,
    Outcome,
    OverlayState,
    TextKind,
)


def may_examine(draft: Draft) -> Feedback:
    """The feedback that can pass: no stop, and no reply still owed (R58)."""
    feedback = draft.need_feedback()
    if feedback.outcome is Outcome.STOP:
        raise Refused("stop_is_judged")
    if any(row.reply in OPEN_REPLIES for row in draft.present_callers()):
        raise Refused("reply_still_owed")
    return feedback


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """What was found of personal data in the answer for the public, and why it may stand all the same (R43).

    `flagged`: how many places; `barred`: how many of them tell who the caller of a secret order is (R44).
    """

    flagged: int = 0
    barred: int = 0
    stands_because: str = ""


CLEAN = PublicAnswer()


def examine(
    draft: Draft, *, note: str = "", points: tuple[PointCheck, ...] = (), public_answer: PublicAnswer = CLEAN
) -> None:
    """The feedback passes: it counts as made at its moment, and the callback begins (Art. 27, R53).

    No point may be left open, and nothing personal in the answer for the public without a reason.
    """
    feedback = may_examine(draft)
    check_points(draft, feedback, points)
    need_settled(draft)
    _check_public_answer(draft, public_answer)
    draft.say(TextKind.NOTE, note)
    draft.end_clocks(ClockName.EXAMINE)
    count_as_made(draft, feedback)
    draft.end_feedback(draft.feedbacks[feedback.serial], FeedbackEnd.PASSED)
    draft.set(outcome=feedback.outcome)
    begin_callback(draft, feedback)
    draft.move(OrderState.CALLBACK)
    after_result(draft)


def _check_public_answer(draft: Draft, found: PublicAnswer) -> None:
    """The centre does not rewrite what a unit answers: it returns it, or says why it may stand (R43, R53)."""
    if found.barred:
        raise Refused("public_answer_tells_caller")
    if not found.flagged:
        return
    need_text(found.stands_because, "public_answer_flagged")
    draft.say(TextKind.REASON, found.stands_because, private=True)
    draft.facts["flagged_places"] = found.flagged


def count_as_made(draft: Draft, feedback: Feedback) -> None:
    """Judges the limit that the feedback had to keep at the moment the feedback was made."""
    limit = limit_of(draft, feedback)
    draft.change(feedback, on_time=limit is None or feedback.made_at < limit.due_at)
    ended = [ClockName.FEED_BACK]
    if feedback.outcome in FINAL_OUTCOMES:
        ended += [ClockName.FINISH, ClockName.SECOND_DATE]
    for clock in draft.running(*ended):
        draft.end_clock(clock, at=feedback.made_at)


def return_for_correction(
    draft: Draft,
    *,
    reason: str,
    grounds: tuple[CorrectionGround, ...] = (),
    points: tuple[PointCheck, ...] = (),
    assignment: int | None = None,
) -> None:
    """The feedback is formal or incomplete: it counts as not made and the old date stands (R22, R53).

    The hotline names at least one ground (Art. 27, R53); a point found missing is one by itself. They are facts of the
    event. A unit that gives a delegate's feedback back says in words what is wanting.
    """
    need_text(reason)
    draft.say(TextKind.REASON, reason)
    if draft.order.state is not OrderState.FED_BACK:
        if points:
            raise Refused("not_your_duty")
        _note_grounds(draft, grounds)
        _to_delegate(draft, assignment)
        return
    if not stands_at_centre(draft):
        raise Refused("not_your_duty")
    feedback = draft.need_feedback()
    if feedback.outcome is Outcome.STOP:
        raise Refused("stop_is_judged")
    _check_class(feedback, grounds)
    check_points(draft, feedback, points)
    if not (grounds or missing_points(draft)):
        raise Refused("correction_ground_missing")
    _note_grounds(draft, grounds)
    give_back(draft, feedback)
    draft.move(feedback.from_state)


def _check_class(feedback: Feedback, grounds: tuple[CorrectionGround, ...]) -> None:
    """Only an outcome that puts off the end can be rejected as such: due work not done is rehandled (R21, R53)."""
    if CorrectionGround.OUTCOME_CLASS in grounds and feedback.outcome not in SECOND_DATE_OUTCOMES:
        raise Refused("outcome_class_final")


def _note_grounds(draft: Draft, grounds: tuple[CorrectionGround, ...]) -> None:
    missing = missing_points(draft)
    found = dict.fromkeys((*grounds, *((CorrectionGround.POINT,) if missing else ())))
    if CorrectionGround.POINT in found and draft.standing_points() and not missing:
        raise Refused("point_not_marked")
    if found:
        draft.facts["grounds"] = tuple(found)
    if missing:
        draft.facts["missing_points"] = tuple(row.serial for row in missing)


def give_back(draft: Draft, feedback: Feedback) -> None:
    """Puts the charge back into the unit's hands with its old limits running."""
    draft.end_feedback(feedback, FeedbackEnd.RETURNED)
    row = draft.assignments[feedback.assignment]
    row = draft.change(row, state=AssignmentState.SIGNED, to_correct=True, ended_at=None)
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
    draft.change(row, state=AssignmentState.SIGNED, to_correct=True)
    draft.change(parent, state=AssignmentState.DELEGATED)
    inner = [clock for clock in draft.clocks.values() if clock.name is ClockName.INNER_LEVEL]
    for clock in [clock for clock in inner if clock.assignment == row.serial and clock.ended_at is not None]:
        run_again(draft, clock)
    draft.tell("returned_for_correction", unit=row.unit)


def rehandle(
    draft: Draft,
    *,
    reason: str,
    unit: int | None = None,
    callers: tuple[int, ...] = (),
    points: tuple[PointCheck, ...] = (),
) -> None:
    """Due work was not done, or a caller is dissatisfied: a new round with fresh limits (Art. 27, R22, R57).

    Points marked missing are what is done again; the others' ticks stand. None marked: all are open again.
    """
    need_text(reason)
    nothing_contradicted(draft)
    draft.say(TextKind.REASON, reason)
    feedback = draft.pending_feedback
    if feedback is not None:
        if feedback.outcome is Outcome.STOP:
            raise Refused("stop_is_judged")
        count_as_made(draft, feedback)
        draft.end_feedback(draft.feedbacks[feedback.serial], FeedbackEnd.REHANDLED)
    check_points(draft, feedback or last_passed(draft), points)
    if missing := missing_points(draft):
        draft.facts["missing_points"] = tuple(row.serial for row in missing)
    old = draft.need_host()
    for name in (ClockName.EXAMINE, ClockName.CALLBACK):
        draft.end_clocks(name)
    end_proposals(draft, OverlayState.UPHELD)
    if rehandled_enough(draft):
        propose_supervision(draft, "rehandled_enough")
    callers = callers or _concerned(draft)
    withdraw_requests(draft, *UNIT_REQUESTS)
    end_round(draft, feedback or last_passed(draft))
    new_round(draft, old.unit, unit, callers)
    tell_callers(draft, "order_rehandled", only=callers)


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
    reopen_points(draft)
    if chosen != former:
        draft.set(first_contact_at=None)
        end_copy_above(draft, former, chosen)
    for serial in callers:
        reset_for_round(draft, draft.caller(serial))
    host = appoint_host(draft, chosen, born_signed=chosen == former)
    start_limits(draft, host)
    promise_dates(draft, *callers)
    draft.move(OrderState.HANDLING)
