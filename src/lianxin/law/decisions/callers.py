"""What a caller can do with an order: add to it, join it, change wishes, urge, and take it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lianxin.law.decisions.answerable import speaking
from lianxin.law.decisions.clocks import start_reply_now
from lianxin.law.decisions.common import OPEN_REPLIES, conclude, need_text, recall_all
from lianxin.law.decisions.intake import Wishes, join
from lianxin.law.decisions.limits import promise_dates, start_reply
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller
from lianxin.law.transitions import AT_CENTRE, AT_UNIT
from lianxin.law.words import (
    ClockName,
    ClosedAs,
    Language,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    Role,
    TextKind,
)

DESKS = {
    OrderState.REGISTERED: "dispatching",
    OrderState.DISPATCHING: "dispatching",
    OrderState.FED_BACK: "examination",
    OrderState.CALLBACK: "examination",
}
"""Who at the centre reads what a caller adds, while no unit works on the order (R67)."""


# ---- adding to the order ---------------------------------------------------------------------------------------------


def supplement(draft: Draft, *, text: str, caller: int | None = None) -> None:
    """A caller adds to the matter: for the unit while it works, for the centre otherwise; no date moves (R67).

    On a secret order the caller's own words stay at the centre, which writes them anew for the unit (R43, R44).
    """
    need_text(text)
    if caller is not None:
        speaking(draft, caller)
    host, by_caller = draft.host, draft.actor.role is Role.CALLER
    if draft.order.state in AT_UNIT and host is not None and not (by_caller and draft.order.secret):
        draft.say(TextKind.NOTE, text, caller=caller)
        draft.tell("order_supplemented", unit=host.unit)
        return
    draft.say(TextKind.ACCOUNT, text, private=True, caller=caller)
    draft.tell("order_supplemented", desk=DESKS.get(draft.order.state, "dispatching"))


def add_caller(draft: Draft, *, wishes: Wishes, wish: str) -> None:
    """A further caller joins with a date of their own; the unit's feedback does not move (R27, R55)."""
    need_text(wish)
    if wishes.person is not None and any(row.person == wishes.person for row in draft.present_callers()):
        raise Refused("already_a_caller")
    serial = join(draft, wishes)
    draft.say(TextKind.WISH, wish, caller=serial)
    welcome(draft, draft.callers[serial], "joined_order")


def welcome(draft: Draft, person: Caller, template: str) -> None:
    """Gives a caller who joined after the first transfer their own date and, on the host, their own reply (R55).

    `template` names the words they are told.
    """
    order, host = draft.order, draft.host
    if order.request_type is RequestType.TIP_OFF and not person.anonymous:
        draft.set(anonymous_tip_off=False)
    if order.transferred_at is not None:
        promise_dates(draft, person.serial)
    if host is not None:
        if person.reply is ReplyState.OWED and not draft.running(ClockName.REPLY, caller=person.serial):
            start_reply(draft, host, person.serial)
        draft.tell("caller_joined", unit=host.unit)
    if person.contactable:
        draft.tell(template, caller=person.serial)


@dataclass(frozen=True, slots=True)
class NewWishes:
    """What a caller wants from now on; None leaves a wish as it is."""

    secret: bool | None = None
    reply_waived: bool | None = None
    text_only: bool | None = None
    language: Language | None = None


def change_wishes(
    draft: Draft,
    *,
    caller: int,
    secret: bool | None = None,
    reply_waived: bool | None = None,
    text_only: bool | None = None,
    language: Language | None = None,
) -> None:
    """A caller changes what they want: secrecy, reply, writing only, language (Art. 16; R25, R65)."""
    person = speaking(draft, caller)
    given = {"secret": secret, "reply_waived": reply_waived, "text_only": text_only, "language": language}
    changed = {name: value for name, value in given.items() if value is not None and value != getattr(person, name)}
    if not changed:
        raise Refused("nothing_changes")
    if secret is False and (person.minor or draft.policy.secrecy(draft.rule_facts).identity_always):
        raise Refused("secrecy_binds")
    person = draft.change(person, **changed)
    if "reply_waived" in changed:
        _waive_reply(draft, person) if person.reply_waived else owe_reply(draft, person)
    if draft.host is not None:
        draft.tell("wishes_changed", unit=draft.host.unit)


def _waive_reply(draft: Draft, person: Caller) -> None:
    if person.reply in (ReplyState.OWED, ReplyState.ON_ITS_WAY, ReplyState.UNREACHABLE):
        draft.change(person, reply=ReplyState.WAIVED)
        draft.cancel_clocks(ClockName.REPLY, ClockName.CALLERS_DATE, reason="reply_waived", caller=person.serial)


