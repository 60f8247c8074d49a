"""The unit tells the hotline what came of it: four outcomes, second dates, extensions, promises, and stopping."""

from __future__ import annotations

import datetime as dt

from lianxin.law.deadlines import SHANGHAI, Term, compute, compute_until
from lianxin.law.decisions.common import need_text, withdraw_requests
from lianxin.law.decisions.dispatching import decided, wake_parent
from lianxin.law.decisions.handling import CHAIN, need_signed
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Clock, Feedback
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClosedAs,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    Role,
    TermUnit,
    TextKind,
)

SECOND_DATE_OUTCOMES = frozenset({Outcome.STATUTORY_LONGER, Outcome.CONSTRAINED, Outcome.EXTENDED})
"""Outcomes by which the order is tracked to a second date (Art. 24, last paragraph; R52)."""
FINAL_OUTCOMES = frozenset({Outcome.DONE, Outcome.NOT_POSSIBLE})
UNIT_CLOCKS = (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE)


def feed_back(
    draft: Draft,
    *,
    outcome: Outcome,
    findings: str,
    second_date: dt.date | None = None,
    legal_ground: str = "",
    measures: str = "",
    public_answer: str = "",
) -> None:
    """The root host feeds back to the centre, a delegate to the unit above it (Art. 24)."""
    need_text(findings)
    row = draft.need_mine(*CHAIN)
    if row.state is AssignmentState.DELEGATED:
        raise Refused("delegates_still_working")
    row = need_signed(draft, *CHAIN)
    draft.facts["outcome"] = outcome.value
    draft.say(TextKind.FINDINGS, findings)
    draft.say(TextKind.LEGAL_GROUND, legal_ground)
    draft.say(TextKind.MEASURES, measures)
    draft.say(TextKind.PUBLIC_ANSWER, public_answer)
    if row.kind is AssignmentKind.DELEGATE:
        _to_parent(draft, row)
        return
    second = check_outcome(draft, outcome, second_date, bool(legal_ground.strip()), bool(measures.strip()))
    _to_centre(draft, row, outcome, second)


def _to_parent(draft: Draft, row: Assignment) -> None:
    draft.change(row, state=AssignmentState.FED_BACK)
    draft.end_clocks(ClockName.INNER_LEVEL, assignment=row.serial)
    wake_parent(draft, row)
    parent = draft.assignments.get(row.parent or 0)
    if parent is not None:
        draft.tell("delegate_fed_back", unit=parent.unit)


def check_outcome(
    draft: Draft, outcome: Outcome, second: dt.date | None, ground: bool, measures: bool
) -> dt.date | None:
    """Refuses an outcome without what Art. 24 asks for it; returns its second date, if it has one."""
    if outcome is Outcome.STOP:
        raise Refused("stop_is_its_own_act")
    if draft.order.state is OrderState.TRACKED and outcome not in FINAL_OUTCOMES:
        raise Refused("final_outcome_only")
    if outcome in (Outcome.STATUTORY_LONGER, Outcome.NOT_POSSIBLE) and not ground:
        raise Refused("legal_ground_missing")
    if outcome is Outcome.CONSTRAINED and not measures:
        raise Refused("measures_missing")
    if outcome is Outcome.EXTENDED:
        return _extended_until(draft)
    if outcome not in SECOND_DATE_OUTCOMES:
        return None
    if second is None:
        raise Refused("second_date_missing")
    if second <= draft.now.astimezone(SHANGHAI).date():
        raise Refused("second_date_past")
    return second


def _extended_until(draft: Draft) -> dt.date:
    clock = next(iter(draft.running(ClockName.FINISH)), None)
    if clock is None or not clock.extension_amount:
        raise Refused("extension_missing")
    return (clock.due_at.astimezone(SHANGHAI) - dt.timedelta(microseconds=1)).date()


def _to_centre(draft: Draft, row: Assignment, outcome: Outcome, second: dt.date | None) -> None:
    draft.change(row, state=AssignmentState.FED_BACK)
    draft.add_feedback(
        assignment=row.serial, outcome=outcome, from_state=draft.order.state, second_date=second
    )
    withdraw_requests(draft, OverlayKind.SEND_BACK, OverlayKind.PROMISE_CHANGE)
    if outcome in FINAL_OUTCOMES:
        withdraw_requests(draft, OverlayKind.EXTENSION)
    quiet(draft, silent=True)
    draft.start_clock(ClockName.EXAMINE)
    draft.move(OrderState.FED_BACK)


def quiet(draft: Draft, *, silent: bool) -> None:
    """While a feedback lies at the centre the unit's limits give no signal; afterwards they do again (R53)."""
    for clock in draft.running(*UNIT_CLOCKS):
        draft.rearm(clock, silent=silent)


def limit_of(draft: Draft, feedback: Feedback) -> Clock | None:
    """The limit that a feedback had to keep: the second date of a tracked order, else feed_back, else finish."""
    names = (
        (ClockName.SECOND_DATE,)
        if feedback.from_state is OrderState.TRACKED
        else (ClockName.FEED_BACK, ClockName.FINISH)
    )
    for name in names:
        found = draft.running(name)
        if found:
            return found[0]
    return None


