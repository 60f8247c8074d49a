"""Conflict of interest and corrections: who has to leave an order, and what follows for its handling (Art. 32)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decide import is_barred, nobody_could_examine
from lianxin.law.decisions.addressee import check_may_lift, has_its_addressee, kept_apart, takes_part_in_own_case
from lianxin.law.decisions.answerable import last_host, speaking
from lianxin.law.decisions.clocks import run_again_for
from lianxin.law.decisions.common import (
    UNIT_REQUESTS,
    back_to_dispatch,
    end_charge,
    need_text,
    recall_all,
    reset_for_round,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.dispatching import wake_parent
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.transitions import AT_CENTRE, ENDED
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClockOwner,
    FeedbackEnd,
    OverlayKind,
    OverlayState,
    RequestType,
    TextKind,
    Urgency,
)

OF_THE_UNIT = (*UNIT_REQUESTS, OverlayKind.CONTRADICTION)
EXPLANATIONS = (OverlayKind.EXPLANATION, OverlayKind.OBJECTION)
NAMED = (RequestType.COMPLAIN, RequestType.TIP_OFF)


# ---- recusal ---------------------------------------------------------------------------------------------------------


def declare_interest(draft: Draft, *, reason: str) -> None:
    """Someone with a direct interest leaves the order at once; the substitute goes on, no limit moves (R12)."""
    need_text(reason)
    draft.say(TextKind.REASON, reason, private=True)
    draft.open(OverlayKind.INTEREST, staff=draft.actor.staff)
    draft.tell("interest_declared", desk="dispatching")


def demand_recusal(
    draft: Draft, *, caller: int, reason: str, unit: int | None = None, staff: int | None = None
) -> None:
    """A complainant or tipster demands that a unit or a person leaves the order (Art. 32 speaks of 控告、举报; R12).

    Until the decision no limit stops, and the named person may not act (R60).
    """
    need_text(reason)
    speaking(draft, caller)
    need_tip_off(draft)
    if (unit is None) is (staff is None):
        raise Refused("recusal_whom")
    if unit is not None and _holds_centre(draft, draft.unit(unit).id):
        raise Refused("centre_not_recused")
    if any(row.unit == unit and row.staff == staff for row in draft.open_overlays(OverlayKind.RECUSAL)):
        raise Refused("request_pending")
    draft.say(TextKind.REASON, reason, private=True, caller=caller)
    overlay = draft.open(OverlayKind.RECUSAL, caller=caller, unit=unit, staff=staff)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("recusal_demanded", desk="dispatching")


def _holds_centre(draft: Draft, unit: int) -> bool:
    """Whether barring this unit would bar people of the centre: itself at the centre, or above it."""
    units = draft.around.units
    return any(units.at_centre(one) and units.is_within(one, unit) for one in units.units)


def need_tip_off(draft: Draft) -> None:
    """Refuses what the law gives to complainants and tipsters alone (Art. 32)."""
    if draft.order.request_type is not RequestType.TIP_OFF:
        raise Refused("recusal_for_tip_offs")


def decide_recusal(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The centre decides with reasons: a person is replaced, a unit leaves with all that stands below it (R60)."""
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.RECUSAL)
    draft.say(TextKind.REASON, reason, private=True)
    draft.facts["upheld"] = upheld
    draft.close_overlay(row, OverlayState.UPHELD if upheld else OverlayState.REFUSED)
    caller = draft.callers.get(row.caller or 0)
    if caller is not None and caller.contactable and not caller.withdrawn:
        draft.tell("request_upheld" if upheld else "request_refused", caller=caller.serial)
    if upheld and row.unit is not None:
        bar_unit(draft, row.unit)


def bar_unit(draft: Draft, unit: int) -> None:
    """Takes everything from a unit that turned out to be barred, and from those below it (R60).

    Where the bar leaves nobody who could examine, the host leaves as well: a competent body gets the matter (R59).
    A host's unexamined or uncalled feedback is void and the order waits for another unit, which gets limits of its
    own; the callers' dates stay. On an ended order reading ends and the centre decides on reopening.
    """
    draft.facts["barred"] = unit
    _relieve_of_answers(draft, unit)
    for clock in draft.running(ClockName.HANDOVER):
        if clock.unit is not None and draft.around.units.is_within(clock.unit, unit):
            draft.cancel_clock(clock, "barred")
    if draft.order.state in ENDED:
        draft.tell("bar_found_later", desk="examination")
        return
    units = draft.around.units
    taken = [row for row in draft.active() if units.is_within(row.unit, unit)]
    host = draft.host or (last_host(draft) if draft.pending_feedback is not None else None)
    if host is not None and (units.is_within(host.unit, unit) or nobody_could_examine(draft)):
        _take_from_host(draft, host)
        return
    for row in taken:
        if draft.assignments[row.serial].active:
            _take_from(draft, row)


def _take_from_host(draft: Draft, host: Assignment) -> None:
    feedback = max(draft.feedbacks.values(), key=lambda row: row.serial, default=None)
    if draft.order.state in AT_CENTRE and feedback is not None:
        draft.end_feedback(feedback, FeedbackEnd.VOID)
    for name in (ClockName.EXAMINE, ClockName.CALLBACK):
        draft.cancel_clocks(name, reason="barred")
    recall_all(draft, reason="barred")
    draft.cancel_clocks(reason="barred", assignment=host.serial)
    withdraw_requests(draft, *OF_THE_UNIT)
    draft.set(outcome=None, first_contact_at=None)
    for caller in draft.present_callers():
        reset_for_round(draft, caller)
        run_again_for(draft, caller.serial, ClockName.CALLERS_DATE)
    back_to_dispatch(draft)
    tell_callers(draft, "host_changed")