def owe_reply(draft: Draft, person: Caller) -> None:
    """A waived reply is wanted after all: the host owes it from now on, as long as a unit can still make it (R25).

    The caller gets a date from that moment, as who joins then does (R55).
    """
    if person.reply is not ReplyState.WAIVED:
        return
    if draft.order.state in (OrderState.CALLBACK, OrderState.CLOSED):
        raise Refused("too_late_for_reply")
    draft.change(person, reply=ReplyState.OWED)
    start_reply_now(draft, person.serial)
    if draft.order.transferred_at is not None:
        promise_dates(draft, person.serial)
        if person.contactable:
            draft.tell("reply_promised", caller=person.serial)


def urge(draft: Draft, *, reason: str) -> None:
    """A caller or the centre asks for haste: no limit starts, and after the reply it is too late (R67)."""
    need_text(reason)
    may_urge(draft)
    draft.say(TextKind.REASON, reason, private=draft.actor.role is Role.CALLER and draft.order.secret)
    if draft.host is not None and draft.order.state in AT_UNIT:
        draft.tell("urged", unit=draft.host.unit)
    else:
        draft.tell("urged", desk=DESKS.get(draft.order.state, "supervision"))


def may_urge(draft: Draft) -> None:
    """Refuses urging once the reply has been made: to the caller who urges, or to all (R67)."""
    everyone = draft.actor.role is not Role.CALLER
    if replied_to({row.reply for row in draft.present_callers() if everyone or draft.actor.is_caller(row)}):
        raise Refused("already_replied")


def replied_to(replies: Collection[ReplyState]) -> bool:
    """Whether the reply was made and nobody waits for one any more, so that urging comes too late (R67)."""
    waiting = set(replies) & {*OPEN_REPLIES, ReplyState.UNREACHABLE}
    return ReplyState.MADE in replies and not waiting


# ---- taking it back --------------------------------------------------------------------------------------------------


def withdraw(draft: Draft, *, caller: int, reason: str) -> None:
    """A caller asks to take the matter back; the centre confirms within a working day that it is free (R36).

    While a feedback lies at the centre it is only noted: the callback is the talk that confirms it (R50).
    """
    need_text(reason)
    speaking(draft, caller)
    if any(row.caller == caller for row in draft.open_overlays(OverlayKind.WITHDRAWAL)):
        raise Refused("request_pending")
    draft.say(TextKind.REASON, reason, private=True, caller=caller)
    if draft.order.state in AT_CENTRE:
        draft.open(OverlayKind.WITHDRAWAL, caller=caller, state=OverlayState.ENDED, ended_at=draft.now)
        draft.tell("withdrawal_noted", desk="examination")
        return
    overlay = draft.open(OverlayKind.WITHDRAWAL, caller=caller)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("withdrawal_asked", desk="examination")


def decide_withdrawal(draft: Draft, *, overlay: int, free: bool, reason: str) -> None:
    """The centre confirms that a withdrawal was free, or not: then the matter goes on (R36, R50, R55).

    One of several callers leaves alone. A matter of public safety goes on, and its last caller stays with it.
    """
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.WITHDRAWAL)
    person = draft.caller(row.caller or 0)
    draft.say(TextKind.REASON, reason, private=True, caller=person.serial)
    draft.facts["upheld"] = free
    draft.close_overlay(row, OverlayState.UPHELD if free else OverlayState.REFUSED)
    last = len(draft.present_callers()) == 1
    goes_on = draft.order.state in AT_CENTRE or (last and draft.order.public_safety)
    if person.contactable:
        _tell_of_withdrawal(draft, person, free=free, goes_on=goes_on)
    if not free or goes_on:
        return
    if not last:
        leave(draft, person, reason="withdrawn")
    else:
        recall_all(draft, reason="withdrawn")
        conclude(draft, ClosedAs.WITHDRAWN)


def _tell_of_withdrawal(draft: Draft, person: Caller, *, free: bool, goes_on: bool) -> None:
    """Whoever withdraws freely from what goes on by law learns that it does, not that it ended."""
    if not free:
        draft.tell("withdrawal_refused", caller=person.serial)
    else:
        draft.tell("withdrawal_goes_on" if goes_on else "withdrawal_confirmed", caller=person.serial)


def leave(draft: Draft, person: Caller, *, reason: str) -> None:
    """A caller leaves the order; what still ran for them is cancelled."""
    for overlay in draft.open_overlays(OverlayKind.CONTRADICTION, OverlayKind.WITHDRAWAL):
        if overlay.caller == person.serial:
            for clock in draft.running(overlay=overlay.serial):
                draft.cancel_clock(clock, reason)
            draft.change(overlay, state=OverlayState.WITHDRAWN, ended_at=draft.now)
    draft.cancel_clocks(reason=reason, caller=person.serial)
    draft.change(person, withdrawn=True)
