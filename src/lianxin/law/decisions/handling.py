"""What units do with an order: sign, ask to be relieved, delegate, ask for help, make progress."""

from __future__ import annotations

from collections.abc import Iterator

from lianxin.law.actors import HELPS_FROM
from lianxin.law.decisions.addressee import check_conduct
from lianxin.law.decisions.common import (
    FIRST_HANDLERS,
    check_superior,
    check_valid,
    end_charge,
    need_text,
    withdraw_requests,
)
from lianxin.law.decisions.dispatching import wake_parent
from lianxin.law.decisions.limits import inner_limit
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ContactWay,
    LegalRole,
    OrderState,
    OverlayKind,
    OverlayState,
    RegimeWord,
    SendBackReason,
    TextKind,
    UnitKind,
)

CHAIN = (AssignmentKind.HOST, AssignmentKind.DELEGATE)
IN_HAND = (AssignmentState.SIGNED, AssignmentState.DELEGATED)
DEPARTMENTS = (UnitKind.CITY_DEPARTMENT, UnitKind.COUNTY_DEPARTMENT)


def may_sign(draft: Draft) -> Assignment:
    """The charge that waits for the actor's unit to sign for it."""
    mine = (row for row in draft.active() if row.unit == draft.actor.unit and row.kind is not AssignmentKind.COPY)
    row = next((row for row in mine if row.state is AssignmentState.OFFERED), None)
    if row is None:
        raise Refused("already_signed")
    return row


def sign(draft: Draft) -> None:
    """The unit takes its charge into its hands."""
    row = may_sign(draft)
    draft.change(row, state=AssignmentState.SIGNED, signed_at=draft.now)
    draft.end_clocks(ClockName.SIGN, assignment=row.serial)


def need_signed(draft: Draft, *kinds: AssignmentKind) -> Assignment:
    """The actor's own charge, signed for or delegated on."""
    row = draft.need_mine(*kinds)
    if row.state is AssignmentState.OFFERED:
        raise Refused("not_signed")
    if row.state not in IN_HAND:
        raise Refused("opinion_given" if row.kind is AssignmentKind.CO_HANDLER else "already_fed_back")
    return row


def may_send_back(draft: Draft) -> Assignment:
    """The charge that may be sent back: in time, before first contact, not designated, not asked already (R5, R6)."""
    row = draft.need_mine(*CHAIN)
    if row.state not in (AssignmentState.OFFERED, AssignmentState.SIGNED):
        raise Refused("send_back_too_late")
    if row.designated or (row.kind is AssignmentKind.HOST and draft.order.designated):
        raise Refused("designated")
    if draft.policy.send_back(draft.rule_facts).forbidden:
        raise Refused("send_back_forbidden")
    if row.first_contact_at is not None or (row.kind is AssignmentKind.HOST and draft.order.first_contact_at):
        raise Refused("contacted_already")
    if row.kind is AssignmentKind.HOST:
        _check_window(draft, row)
    if any(overlay.assignment == row.serial for overlay in draft.open_overlays(OverlayKind.SEND_BACK)):
        raise Refused("request_pending")
    return row


def send_back(draft: Draft, *, code: SendBackReason, reason: str, suggested: int | None = None) -> None:
    """The unit asks to be relieved: decided in one working day, its limits run on (R6, R18, R62)."""
    need_text(reason)
    row = may_send_back(draft)
    _check_not_asked(draft, row, code)
    draft.say(TextKind.REASON, reason)
    overlay = draft.open(OverlayKind.SEND_BACK, assignment=row.serial, unit=suggested, code=code.value)
    judge = draft.assignments[row.parent].unit if row.kind is AssignmentKind.DELEGATE and row.parent else None
    draft.start_clock(ClockName.DECISION_PENDING, unit=judge, overlay=overlay.serial)
    draft.tell("send_back_asked", unit=judge, desk=None if judge else "dispatching")


def _check_window(draft: Draft, row: Assignment) -> None:
    window = draft.running(ClockName.SEND_BACK_WINDOW, assignment=row.serial)
    if not window or draft.now >= window[0].due_at:
        raise Refused("send_back_window_over")


def _check_not_asked(draft: Draft, row: Assignment, code: SendBackReason) -> None:
    for overlay in draft.overlays.values():
        refused = overlay.kind is OverlayKind.SEND_BACK and overlay.state is OverlayState.REFUSED
        if refused and overlay.assignment == row.serial and overlay.code == code.value:
            raise Refused("reason_refused_before")


