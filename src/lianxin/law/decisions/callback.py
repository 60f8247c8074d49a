"""The hotline calls every caller back, asks for a rating, and ends the order or keeps tracking it (Art. 27)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.attempts import suffice
from lianxin.law.decisions.common import (
    REQUESTS,
    conclude,
    hand_on_clock,
    need_text,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.dissatisfaction import count_dissatisfaction, end_proposals
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES, quiet
from lianxin.law.decisions.kept_ratings import keep_rating
from lianxin.law.decisions.limits import second_date_clause
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Caller, Feedback
from lianxin.law.words import (
    AskedFirst,
    AssignmentState,
    CallbackResult,
    ClockName,
    ClosedAs,
    FeedbackEnd,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    RatingWay,
    ReplyState,
    Solved,
    TalkResult,
    TextKind,
)


def begin_callback(draft: Draft, feedback: Feedback) -> None:
    """Starts the callback: each caller anew, save those who cannot be called and those whose result stands (R57).

    A rating given before does not spare the call: it was not of what has just been examined.
    """
    draft.start_clock(ClockName.CALLBACK)
    for caller in draft.present_callers():
        if result_stands(draft, caller, feedback):
            continue
        result = None if caller.contactable else CallbackResult.IMPOSSIBLE
        draft.change(
            caller,
            callback=result,
            callback_at=draft.now if result else None,
            callback_attempts=(),
            told=None,
            contacted=caller.contacted if caller.told is None else None,
            accepted_though_dissatisfied=False,
        )
        if result is None and asks_by_link(draft):
            draft.tell("rating_asked", caller=caller.serial)


def asks_by_link(draft: Draft) -> bool:
    """Whether the city lets callers of this matter rate by a link before anybody calls them.

    Where a second date follows a person asks whether it was told: that is no rating (R57).
    """
    way = draft.around.evaluation.way(draft.order.topic)
    return way.first is AskedFirst.MESSAGE and draft.order.outcome not in SECOND_DATE_OUTCOMES


def result_stands(draft: Draft, caller: Caller, feedback: Feedback) -> bool:
    """Whether what a caller said stands, because only others were dissatisfied and the order was rehandled (R57).

    It stands if it was said of a final outcome of an earlier round; those rehandled for have no result any more.
    """
    passed = [row for row in draft.feedbacks.values() if row.end is FeedbackEnd.PASSED and row.serial < feedback.serial]
    last = max(passed, key=lambda row: row.serial, default=None)
    if last is None or last.round == feedback.round or last.outcome in SECOND_DATE_OUTCOMES:
        return False
    ended = last.ended_at
    return (
        caller.callback is not None
        and caller.callback_at is not None
        and ended is not None
        and (caller.callback_at >= ended)
    )


def counts_as_callback(draft: Draft, caller: Caller) -> bool:
    """Whether a rating given now, after the examination, is the callback (R57)."""
    answered = caller.contacted is not None and caller.solved is not None
    return answered and not caller.dissatisfied and not _contested(draft, caller)


def _contested(draft: Draft, caller: Caller) -> bool:
    return any(row.caller == caller.serial for row in draft.open_overlays(OverlayKind.CONTRADICTION))


@dataclass(frozen=True, slots=True)
class Talk:
    """What came of one try to call a caller back: the caller's answers, a refusal, or an attempt that failed.

    `told` is asked when the outcome has a second date; otherwise `contacted` and `solved` are, and the grades, for
    satisfaction counts at the final callback (R57).
    """

    result: TalkResult = TalkResult.REACHED
    told: bool | None = None
    contacted: bool | None = None
    solved: Solved | None = None
    grade_result: Grade | None = None
    grade_attitude: Grade | None = None
    reasons: tuple[str, ...] = ()
    note: str = ""


def call_back(draft: Draft, *, caller: int, talk: Talk) -> None:
    """One caller is called back, or an attempt fails (R28, R33, R34, R57)."""
    person = draft.caller(caller)
    if person.text_only and talk.result.telephoned:
        raise Refused("text_only")
    if not person.contactable:
        raise Refused("callback_impossible")
    if person.callback is not None:
        raise Refused("called_back_already")
    draft.say(TextKind.NOTE, talk.note, private=True, caller=caller)
    if talk.result.attempt:
        _record_attempt(draft, person, talk.result)
    elif talk.result is TalkResult.DECLINED:
        draft.change(person, callback=CallbackResult.DECLINED, callback_at=draft.now)
    else:
        _record_answers(draft, person, talk)
    after_result(draft)


def _record_answers(draft: Draft, person: Caller, talk: Talk) -> None:
    written = talk.result is TalkResult.BY_MESSAGE
    result = CallbackResult.BY_MESSAGE if written else CallbackResult.REACHED
    person = draft.change(person, callback=result, callback_at=draft.now)
    if draft.order.outcome in SECOND_DATE_OUTCOMES:
        if talk.told is None:
            raise Refused("told_missing")
        _weigh(draft, draft.change(person, told=talk.told, contacted=talk.contacted))
        return
    if talk.contacted is None or talk.solved is None:
        raise Refused("answers_missing")
    grades = {"grade_result": talk.grade_result, "grade_attitude": talk.grade_attitude}
    given = {name: grade for name, grade in grades.items() if grade is not None}
    answered = draft.change(person, contacted=talk.contacted, solved=talk.solved, **given)
    way = RatingWay.MESSAGE if written else RatingWay.CALL
    _weigh(draft, keep_rating(draft, person, answered, way, talk.reasons))


def _record_attempt(draft: Draft, person: Caller, attempt: TalkResult) -> None:
    draft.facts["attempt"] = attempt.value
    person = draft.change(person, callback_attempts=(*person.callback_attempts, draft.now))
    if suffice(person.callback_attempts, draft.policy.attempts):
        draft.tell("callback_missed", caller=person.serial)
        draft.change(person, callback=CallbackResult.UNREACHABLE, callback_at=draft.now, message_left_at=draft.now)


def _weigh(draft: Draft, person: Caller) -> None:
    """A caller who denies the reply contradicts the unit (R31); dissatisfaction is counted round by round (R57)."""
    if person.contacted is False and person.reply is ReplyState.MADE:
        contradict(draft, person)
    if person.dissatisfied and draft.order.outcome not in SECOND_DATE_OUTCOMES:
        count_dissatisfaction(draft, draft.callers[person.serial])


def contradict(draft: Draft, person: Caller) -> None:
    """Opens 联系存疑: the unit has to prove its reply within one working day (R31)."""
    if _contested(draft, person):
        return
    host = draft.host or _stopping_host(draft)
    draft.change(person, reply=ReplyState.CONTESTED)
    overlay = draft.open(OverlayKind.CONTRADICTION, assignment=host.serial, unit=host.unit, caller=person.serial)
    draft.start_clock(ClockName.PROOF, unit=host.unit, overlay=overlay.serial)
    draft.tell("proof_owed", unit=host.unit)


def _stopping_host(draft: Draft) -> Assignment:
    """The host whose stop still waits for judgement: its charge has ended, its duty to prove a reply has not."""
    return draft.assignments[draft.need_feedback().assignment]


def accept_dissatisfaction(draft: Draft, *, caller: int, reason: str) -> None:
    """An examiner decides, with reasons, that nothing more can be done for this caller (R57)."""
    need_text(reason)
    person = draft.caller(caller)
    if not unsettled(draft, person):
        raise Refused("not_dissatisfied")
    draft.say(TextKind.REASON, reason, caller=caller)
    end_proposals(draft, OverlayState.REFUSED, caller)
    draft.change(person, accepted_though_dissatisfied=True)
    after_result(draft)


def unsettled(draft: Draft, person: Caller) -> bool:
    """Whether this caller still asks for a rehandling or a reasoned decision against it.

    Where a second date follows, only whether progress and date were told is asked; satisfaction comes later (R57).
    """
    if person.accepted_though_dissatisfied:
        return False
    if draft.order.outcome in SECOND_DATE_OUTCOMES:
        return person.told is False or person.contacted is False
    return person.dissatisfied


def complete(draft: Draft) -> bool:
    """Whether every caller has a callback result (R57)."""
    return all(row.callback is not None for row in draft.present_callers())


def after_result(draft: Draft) -> None:
    """When every caller has a result the callback is met; outcomes with a second date go on to tracking (R49)."""
    if not complete(draft):
        return
    draft.end_clocks(ClockName.CALLBACK)
    if draft.order.outcome not in SECOND_DATE_OUTCOMES:
        return
    open_questions = draft.open_overlays(OverlayKind.CONTRADICTION) or any(
        unsettled(draft, row) for row in draft.present_callers()
    )
    if not open_questions:
        track(draft)


def last_passed(draft: Draft) -> Feedback:
    """The feedback whose examination led to this callback."""
    passed = [row for row in draft.feedbacks.values() if row.end is FeedbackEnd.PASSED]
    if not passed:
        raise Refused("no_feedback_pending")
    return max(passed, key=lambda row: row.serial)


def track(draft: Draft) -> None:
    """The order waits for its second date under the hotline's eyes (Art. 24, last paragraph)."""
    feedback = last_passed(draft)
    host = draft.assignments[feedback.assignment]
    withdraw_requests(draft, OverlayKind.REHANDLING)
    draft.change(host, state=AssignmentState.SIGNED)
    quiet(draft, silent=False)
    hand_on_clock(draft, ClockName.FINISH, reason="second_date", at=feedback.made_at)
    if feedback.second_date is not None:
        until = feedback.second_date, second_date_clause(draft, feedback.outcome)
        draft.start_clock(ClockName.SECOND_DATE, unit=host.unit, assignment=host.serial, until=until)
    draft.move(OrderState.TRACKED)


