"""What several acts share: fresh limits for a unit, recalling a charge and all below it, and ending an order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from lianxin.law.actors import HELPS_FROM
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decide import is_barred, nobody_could_examine
from lianxin.law.decisions.addressee import check_addressee, takes_part_in_own_case
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Caller
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockEnd,
    ClockName,
    ClosedAs,
    LegalRole,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    UnitKind,
)

FIRST_HANDLERS = frozenset({LegalRole.UNDERTAKING, LegalRole.SUB_UNIT})
UNIT_REQUESTS = (
    OverlayKind.SEND_BACK,
    OverlayKind.EXTENSION,
    OverlayKind.HOST_CHANGE,
    OverlayKind.CO_HANDLING,
    OverlayKind.PROMISE_CHANGE,
    OverlayKind.REDIRECTION,
)
"""What only a unit that has the order can ask for: it goes with the unit; what callers ask stays with the order."""
REQUESTS = (*UNIT_REQUESTS, OverlayKind.WITHDRAWAL, OverlayKind.RECUSAL, OverlayKind.REHANDLING)
OUTLIVE = (ClockName.EXPLANATION, ClockName.SUPERVISION_ANSWER, ClockName.HANDOVER)
"""Limits that run on after the end of the order (R66)."""
WITHOUT_ANSWER = frozenset({ClosedAs.WITHDRAWN, ClosedAs.MERGED, ClosedAs.NO_MATTER})
"""Ends that answer nobody: the date told to a caller is neither kept nor missed by them."""
NO_REPLY = (ReplyState.WAIVED, ReplyState.IMPOSSIBLE)
OPEN_REPLIES = (ReplyState.OWED, ReplyState.ON_ITS_WAY, ReplyState.CONTESTED)
"""Replies that are owed and not made yet, whatever was tried (R58)."""


def need_text(text: str, code: str = "text_missing") -> None:
    """Refuses an empty text."""
    if not text.strip():
        raise Refused(code)


def check_valid(draft: Draft, unit: int) -> None:
    """Refuses a unit that is unknown, barred, or not in being today."""
    facts, today = draft.unit(unit), draft.now.astimezone(SHANGHAI).date()
    if is_barred(draft, unit):
        raise Refused("barred_unit")
    if facts.valid_from is not None and facts.valid_from > today:
        raise Refused("unit_not_yet")
    if (facts.valid_until is not None and facts.valid_until <= today) or facts.successor is not None:
        raise Refused("unit_ended")


def check_superior(draft: Draft, unit: int) -> None:
    """Refuses the unit complained of, and those below it, where the caller asked for the superior (R11)."""
    order = draft.order
    asked = order.superior_requested and order.request_type is RequestType.COMPLAIN
    if asked and order.subject_unit is not None and draft.around.units.is_within(unit, order.subject_unit):
        raise Refused("superior_requested")


def check_first_handler(draft: Draft, unit: int) -> None:
    """Refuses a unit that may not be given an order (R1, R2, R3, R14, R59)."""
    check_valid(draft, unit)
    facts = draft.unit(unit)
    if facts.legal_role is LegalRole.OUTSIDE:
        raise Refused("outside_body")
    if nobody_could_examine(draft):
        raise Refused("competent_body_only")
    if check_addressee(draft, unit):
        return
    if facts.legal_role is LegalRole.COOPERATING or facts.level >= HELPS_FROM:
        raise Refused("cooperating_body")
    if facts.legal_role not in FIRST_HANDLERS and facts.kind is not UnitKind.COUNTY_HOTLINE:
        raise Refused("not_a_handler")
    check_superior(draft, unit)


def appoint_host(draft: Draft, unit: int, *, designated: bool = False, born_signed: bool = False) -> Assignment:
    """Gives the order to a unit with fresh limits of its own (R15, R20); a sub-unit's parent gets a copy (R1).

    The time to send it back runs only where sending back is allowed at all (R5, R6).
    """
    row = draft.named_by_catalogue
    followed = f"{draft.around.catalogue.version} {row.code}" if row is not None and row.unit == unit else None
    host = draft.add_assignment(AssignmentKind.HOST, unit, designated=designated, catalogue=followed)
    if born_signed:
        host = draft.change(host, state=AssignmentState.SIGNED, signed_at=draft.now)
    else:
        draft.start_clock(ClockName.SIGN, unit=unit, assignment=host.serial)
        draft.start_clock(ClockName.FIRST_CONTACT, unit=unit, assignment=host.serial)
        if not draft.order.designated and draft.order.first_contact_at is None:
            draft.start_clock(ClockName.SEND_BACK_WINDOW, unit=unit, assignment=host.serial)
    copy_to_parent(draft, unit)
    draft.tell("order_handled_again" if born_signed else "order_offered", unit=unit)
    return host


def unit_above(draft: Draft, unit: int) -> int | None:
    """The unit that stays responsible for its sub-unit (R1), or its successor; None for who answers for itself."""
    facts = draft.unit(unit)
    if facts.legal_role is not LegalRole.SUB_UNIT or facts.parent is None:
        return None
    above = draft.around.units.successor_of(facts.parent)
    return above if above != unit else None


def copy_to_parent(draft: Draft, unit: int) -> None:
    """The unit above a sub-unit stays responsible and reads along (R1), unless it is barred or complained of (R14)."""
    above = unit_above(draft, unit)
    if above is None or is_barred(draft, above) or takes_part_in_own_case(draft, above):
        return
    if not any(row.unit == above for row in draft.active(AssignmentKind.COPY)):
        draft.add_assignment(AssignmentKind.COPY, above)


def end_copy_above(draft: Draft, former: int, unit: int) -> None:
    """The unit above a former host reads along no more, unless the new host is its sub-unit too (R1, R61)."""
    above = unit_above(draft, former)
    if above is None or above == unit_above(draft, unit):
        return
    for row in [row for row in draft.active(AssignmentKind.COPY) if row.unit == above]:
        draft.end_assignment(row, AssignmentState.RECALLED, reason="host_changed")


def end_charge(draft: Draft, row: Assignment, state: AssignmentState, *, reason: str) -> None:
    """Ends a charge and recalls everything below it."""
    for lower in draft.below(row):
        draft.end_assignment(lower, AssignmentState.RECALLED, reason=reason)
        draft.tell("assignment_recalled", unit=lower.unit)
    draft.end_assignment(row, state, reason=reason)


def recall_all(draft: Draft, *, reason: str) -> None:
    """Recalls every charge that has not ended."""
    for row in list(draft.active()):
        draft.end_assignment(row, AssignmentState.RECALLED, reason=reason)
        if row.kind is not AssignmentKind.COPY:
            draft.tell("assignment_recalled", unit=row.unit)


def withdraw_requests(draft: Draft, *kinds: OverlayKind, of: frozenset[int] | None = None) -> None:
    """Ends pending requests that the act has overtaken; `of`: only those of these assignments."""
    for overlay in draft.open_overlays(*(kinds or REQUESTS)):
        if of is not None and overlay.assignment not in of:
            continue
        for clock in draft.running(overlay=overlay.serial):
            draft.cancel_clock(clock, "overtaken")
        draft.change(overlay, state=OverlayState.WITHDRAWN, ended_at=draft.now)


def hand_on_clock(draft: Draft, name: ClockName, *, reason: str, at: dt.datetime | None = None) -> None:
    """Ends running limits because another takes their place; what was missed before that stays late (R22)."""
    for clock in draft.running(name):
        draft.cancel_clock(clock, reason, at=at, end=ClockEnd.HANDED_ON)


def back_to_dispatch(draft: Draft) -> None:
    """The order waits for a unit again; the centre's dispatch limit starts anew."""
    withdraw_requests(draft, OverlayKind.REHANDLING)
    draft.move(OrderState.DISPATCHING)
    draft.start_clock(ClockName.DISPATCH)