def delegate(draft: Draft, *, unit: int, instruction: str) -> None:
    """The unit hands the work to one of its own below; it stays answerable (Art. 12, 13)."""
    need_text(instruction)
    row = need_signed(draft, *CHAIN)
    check_valid(draft, unit)
    check_conduct(draft, unit)
    facts = draft.unit(unit)
    if unit in (row.unit, head_of(draft, row)) or not draft.around.units.is_within(unit, head_of(draft, row)):
        raise Refused("not_below_you")
    if facts.level >= HELPS_FROM or facts.legal_role is LegalRole.COOPERATING:
        raise Refused("cooperating_body")
    if facts.legal_role not in FIRST_HANDLERS and facts.kind is not UnitKind.COUNTY_HOTLINE:
        raise Refused("not_a_handler")
    if facts.kind is UnitKind.STREET_TOWN:
        _check_push_down(draft)
    check_superior(draft, unit)
    if any(other.unit == unit for other in draft.active() if other.kind is not AssignmentKind.COPY):
        raise Refused("already_assigned")
    draft.say(TextKind.NOTE, instruction)
    lower = draft.add_assignment(AssignmentKind.DELEGATE, unit, parent=row.serial)
    draft.change(row, state=AssignmentState.DELEGATED)
    draft.start_clock(ClockName.SIGN, unit=unit, assignment=lower.serial)
    inner = inner_limit(draft)
    if inner is not None:
        draft.start_clock(ClockName.INNER_LEVEL, unit=row.unit, assignment=lower.serial, until=inner)
    draft.tell("delegated", unit=unit)


def _check_push_down(draft: Draft) -> None:
    """What the catalogue gives to a department stays out of the streets where a text forbids pushing down."""
    clause, row = draft.policy.value("push_down", draft.rule_facts), draft.named_by_catalogue
    if row is None or clause is None or clause.value is not RegimeWord.FORBIDDEN:
        return
    facts = draft.around.units.get(row.unit)
    above = draft.around.units.get(facts.parent) if facts is not None and facts.parent is not None else None
    if any(one is not None and one.kind in DEPARTMENTS for one in (facts, above)):
        raise Refused("push_down_forbidden")


def head_of(draft: Draft, row: Assignment) -> int:
    """Below whom a unit may delegate: itself; a county hotline acts for its county (Art. 12)."""
    facts = draft.unit(row.unit)
    county = facts.parent if facts.kind is UnitKind.COUNTY_HOTLINE else None
    return county if county is not None else row.unit


def recall_delegate(draft: Draft, *, assignment: int, reason: str) -> None:
    """The unit takes back what it had handed down."""
    need_text(reason)
    row = draft.assignments.get(assignment)
    above = draft.assignments.get(row.parent or 0) if row is not None else None
    if row is None or above is None or not row.active or row.kind is not AssignmentKind.DELEGATE:
        raise Refused("not_your_assignment")
    if above.unit != draft.actor.unit:
        raise Refused("not_your_assignment")
    draft.say(TextKind.REASON, reason)
    end_charge(draft, row, AssignmentState.RECALLED, reason="recalled")
    draft.tell("assignment_recalled", unit=row.unit)
    wake_parent(draft, row)


def request_co_handler(draft: Draft, *, unit: int | None = None, reason: str) -> None:
    """The host asks the city hotline for a co-handler (Art. 29)."""
    need_text(reason)
    row = need_signed(draft, AssignmentKind.HOST)
    _ask(draft, OverlayKind.CO_HANDLING, row, unit, reason)


def request_host_change(draft: Draft, *, unit: int | None = None, reason: str) -> None:
    """The host asks to be replaced; after first contact this is its only way out (R5)."""
    need_text(reason)
    row = need_signed(draft, AssignmentKind.HOST)
    _ask(draft, OverlayKind.HOST_CHANGE, row, unit, reason)


def _ask(draft: Draft, kind: OverlayKind, row: Assignment, unit: int | None, reason: str) -> None:
    if draft.open_overlays(kind):
        raise Refused("request_pending")
    if unit is not None:
        check_valid(draft, unit)
    draft.say(TextKind.REASON, reason)
    overlay = draft.open(kind, assignment=row.serial, unit=unit)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("request_asked", desk="dispatching")


