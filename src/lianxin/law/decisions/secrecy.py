"""Secrecy: unmasking a field with purpose, sealing by two persons, forgetting a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lianxin.law.decisions.common import (
    answer_callers,
    archive_date,
    conclude,
    need_text,
    recall_all,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.conflict import EXPLANATIONS
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import OrderAggregate
from lianxin.law.terms import last_day
from lianxin.law.transitions import AT_CENTRE, ENDED
from lianxin.law.words import (
    AssignmentKind,
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    RevealField,
    Role,
    TextKind,
)

HOLDS = frozenset({*EXPLANATIONS, OverlayKind.SUPERVISION, OverlayKind.POLICE_REFERRAL, OverlayKind.RETALIATION})
"""What keeps a person from being forgotten while it is open (R63)."""

CHAIN = (AssignmentKind.HOST, AssignmentKind.DELEGATE)


# ---- reveal ----------------------------------------------------------------------------------------------------------


def reveal(draft: Draft, *, caller: int, field: RevealField, purpose: str) -> None:
    """Unmasks one field of one caller for a purpose; nothing changes but the log (R44, R65)."""
    need_text(purpose, "purpose_missing")
    person = draft.callers.get(caller)
    if person is None:
        raise Refused("caller_unknown")
    if not _acts_for_centre(draft):
        _check_unit_may_see(draft, field)
    if draft.order.sealed and field is RevealField.ACCOUNT:
        raise Refused("nothing_to_reveal")
    if person.person is None and field is not RevealField.ACCOUNT:
        raise Refused("nothing_to_reveal")
    draft.facts |= {"field": field.value, "caller": caller}
    draft.say(TextKind.NOTE, purpose, private=True, caller=caller)


def _acts_for_centre(draft: Draft) -> bool:
    """A section or the general office that hosts a tip-off is a unit like others (R44, R59)."""
    if draft.mine(*CHAIN) is not None:
        return False
    stands_in = draft.actor.role is Role.GENERAL_OFFICE_CLERK and "about_centre" in draft.order.flags
    return stands_in or draft.around.units.at_centre(draft.actor.unit)


def _check_unit_may_see(draft: Draft, field: RevealField) -> None:
    if field is RevealField.ACCOUNT:
        raise Refused("reveal_at_centre_only")
    draft.need_mine(*CHAIN)
    if draft.order.secret:
        raise Refused("secret_towards_units")


# ---- sealing ---------------------------------------------------------------------------------------------------------


def seal_content(draft: Draft, *, reason: str) -> None:
    """One person of the centre asks that state secrets recorded by mistake be destroyed (R46, R64)."""
    need_text(reason)
    may_seal(draft)
    draft.say(TextKind.REASON, reason, private=True)
    overlay = draft.open(OverlayKind.SEALING)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("sealing_asked", desk="head_of_centre")


def may_seal(draft: Draft) -> None:
    """Refuses a second sealing, and a second request for one."""
    if draft.order.sealed:
        raise Refused("already_sealed")
    if draft.open_overlays(OverlayKind.SEALING):
        raise Refused("request_pending")


def confirm_sealing(
    draft: Draft, *, overlay: int, neutral_text: str = "", body: str = "", confirmed: bool = True
) -> None:
    """Another person confirms the sealing, or refuses it (R64).

    The state does not change, save that an open order without a neutral text goes to the competent secrecy body.
    What was written before is destroyed where texts are kept; the log stays whole.
    """
    row = draft.open_overlay(overlay, OverlayKind.SEALING)
    if row.opened_by == draft.actor.staff:
        raise Refused("second_person_needed")
    draft.facts["upheld"] = confirmed
    draft.close_overlay(row, OverlayState.UPHELD if confirmed else OverlayState.REFUSED)
    if not confirmed:
        return
    draft.set(sealed=True)
    draft.facts["sealed"] = True
    if draft.order.state in ENDED:
        return
    if neutral_text.strip():
        draft.say(TextKind.TITLE, neutral_text)
        draft.say(TextKind.TRANSFER, neutral_text)
    elif body.strip() and draft.order.state not in AT_CENTRE:
        _to_secrecy_body(draft, body)
    else:
        raise Refused("neutral_text_or_body")


def _to_secrecy_body(draft: Draft, body: str) -> None:
    draft.say(TextKind.BODY, body)
    recall_all(draft, reason="sealed")
    withdraw_requests(draft)
    answer_callers(draft)
    conclude(draft, ClosedAs.REDIRECTED)
    tell_callers(draft, "order_redirected")


# ---- forgetting ------------------------------------------------------------------------------------------------------


def forget_refusal(orders: Iterable[OrderAggregate], *, reopen_days: int) -> tuple[Refused, dt.date | None] | None:
    """Why a person with these orders cannot be forgotten yet, and the earliest date if one is known (R63)."""
    open_orders, held = [], []
    for aggregate in orders:
        if aggregate.order.state is not OrderState.ARCHIVED:
            open_orders.append(_archived_from(aggregate, reopen_days))
        held += _held_until(aggregate)
    dates = [*open_orders, *held]
    if not dates:
        return None
    known = [date for date in dates if date is not None]
    earliest = max(known) if len(known) == len(dates) else None
    return Refused("not_archived" if open_orders else "forget_while_open", str(earliest or "")), earliest


def _archived_from(aggregate: OrderAggregate, reopen_days: int) -> dt.date | None:
    closed = aggregate.order.closed_at
    return archive_date(closed, reopen_days) if closed is not None else None


def _held_until(aggregate: OrderAggregate) -> list[dt.date | None]:
    held = [row.serial for row in aggregate.overlay.values() if row.kind in HOLDS and row.open]
    limits = {clock.overlay: last_day(clock.due_at) for clock in aggregate.clock.values() if clock.running}
    return [limits.get(serial) for serial in held]


def forget(draft: Draft, *, caller: int) -> None:
    """Cuts the tie between an archived order and one person; number, dates and ratings stay (R63).

    The fact `alone` says that nobody else is a caller, so that account, recordings and originals go too.
    """
    row = draft.callers.get(caller)
    if row is None:
        raise Refused("caller_unknown")
    if row.person is None:
        raise Refused("already_forgotten")
    if any(overlay.kind in HOLDS for overlay in draft.open_overlays()):
        raise Refused("forget_while_open")
    others = [other for other in draft.callers.values() if other.serial != caller and other.person != row.person]
    draft.facts |= {"caller": caller, "alone": not others}
    draft.change(row, person=None)
