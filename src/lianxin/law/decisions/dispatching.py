"""The hotline gives an order to a unit, changes its mind, or decides on a unit's request to be relieved."""

from __future__ import annotations

import datetime as dt

from lianxin.law.actors import HELPS_FROM
from lianxin.law.decide import is_of_vendor, stands_at_centre
from lianxin.law.decisions.addressee import check_conduct
from lianxin.law.decisions.common import (
    FIRST_HANDLERS,
    UNIT_REQUESTS,
    appoint_host,
    back_to_dispatch,
    check_first_handler,
    check_valid,
    end_charge,
    end_copy_above,
    hand_on_clock,
    need_text,
    recall_all,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.limits import keep_promise, promise_dates, start_limits, start_replies
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Overlay
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    LegalRole,
    OrderState,
    OverlayKind,
    OverlayState,
    TextKind,
    UnitKind,
)

READERS = (UnitKind.CITY_OFFICE, UnitKind.CENTRE_SECTION, UnitKind.COUNTY_OFFICE, UnitKind.COUNTY_HOTLINE)
"""Who may read along without being an undertaking unit."""


def dispatch(
    draft: Draft,
    *,
    unit: int,
    transfer: str,
    co_handlers: tuple[int, ...] = (),
    copies: tuple[int, ...] = (),
) -> None:
    """The order goes to the unit whose duty it is; its limits start now (Art. 23 (2), R15)."""
    may_dispatch(draft)
    if is_of_vendor(draft):
        _check_catalogue(draft, unit, (*co_handlers, *copies))
    transfer_to(draft, unit=unit, transfer=transfer)
    for other in dict.fromkeys(co_handlers):
        join_co_handler(draft, other)
    for other in dict.fromkeys(copies):
        join_copy(draft, other)


def may_dispatch(draft: Draft) -> None:
    """After two upheld send-backs only a designation is left (R6); vendor staff go by the catalogue or not (R9)."""
    if draft.order.upheld_send_backs >= draft.policy.max_send_backs:
        raise Refused("must_designate")
    if is_of_vendor(draft) and draft.named_by_catalogue is None:
        raise Refused("catalogue_only")


def _check_catalogue(draft: Draft, unit: int, others: tuple[int, ...]) -> None:
    """Vendor staff dispatch to the unit that the catalogue names, and bring in nobody else (R9)."""
    row = draft.named_by_catalogue
    if row is None or row.unit != unit or others:
        raise Refused("catalogue_only")


def join_copy(draft: Draft, unit: int) -> None:
    """A unit reads along: one that could be given the order itself, never a helper or a body outside (R2, R3).

    Whom a complaint is about reads along as little as it handles (R14, R59).
    """
    check_valid(draft, unit)
    check_conduct(draft, unit)
    facts = draft.unit(unit)
    if facts.legal_role is LegalRole.OUTSIDE:
        raise Refused("outside_body")
    if facts.legal_role is LegalRole.COOPERATING or facts.level >= HELPS_FROM:
        raise Refused("cooperating_body")
    if facts.legal_role not in FIRST_HANDLERS and facts.kind not in READERS:
        raise Refused("not_a_handler")
    if any(row.unit == unit for row in draft.active()):
        raise Refused("already_assigned")
    draft.add_assignment(AssignmentKind.COPY, unit)


def designate(draft: Draft, *, unit: int, transfer: str, reason: str) -> None:
    """After a dispute the city hotline names the unit; it cannot send back (R6)."""
    need_text(reason)
    draft.say(TextKind.REASON, reason)
    draft.set(designated=True)
    transfer_to(draft, unit=unit, transfer=transfer, designated=True)