def give_opinion(draft: Draft, *, opinion: str) -> None:
    """A co-handler tells the host what it found; its charge is fed back."""
    need_text(opinion)
    row = need_signed(draft, AssignmentKind.CO_HANDLER)
    draft.say(TextKind.OPINION, opinion)
    draft.end_clocks(ClockName.CO_HANDLER, assignment=row.serial)
    draft.change(row, state=AssignmentState.FED_BACK)
    host = draft.host
    if host is not None:
        draft.tell("opinion_given", unit=host.unit)


def assist(draft: Draft, *, unit: int, note: str) -> None:
    """A unit on the host chain asks a community or mass organisation to help (R2)."""
    need_text(note)
    row = need_signed(draft, *CHAIN)
    check_valid(draft, unit)
    if draft.unit(unit).legal_role is not LegalRole.COOPERATING:
        raise Refused("not_cooperating_body")
    check_conduct(draft, unit)
    if any(other.unit == unit for other in draft.active(AssignmentKind.ASSISTANCE)):
        raise Refused("already_assigned")
    draft.say(TextKind.NOTE, note)
    draft.add_assignment(AssignmentKind.ASSISTANCE, unit, parent=row.serial)
    draft.tell("assistance_asked", unit=unit)


def end_assistance(draft: Draft, *, done: bool, note: str) -> None:
    """The helper has done what was asked, or declines what is not on its list (R2)."""
    need_text(note)
    row = draft.need_mine(AssignmentKind.ASSISTANCE)
    draft.say(TextKind.NOTE, note)
    draft.end_assignment(row, AssignmentState.DONE if done else AssignmentState.DECLINED, reason="assistance_ended")
    parent = draft.assignments.get(row.parent or 0)
    if parent is not None:
        draft.tell("assistance_ended", unit=parent.unit)


def may_record_progress(draft: Draft) -> Assignment:
    """The signed charge under which work is written down; of a former host, the one it has to hand over (R61)."""
    owed = draft.handover_owed
    if owed is not None and draft.mine() is None:
        return draft.assignments[owed.assignment or 0]
    if draft.order.state not in (OrderState.HANDLING, OrderState.TRACKED):
        raise Refused("wrong_state")
    row = draft.need_mine()
    if row.kind is AssignmentKind.COPY:
        raise Refused("copy_reads_only")
    if row.state is AssignmentState.OFFERED:
        raise Refused("not_signed")
    return row


def record_progress(draft: Draft, *, note: str, contact: ContactWay = ContactWay.NONE) -> None:
    """A step of the work is written down; contact with the caller or a visit ends the right to send back (R5).

    What a former host writes down is its handover (R4, R61).
    """
    need_text(note)
    row = may_record_progress(draft)
    # On a secret order the caller is reached by the centre's bridge alone; a visit goes by the transfer text.
    if draft.order.secret and contact in (ContactWay.PHONE, ContactWay.MESSAGE):
        raise Refused("secret_by_bridge")
    draft.say(TextKind.FINDINGS, note)
    _hand_over(draft)
    if not row.active:
        return
    draft.facts["contact_way"] = contact.value
    if contact is not ContactWay.NONE and row.kind in CHAIN:
        record_first_contact(draft, row)


def _hand_over(draft: Draft) -> None:
    owed = draft.handover_owed
    if owed is not None:
        draft.end_clock(owed)
        if draft.host is not None:
            draft.tell("handed_over", unit=draft.host.unit)


def record_first_contact(draft: Draft, row: Assignment) -> None:
    """A contact or visit: the first ends its limit and the right to send back (R5).

    A pending request lapses with it: of the unit that made the contact, and of those it works for (R62).
    """
    row = draft.change(row, first_contact_at=row.first_contact_at or draft.now, last_contact_at=draft.now)
    if draft.order.first_contact_at is None:
        draft.set(first_contact_at=draft.now)
    draft.end_clocks(ClockName.FIRST_CONTACT)
    draft.cancel_clocks(ClockName.SEND_BACK_WINDOW, reason="contacted")
    withdraw_requests(draft, OverlayKind.SEND_BACK, of=frozenset(_and_above(draft, row)))


def _and_above(draft: Draft, row: Assignment) -> Iterator[int]:
    """A charge and those it was handed down from, nearest first."""
    above: Assignment | None = row
    while above is not None:
        yield above.serial
        above = draft.assignments.get(above.parent or 0)