def extend(
    draft: Draft, *, amount_working_days: int, reason: str, document: str = ""
) -> None:
    """The host asks for a later finishing date, or its head grants it where the regime says so (R19, R52)."""
    need_text(reason)
    row = need_signed(draft, AssignmentKind.HOST)
    rule = draft.policy.extension(draft.rule_facts)
    if rule is None or rule.forbidden:
        raise Refused("extension_forbidden")
    if amount_working_days < 1 or (rule.max_add is not None and amount_working_days > rule.max_add.amount):
        raise Refused("extension_too_long", str(rule.max_add.amount) if rule.max_add else "")
    clock = _finish_clock(draft)
    if draft.now >= clock.due_at:
        raise Refused("extension_too_late")
    if draft.open_overlays(OverlayKind.EXTENSION):
        raise Refused("request_pending")
    if clock.extension_amount:
        raise Refused("extended_already")
    draft.say(TextKind.REASON, reason)
    overlay = draft.open(OverlayKind.EXTENSION, assignment=row.serial, amount=amount_working_days)
    draft.articles = (rule.article,)
    if rule.approver == "head_of_agency":
        _granted_by_head(draft, document)
        draft.close_overlay(overlay, OverlayState.UPHELD)
        move_finish(draft, clock, amount_working_days)
        return
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("extension_asked", desk="examination")


def _granted_by_head(draft: Draft, document: str) -> None:
    if draft.actor.role is not Role.UNIT_HEAD:
        raise Refused("head_of_agency_only")
    need_text(document, "document_missing")
    draft.say(TextKind.DOCUMENT, document)


def _finish_clock(draft: Draft) -> Clock:
    clock = next(iter(draft.running(ClockName.FINISH)), None)
    if clock is None:
        raise Refused("no_finish_limit")
    return clock


def move_finish(draft: Draft, clock: Clock, amount: int) -> None:
    """Moves the finishing date alone; reply and feed_back stay where they are (R19)."""
    due = compute(
        started_at=clock.started_at,
        term=Term(clock.term_amount, clock.term_unit),
        calendar=draft.around.calendar,
        extension=Term(amount, TermUnit.WORKING_DAY),
    )
    moved = draft.change(clock, due_at=due.due_at, extension_amount=amount, provisional=due.provisional)
    draft.rearm(moved, silent=moved.silent)


def decide_extension(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The centre decides; refused, the old date stands (R18)."""
    request = decided(draft, overlay, OverlayKind.EXTENSION, upheld=upheld, reason=reason)
    clock = next(iter(draft.running(ClockName.FINISH)), None)
    if upheld and clock is not None:
        move_finish(draft, clock, request.amount or 0)


def change_promise(draft: Draft, *, until: dt.date, reason: str) -> None:
    """The host of a tracked order asks for another second date (R21); also after a missed one (R53)."""
    need_text(reason)
    row = need_signed(draft, AssignmentKind.HOST)
    if until <= draft.now.astimezone(SHANGHAI).date():
        raise Refused("second_date_past")
    if draft.open_overlays(OverlayKind.PROMISE_CHANGE):
        raise Refused("request_pending")
    draft.say(TextKind.REASON, reason)
    overlay = draft.open(OverlayKind.PROMISE_CHANGE, assignment=row.serial, until_date=until)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("promise_change_asked", desk="supervision")


def decide_promise_change(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The hotline decides; the first date stays in the feedback, for the indicator (R21)."""
    request = decided(draft, overlay, OverlayKind.PROMISE_CHANGE, upheld=upheld, reason=reason)
    clock = next(iter(draft.running(ClockName.SECOND_DATE)), None)
    if not upheld or clock is None or request.until_date is None:
        return
    due = compute_until(started_at=clock.started_at, until=request.until_date, calendar=draft.around.calendar)
    moved = draft.change(clock, due_at=due.due_at, until_date=request.until_date)
    draft.rearm(moved, silent=moved.silent)
    for caller in draft.present_callers():
        if caller.contactable:
            draft.tell("promise_changed", caller=caller.serial)


def stop(
    draft: Draft, *, statement: str, explanation: str, earlier: int | None = None, earlier_end: ClosedAs | None = None
) -> None:
    """The unit ends its work on a matter already settled, with statement and explanation (Art. 25; R40, R51).

    `earlier` is the record id of the earlier order, `earlier_end` how that order ended; the caller of this act reads
    them from the records.
    """
    need_text(statement, "statement_missing")
    need_text(explanation, "explanation_missing")
    row = draft.need_mine(AssignmentKind.HOST)
    if row.state is AssignmentState.DELEGATED:
        raise Refused("delegates_still_working")
    row = need_signed(draft, AssignmentKind.HOST)
    rule = draft.policy.stop(draft.rule_facts)
    by_hotline = rule is not None and rule.decided_by == "city_hotline"
    settled = earlier_end in (ClosedAs.DONE, ClosedAs.NOT_POSSIBLE)
    if not by_hotline and not (earlier is not None and settled):
        raise Refused("earlier_order_missing")
    draft.say(TextKind.DOCUMENT, statement)
    draft.say(TextKind.REPLY, explanation)
    if earlier is not None:
        draft.set(earlier=earlier)
    draft.change(row, state=AssignmentState.STOPPED)
    draft.add_feedback(assignment=row.serial, outcome=Outcome.STOP, from_state=draft.order.state)
    withdraw_requests(draft, OverlayKind.SEND_BACK, OverlayKind.EXTENSION)
    if not by_hotline:
        quiet(draft, silent=True)
    draft.start_clock(ClockName.EXAMINE)
    draft.move(OrderState.FED_BACK)