def nothing_pending(draft: Draft) -> None:
    """Refuses to end an order over a request or a contradiction that nobody has decided on (R66)."""
    if draft.open_overlays(*_REQUESTS):
        raise Refused("requests_pending")


def nothing_contradicted(draft: Draft) -> None:
    """Refuses a new round while a reply is in dispute: whether it was made is decided by a person first (R31)."""
    if draft.open_overlays(OverlayKind.CONTRADICTION):
        raise Refused("requests_pending")


def may_close(draft: Draft) -> Outcome:
    """The outcome as which the order can be closed: all called back, nothing pending, nobody unheard (R50, R66)."""
    outcome = draft.order.outcome
    if draft.pending_feedback is not None:
        raise Refused("feedback_without_end")
    if not complete(draft):
        raise Refused("callback_incomplete")
    nothing_pending(draft)
    if any(unsettled(draft, row) for row in draft.present_callers()):
        raise Refused("caller_dissatisfied")
    if outcome is None or outcome in SECOND_DATE_OUTCOMES:
        raise Refused("second_date_runs")
    return outcome


def close(draft: Draft, *, note: str = "") -> None:
    """The hotline ends the order as what the last examined outcome says (R50)."""
    outcome = may_close(draft)
    draft.say(TextKind.NOTE, note)
    conclude(draft, ClosedAs(outcome.value))
    tell_callers(draft, "order_closed")


_REQUESTS = (*REQUESTS, OverlayKind.CONTRADICTION, OverlayKind.SEALING)