def conclude(draft: Draft, closed_as: ClosedAs) -> None:
    """Ends the order: what the centre owed is met, what units owed is judged or cancelled, requests are over.

    Only a sealing somebody asked for waits on: it can be decided in any state (R64).
    """
    draft.end_clocks(ClockName.DISPATCH)
    for clock in draft.running(ClockName.CALLERS_DATE):
        if closed_as in WITHOUT_ANSWER:
            continue
        caller = draft.callers.get(clock.caller or 0)
        draft.end_clock(clock, at=caller.replied_at if caller and caller.replied_at else None)
    for row in list(draft.active()):
        done = row.kind is AssignmentKind.HOST or row.state is AssignmentState.FED_BACK
        draft.end_assignment(row, AssignmentState.DONE if done else AssignmentState.RECALLED, reason="order_closed")
    withdraw_requests(draft, *REQUESTS, OverlayKind.CONTRADICTION)
    for clock in draft.running():
        if clock.name not in OUTLIVE and (clock.overlay is None or not draft.overlays[clock.overlay].open):
            draft.cancel_clock(clock, "order_closed")
    draft.set(closed_as=closed_as, closed_at=draft.now)
    draft.move(OrderState.CLOSED)


def archive_date(closed_at: dt.datetime, reopen_days: int) -> dt.date:
    """The first day after the time for reopening: day 31 where that is thirty days (R66)."""
    return closed_at.astimezone(SHANGHAI).date() + dt.timedelta(days=reopen_days + 1)


def last_day_to_return(closed_at: dt.datetime, reopen_days: int) -> dt.date:
    """The last day on which a caller of a closed order may come back and have it taken up again (R29, R66)."""
    return archive_date(closed_at, reopen_days) - dt.timedelta(days=1)


def answer_callers(draft: Draft) -> None:
    """Marks as made every reply still owed, because the centre itself has just told the callers."""
    for caller in draft.present_callers():
        if caller.reply in (*OPEN_REPLIES, ReplyState.UNREACHABLE):
            draft.change(caller, reply=ReplyState.MADE, replied_at=draft.now)


def tell_callers(draft: Draft, template: str, only: Collection[int] = ()) -> None:
    """Queues a message to each caller who can be reached; to some of them where they alone are concerned."""
    for caller in draft.present_callers():
        if caller.contactable and (not only or caller.serial in only):
            draft.tell(template, caller=caller.serial)


def reset_for_round(draft: Draft, caller: Caller) -> Caller:
    """A new round: the reply is owed again, and callback and rating start anew (R57)."""
    reply = caller.reply if caller.reply in NO_REPLY else ReplyState.OWED
    return draft.change(
        caller,
        reply=reply,
        replied_at=None,
        reply_attempts=(),
        callback_attempts=(),
        callback=None,
        callback_at=None,
        told=None,
        contacted=None,
        solved=None,
        accepted_though_dissatisfied=False,
        grade_result=None,
        grade_attitude=None,
    )
