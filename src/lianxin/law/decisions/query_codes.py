"""Query codes: who gets a long one, who can have a lost one replaced, and what a code opens by telephone (R25, R47)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.decisions.answerable import speaking
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller, Order, OrderAggregate
from lianxin.law.terms import SHANGHAI, last_day
from lianxin.law.words import ClockEnd, ClockName, OrderState, OverlayKind, RequestType


def has_long_code(order: Order, caller: Caller) -> bool:
    """Whether it is an anonymous caller of a tip-off, who is asked for nothing but the code (R65)."""
    return order.request_type is RequestType.TIP_OFF and caller.anonymous


def renew_query_code(draft: Draft, *, caller: int) -> None:
    """A caller who lost the query code gets another one; the lost one opens nothing any more (R47)."""
    person = speaking(draft, caller)
    if not _can_be_known(draft, person):
        raise Refused("nobody_to_verify")
    draft.facts["caller"] = caller
    draft.give_query_code(person)


def somebody_to_verify(draft: Draft) -> None:
    """Refuses as long as no caller can be told from somebody who only says so."""
    if not any(_can_be_known(draft, person) for person in draft.present_callers()):
        raise Refused("nobody_to_verify")


def _can_be_known(draft: Draft, person: Caller) -> bool:
    """By the number or account they left; without one only while they may still be on the line, on the same day."""
    return person.contactable or _day(person.joined_at) == _day(draft.now)


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(SHANGHAI).date()


OWED = (OverlayKind.EXPLANATION, OverlayKind.OBJECTION)
"""What an explanation is owed for."""

# ---- what a code opens -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """What is said by telephone: where the order stands and its dates; `answer_by` is what the caller was told.

    `caller`: who asks, by the serial on this order; `explanation_by`: when an explanation is owed to them (Art. 16).
    """

    number: str
    caller: int
    state: OrderState
    received_on: dt.date
    answer_by: dt.date | None
    closed_on: dt.date | None
    explanation_by: dt.date | None = None


def progress(whole: OrderAggregate, caller: int) -> Progress:
    """State and dates for a caller who proved who they are; refuses secret, tip-off and sealed orders (R47)."""
    order = whole.order
    if order.secret or order.sealed or order.request_type is RequestType.TIP_OFF:
        raise Refused("nothing_by_telephone")
    dates = [row for row in whole.clock.values() if row.name is ClockName.CALLERS_DATE and row.caller == caller]
    told = [row for row in dates if row.end is not ClockEnd.CANCELLED]
    return Progress(
        number=order.number,
        caller=caller,
        state=order.state,
        received_on=_day(order.received_at),
        answer_by=last_day(told[-1].due_at) if told else None,
        closed_on=_day(order.closed_at) if order.closed_at is not None else None,
        explanation_by=_explanation_by(whole, caller),
    )


def _explanation_by(whole: OrderAggregate, caller: int) -> dt.date | None:
    """Until when an explanation is owed to this caller, to no other one (Art. 16; R27)."""
    owed = {row.serial for row in whole.overlay.values() if row.open and row.kind in OWED and row.caller == caller}
    running = [row for row in whole.clock.values() if row.name is ClockName.EXPLANATION and row.running]
    return min((last_day(row.due_at) for row in running if row.overlay in owed), default=None)


def taken_in(child: OrderAggregate, parent: OrderAggregate, caller: int) -> int | None:
    """The serial that a merged order's caller bears on the order it was merged into; None when they left it (R55)."""
    person = child.caller[caller].person
    present = [row for row in parent.caller.values() if not row.withdrawn]
    guests = [row for row in present if row.from_order == child.order.id and row.person == person]
    same = [row for row in present if person is not None and row.person == person]
    return next((row.serial for row in (*same, *guests)), None)