def _take_from(draft: Draft, row: Assignment) -> None:
    for overlay in draft.open_overlays(*OF_THE_UNIT):
        if overlay.assignment == row.serial:
            for clock in draft.running(overlay=overlay.serial):
                draft.cancel_clock(clock, "barred")
            draft.change(overlay, state=OverlayState.WITHDRAWN, ended_at=draft.now)
    end_charge(draft, row, AssignmentState.RECALLED, reason="barred")
    draft.tell("assignment_recalled", unit=row.unit)
    if row.kind is AssignmentKind.DELEGATE:
        wake_parent(draft, row)


def _relieve_of_answers(draft: Draft, unit: int) -> None:
    """A barred unit cannot read what it owes an answer to: the centre explains, a supervision of it is over."""
    for row in draft.open_overlays(*EXPLANATIONS, OverlayKind.SUPERVISION):
        if row.unit is None or not draft.around.units.is_within(row.unit, unit):
            continue
        clocks = draft.running(overlay=row.serial)
        if row.kind is OverlayKind.SUPERVISION:
            for clock in clocks:
                draft.cancel_clock(clock, "barred")
            draft.change(row, state=OverlayState.WITHDRAWN, ended_at=draft.now)
            continue
        draft.change(row, unit=None)
        for clock in clocks:
            draft.change(clock, unit=None, owner=ClockOwner.DESK)


# ---- corrections -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a complaint or tip-off is about: a unit, a staff member, or a person by name."""

    unit: int | None = None
    staff: int | None = None
    person: str = ""

    @property
    def named(self) -> bool:
        """Whether anybody is named at all."""
        return self.unit is not None or self.staff is not None or bool(self.person.strip())


@dataclass(frozen=True, slots=True)
class Correction:
    """What was recorded wrongly; None leaves it as it is. A subject is replaced as a whole."""

    request_type: RequestType | None = None
    topic: str | None = None
    division: str | None = None
    urgency: Urgency | None = None
    flags: tuple[str, ...] | None = None
    subject: Subject | None = None


def correct(draft: Draft, *, reason: str, correction: Correction) -> None:
    """What intake recorded wrongly is put right; units that become barred by it leave the order (R13, R60).

    Nobody who receives or dispatches takes a bar away with it: that is decided, not recorded (R9).
    """
    need_text(reason)
    fields = _changed_fields(draft, correction)
    if not fields and not (correction.subject is not None and correction.subject.person.strip()):
        raise Refused("nothing_changes")
    was_tip_off = draft.order.request_type is RequestType.TIP_OFF
    draft.say(TextKind.REASON, reason)
    _set_fields(draft, fields)
    order = draft.order
    if order.request_type in NAMED and not (order.subject_unit or order.subject_staff or order.subject_named):
        raise Refused("subject_required")
    if correction.subject is not None:
        tip_off = order.request_type is RequestType.TIP_OFF
        draft.say(TextKind.SUBJECT_PERSON, correction.subject.person, private=tip_off)
    _follow_type(draft, was_tip_off=was_tip_off)
    became = bool({"subject_unit", "request_type"} & set(fields))
    if became and order.subject_unit is not None and is_barred(draft, order.subject_unit):
        bar_unit(draft, order.subject_unit)
    if {"subject_unit", "subject_staff", "request_type", "flags"} & set(fields):
        follow_route(draft)


def follow_route(draft: Draft) -> None:
    """Charges that the matter, as it turns out to be, must not lie with are recalled (R13, R14, R59)."""
    if draft.order.state in ENDED:
        return
    host = draft.host or (last_host(draft) if draft.pending_feedback is not None else None)
    if host is not None and not has_its_addressee(draft, host.unit):
        _take_from_host(draft, host)
        return
    taken = [row for row in draft.active() if takes_part_in_own_case(draft, row.unit)]
    for row in taken:
        if draft.assignments[row.serial].active:
            _take_from(draft, row)


def _set_fields(draft: Draft, fields: dict[str, object]) -> None:
    before, kept = draft.order, kept_apart(draft)
    draft.set(**fields)
    after = draft.order
    if not kept <= kept_apart(draft):
        draft.set(**{name: getattr(before, name) for name in fields})
        check_may_lift(draft)
        draft.order = after


def _changed_fields(draft: Draft, correction: Correction) -> dict[str, object]:
    subject, flags = correction.subject, correction.flags
    given: dict[str, object | None] = {
        "request_type": correction.request_type,
        "topic": correction.topic,
        "division": correction.division,
        "urgency": correction.urgency,
        "flags": tuple(sorted(set(flags))) if flags is not None else None,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    if subject is not None:
        named = bool(subject.person.strip()) or subject.staff is not None
        fields |= {"subject_unit": subject.unit, "subject_staff": subject.staff, "subject_named": named}
    return {name: value for name, value in fields.items() if value != getattr(draft.order, name)}


def _follow_type(draft: Draft, *, was_tip_off: bool) -> None:
    """What hangs on the type: who counts as anonymous, and that a tipster stays unknown to the units for good."""
    tip_off = draft.order.request_type is RequestType.TIP_OFF
    if tip_off == was_tip_off:
        return
    if any(row.kind is OverlayKind.RETALIATION for row in draft.overlays.values()):
        raise Refused("retaliation_is_tip_off")
    callers = draft.present_callers()
    draft.set(anonymous_tip_off=tip_off and all(row.anonymous for row in callers))
    if not tip_off:
        draft.set(accusation=False)
        for row in callers:
            draft.change(row, secret=True)