def transfer_to(draft: Draft, *, unit: int, transfer: str, designated: bool = False) -> None:
    """The transfer itself: text, host, limits, and at the first transfer the callers' dates (R20, R69).

    Who had another unit before is told of the new one (R4).
    """
    need_text(transfer, "transfer_missing")
    check_first_handler(draft, unit)
    draft.say(TextKind.TRANSFER, transfer)
    draft.end_clocks(ClockName.DISPATCH)
    if draft.order.transferred_at is None:
        draft.set(transferred_at=draft.now, regime_at_transfer=draft.around.handling_policy.version)
    host = appoint_host(draft, unit, designated=designated)
    start_limits(draft, host)
    promise_dates(draft)
    others = (row for row in draft.assignments.values() if row.kind is AssignmentKind.HOST and row != host)
    changed = any(row.round == host.round for row in others)
    tell_callers(draft, "host_changed" if changed else "order_transferred")
    draft.move(OrderState.HANDLING)


def join_co_handler(draft: Draft, unit: int) -> Assignment:
    """A co-handler joins under the host (Art. 29); it owes an opinion."""
    check_valid(draft, unit)
    check_conduct(draft, unit)
    facts = draft.unit(unit)
    if facts.legal_role not in (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT) or facts.level >= HELPS_FROM:
        raise Refused("cooperating_body")
    if any(row.unit == unit and row.kind is not AssignmentKind.COPY for row in draft.active()):
        raise Refused("already_assigned")
    row = draft.add_assignment(AssignmentKind.CO_HANDLER, unit, parent=draft.need_host().serial)
    draft.start_clock(ClockName.SIGN, unit=unit, assignment=row.serial)
    draft.start_clock(ClockName.CO_HANDLER, unit=unit, assignment=row.serial)
    draft.tell("co_handling_offered", unit=unit)
    return row


def add_co_handler(draft: Draft, *, unit: int, reason: str = "") -> None:
    """The city hotline names a further unit to help the host (Art. 29)."""
    draft.say(TextKind.REASON, reason)
    join_co_handler(draft, unit)


def decide_co_handling(draft: Draft, *, overlay: int, upheld: bool, reason: str, unit: int | None = None) -> None:
    """The city hotline decides on the host's request for a co-handler."""
    request = decided(draft, overlay, OverlayKind.CO_HANDLING, upheld=upheld, reason=reason)
    if upheld:
        chosen = unit if unit is not None else request.unit
        if chosen is None:
            raise Refused("unit_missing")
        join_co_handler(draft, chosen)


def decided(draft: Draft, overlay: int, kind: OverlayKind, *, upheld: bool, reason: str) -> Overlay:
    """Ends a request by a reasoned decision and tells the unit that asked."""
    need_text(reason)
    row = draft.open_overlay(overlay, kind)
    draft.say(TextKind.REASON, reason)
    draft.facts["upheld"] = upheld
    asked = draft.assignments.get(row.assignment) if row.assignment is not None else None
    if asked is not None:
        draft.tell("request_upheld" if upheld else "request_refused", unit=asked.unit)
    return draft.close_overlay(row, OverlayState.UPHELD if upheld else OverlayState.REFUSED)


