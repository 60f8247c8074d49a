"""The unit tells the hotline what came of it: four outcomes, second dates, extensions, promises, and stopping."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.deadlines import SHANGHAI, Term, compute, last_day
from lianxin.law.decisions.common import need_text, withdraw_requests
from lianxin.law.decisions.dispatching import decided, wake_parent
from lianxin.law.decisions.handling import CHAIN, need_signed
from lianxin.law.decisions.points import reopen_unanswered
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Clock, Feedback
from lianxin.law.words import (
    Approver,
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClosedAs,
    LegalGroundKind,
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
FURTHEST_PROMISE = dt.timedelta(days=5 * 365)
"""Beyond this a date promises nothing (the centre's own working rule)."""
FINAL_OUTCOMES = frozenset({Outcome.DONE, Outcome.NOT_POSSIBLE})
SETTLED = frozenset({ClosedAs.DONE, ClosedAs.NOT_POSSIBLE})
"""Ends after which the same facts need not be handled again (Art. 25)."""
OVERTAKEN = (OverlayKind.SEND_BACK, OverlayKind.HOST_CHANGE, OverlayKind.CO_HANDLING, OverlayKind.REDIRECTION)
"""Requests of a unit that its own feedback or stop makes idle (R62): nobody decides on them at the centre."""


def may_feed_back(draft: Draft) -> Assignment:
    """The signed charge that can be fed back: no delegate still works on it."""
    row = draft.need_mine(*CHAIN)
    if row.state is AssignmentState.DELEGATED:
        raise Refused("delegates_still_working")
    return need_signed(draft, *CHAIN)


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit says it did (Art. 24): findings always; what else is needed depends on the outcome.

    Kind, title and article cite the text that outcome 2 rests on; `legal_ground` is the ground of outcome 4.
    """

    outcome: Outcome
    findings: str
    second_date: dt.date | None = None
    legal_ground: str = ""
    legal_kind: LegalGroundKind | None = None
    legal_title: str = ""
    legal_article: str = ""
    measures: str = ""
    public_answer: str = ""

    @property
    def cited(self) -> str:
        """The text that allows a longer term, as it is read; empty while kind, title or article is missing (R21)."""
        title, article = self.legal_title.strip().strip("《》"), self.legal_article.strip()
        if self.legal_kind is None or not title or not article:
            return ""
        return f"{self.legal_kind.zh}《{title}》{article}"


def feed_back(draft: Draft, *, result: Result) -> None:
    """The root host feeds back to the centre, a delegate to the unit above it (Art. 24)."""
    need_text(result.findings)
    row = may_feed_back(draft)
    if result.outcome is Outcome.STOP:
        raise Refused("stop_is_its_own_act")
    draft.facts["outcome"] = result.outcome.value
    draft.say(TextKind.FINDINGS, result.findings)
    _say_ground(draft, result)
    draft.say(TextKind.MEASURES, result.measures)
    draft.say(TextKind.PUBLIC_ANSWER, result.public_answer)
    if row.kind is AssignmentKind.DELEGATE:
        _to_parent(draft, row)
    else:
        _to_centre(draft, row, result.outcome, check_result(draft, result))


def _say_ground(draft: Draft, result: Result) -> None:
    if result.outcome is Outcome.STATUTORY_LONGER and result.legal_kind is not None:
        draft.facts["legal_kind"] = result.legal_kind.value
        draft.say(TextKind.LEGAL_GROUND, result.cited)
        return
    draft.say(TextKind.LEGAL_GROUND, result.legal_ground)


def _to_parent(draft: Draft, row: Assignment) -> None:
    draft.change(row, state=AssignmentState.FED_BACK, to_correct=False)
    draft.end_clocks(ClockName.INNER_LEVEL, assignment=row.serial)
    wake_parent(draft, row)
    parent = draft.assignments.get(row.parent or 0)
    if parent is not None:
        draft.tell("delegate_fed_back", unit=parent.unit)


def check_result(draft: Draft, result: Result) -> dt.date | None:
    """Refuses a result without what Art. 24 asks for its outcome; returns its second date, if it has one."""
    outcome = result.outcome
    if draft.running(ClockName.SECOND_DATE) and outcome not in FINAL_OUTCOMES:
        raise Refused("final_outcome_only")
    if outcome is Outcome.STATUTORY_LONGER and not result.cited:
        raise Refused("legal_source_missing")
    if outcome is Outcome.STATUTORY_LONGER and result.legal_kind is LegalGroundKind.PAPER:
        raise Refused("policy_paper")
    if outcome is Outcome.NOT_POSSIBLE and not result.legal_ground.strip():
        raise Refused("legal_ground_missing")
    if outcome is Outcome.CONSTRAINED and not result.measures.strip():
        raise Refused("measures_missing")
    if outcome is Outcome.EXTENDED:
        return _extended_until(draft)
    return _second_date(draft, result.second_date) if outcome in SECOND_DATE_OUTCOMES else None


def _second_date(draft: Draft, second: dt.date | None) -> dt.date:
    if second is None:
        raise Refused("second_date_missing")
    check_promised(draft, second)
    return second


def check_promised(draft: Draft, date: dt.date) -> None:
    """Refuses a date that has passed, or that nobody who is promised it can wait for."""
    today = draft.now.astimezone(SHANGHAI).date()
    if date <= today:
        raise Refused("second_date_past")
    if date > today + FURTHEST_PROMISE:
        raise Refused("second_date_too_far")


def _extended_until(draft: Draft) -> dt.date:
    clock = next(iter(draft.running(ClockName.FINISH)), None)
    if clock is None or not is_extended(draft):
        raise Refused("extension_missing")
    return _second_date(draft, last_day(clock.due_at))


def is_extended(draft: Draft) -> bool:
    """Whether the host was granted an extension; days given for an outage are none (R24, R52)."""
    host = draft.need_host()
    granted = (row for row in draft.overlays.values() if row.kind is OverlayKind.EXTENSION)
    return any(row.state is OverlayState.UPHELD and row.assignment == host.serial for row in granted)


def _to_centre(draft: Draft, row: Assignment, outcome: Outcome, second: dt.date | None) -> None:
    draft.change(row, state=AssignmentState.FED_BACK, to_correct=False)
    reopen_unanswered(draft, row.serial)
    draft.add_feedback(assignment=row.serial, outcome=outcome, from_state=draft.order.state, second_date=second)
    withdraw_requests(draft, *OVERTAKEN, OverlayKind.PROMISE_CHANGE)
    if outcome in FINAL_OUTCOMES:
        withdraw_requests(draft, OverlayKind.EXTENSION)
    quiet(draft, silent=True)
    draft.start_clock(ClockName.EXAMINE)
    draft.move(OrderState.FED_BACK)


def quiet(draft: Draft, *, silent: bool) -> None:
    """While a feedback lies at the centre the units' limits give no signal; afterwards they do again (R53)."""
    for clock in draft.running():
        if clock.assignment is not None and clock.name is not ClockName.HANDOVER:
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


def may_extend(draft: Draft) -> Clock:
    """The finishing limit that may be moved: the regime allows it, in time, none asked yet (R52)."""
    need_signed(draft, AssignmentKind.HOST)
    rule = draft.policy.extension(draft.rule_facts)
    if rule is None or rule.forbidden:
        raise Refused("extension_forbidden")
    if draft.open_overlays(OverlayKind.EXTENSION):
        raise Refused("request_pending")
    clock = next(iter(draft.running(ClockName.FINISH)), None)
    if clock is None:
        raise Refused("no_finish_limit")
    if draft.running(ClockName.SECOND_DATE):
        raise Refused("final_outcome_only")
    if clock.until_date is not None and clock.until_date == draft.instructed_until:
        raise Refused("instruction_stands")
    if draft.now >= clock.due_at:
        raise Refused("extension_too_late")
    if is_extended(draft):
        raise Refused("extended_already")
    return clock


def extend(draft: Draft, *, amount_working_days: int, reason: str, document: str = "") -> None:
    """The host asks for a later finishing date, or its head grants it where the regime says so (R19, R52)."""
    need_text(reason)
    clock, row = may_extend(draft), draft.need_mine(AssignmentKind.HOST)
    rule = draft.policy.extension(draft.rule_facts)
    most = rule.max_add.amount if rule is not None and rule.max_add is not None else None
    if amount_working_days < 1 or (most is not None and amount_working_days > most):
        raise Refused("extension_too_long", str(most or ""))
    draft.say(TextKind.REASON, reason)
    overlay = draft.open(OverlayKind.EXTENSION, assignment=row.serial, amount=amount_working_days)
    if rule is not None:
        draft.articles = (rule.article,)
    if rule is not None and rule.approver is Approver.HEAD_OF_AGENCY:
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


def move_finish(draft: Draft, clock: Clock, amount: int) -> None:
    """Moves the finishing date alone; reply and feed_back stay where they are (R19).

    Days given for an outage before stay given; a leader's instruction that is still to come caps it (R39).
    """
    whole = clock.extension_amount + amount
    extended = compute(
        started_at=clock.started_at,
        term=Term(clock.term_amount, clock.term_unit),
        calendar=draft.around.calendar,
        extension=Term(whole, TermUnit.WORKING_DAY),
    )
    due = draft.shortened(clock.name, extended)
    until = due.due_date if due.term is None else None
    moved = draft.change(
        clock, due_at=due.due_at, extension_amount=whole, until_date=until, provisional=due.provisional
    )
    draft.rearm(moved, silent=moved.silent)


def decide_extension(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The centre decides; refused, the old date stands (R18)."""
    request = decided(draft, overlay, OverlayKind.EXTENSION, upheld=upheld, reason=reason)
    clock = next(iter(draft.running(ClockName.FINISH)), None)
    if upheld and clock is not None:
        move_finish(draft, clock, request.amount or 0)