def decide_send_back(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The dispatcher (for a delegate: the unit above it) decides whether the unit is relieved (R6, R62)."""
    request = draft.open_overlay(overlay, OverlayKind.SEND_BACK)
    asked = draft.assignments[request.assignment or 0]
    if not is_judge(draft, asked):
        raise Refused("not_your_duty")
    decided(draft, overlay, OverlayKind.SEND_BACK, upheld=upheld, reason=reason)
    if not upheld:
        return
    relieve(draft, asked, request.opened_at)
    if asked.kind is AssignmentKind.DELEGATE:
        end_charge(draft, asked, AssignmentState.RETURNED, reason="sent_back")
        wake_parent(draft, asked)
        return
    end_charge(draft, asked, AssignmentState.RETURNED, reason="sent_back")
    recall_all(draft, reason="sent_back")
    withdraw_requests(draft, *UNIT_REQUESTS)
    draft.set(upheld_send_backs=draft.order.upheld_send_backs + 1)
    back_to_dispatch(draft)


def relieve(draft: Draft, asked: Assignment, as_of: dt.datetime) -> None:
    """A send-back upheld counts from the request on: what ended or fell due after it is the centre's delay (R62)."""
    if asked.kind is AssignmentKind.HOST:
        hand_on_clock(draft, ClockName.SECOND_DATE, reason="sent_back", at=as_of)
    mine = [clock for clock in draft.clocks.values() if clock.assignment == asked.serial]
    for clock in mine:
        if clock.running or (clock.due_at > as_of and clock.ended_at is not None and clock.ended_at > as_of):
            draft.cancel_clock(clock, "sent_back", at=max(as_of, clock.started_at))


def is_judge(draft: Draft, asked: Assignment) -> bool:
    """Whether a send-back lies before the actor: the host's before the centre, a delegate's before the unit above."""
    if asked.kind is AssignmentKind.HOST:
        return stands_at_centre(draft)
    above = draft.assignments.get(asked.parent or 0)
    return above is not None and above.unit == draft.actor.unit


def wake_parent(draft: Draft, row: Assignment) -> None:
    """A charge whose last delegate is back becomes signed again (RULINGS, States)."""
    parent = draft.assignments.get(row.parent or 0)
    if parent is None or parent.state is not AssignmentState.DELEGATED:
        return
    waiting = [
        other
        for other in draft.active(AssignmentKind.DELEGATE)
        if other.parent == parent.serial and other.state is not AssignmentState.FED_BACK
    ]
    if not waiting:
        draft.change(parent, state=AssignmentState.SIGNED)


def change_host(draft: Draft, *, unit: int, reason: str) -> None:
    """The city hotline gives the order to another host; the old one hands over in one working day (R4, R61)."""
    need_text(reason)
    check_first_handler(draft, unit)
    old = draft.need_host()
    if old.unit == unit:
        raise Refused("already_assigned")
    draft.say(TextKind.REASON, reason)
    replace_host(draft, old, unit)
    tell_callers(draft, "host_changed")


def replace_host(draft: Draft, old: Assignment, unit: int) -> Assignment:
    """Ends the old host's charge and gives the new one its own limits; co-handlers and assistance stay (R61)."""
    for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE):
        hand_on_clock(draft, name, reason="host_changed")
    for row in draft.below(old):
        if row.kind is AssignmentKind.DELEGATE:
            draft.end_assignment(row, AssignmentState.RECALLED, reason="host_changed")
            draft.tell("assignment_recalled", unit=row.unit)
    kept = list(draft.active(AssignmentKind.CO_HANDLER, AssignmentKind.ASSISTANCE))
    draft.end_assignment(old, AssignmentState.RECALLED, reason="host_changed")
    for row in [row for row in kept if row.unit == unit]:
        draft.end_assignment(row, AssignmentState.RECALLED, reason="host_changed")
        kept.remove(row)
    withdraw_requests(draft, *UNIT_REQUESTS)
    draft.start_clock(ClockName.HANDOVER, unit=old.unit, assignment=old.serial)
    draft.tell("handover_owed", unit=old.unit)
    end_copy_above(draft, old.unit, unit)
    new = appoint_host(draft, unit)
    for row in kept:
        draft.change(row, parent=new.serial)
    if draft.order.state is OrderState.TRACKED:
        start_replies(draft, new)
        keep_promise(draft, new)
    else:
        start_limits(draft, new)
    return new


def decide_host_change(draft: Draft, *, overlay: int, upheld: bool, reason: str, unit: int | None = None) -> None:
    """The city hotline decides on the host's request to be replaced."""
    request = decided(draft, overlay, OverlayKind.HOST_CHANGE, upheld=upheld, reason=reason)
    if upheld:
        chosen = unit if unit is not None else request.unit
        if chosen is None:
            raise Refused("unit_missing")
        change_host(draft, unit=chosen, reason=reason)


def recall(draft: Draft, *, reason: str) -> None:
    """The city hotline takes the order back from its host (R49); a second date waits for the next one (R20)."""
    need_text(reason)
    draft.say(TextKind.REASON, reason)
    hand_on_clock(draft, ClockName.SECOND_DATE, reason="recalled")
    recall_all(draft, reason="recalled")
    withdraw_requests(draft, *UNIT_REQUESTS)
    back_to_dispatch(draft)
