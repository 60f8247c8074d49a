"""A caller comes back within thirty days: anybody who takes the call records it, the centre decides (R29, R66).

R66 gives the caller the time and the cause; whether it is the same matter, or new facts that make a new order, somebody
has to judge. That begins a new round as a rehandling does, which vendor staff only propose (R9). One request for all
who record a caller's word, decided by those who may reopen, is the shortest way that keeps both.
"""

from __future__ import annotations

import datetime as dt

from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decisions.answerable import last_host, speaking
from lianxin.law.decisions.common import (
    archive_date,
    back_to_dispatch,
    need_text,
    reset_for_round,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.decisions.examination import new_round
from lianxin.law.decisions.feedback import SETTLED
from lianxin.law.decisions.points import reopen_points
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import ClockName, ClosedAs, OverlayKind, OverlayState, ReopenCause, Role, TextKind

AT_INTAKE = {ClosedAs.ANSWERED, ClosedAs.REDIRECTED, ClosedAs.TRANSFERRED_OUT, ClosedAs.HANDED_OVER, ClosedAs.NO_MATTER}
TO_DISPATCHING = frozenset({*AT_INTAKE, ClosedAs.WITHDRAWN})
"""Ends from which a reopened order goes to dispatching (R66)."""


def reopen(draft: Draft, *, cause: ReopenCause, reason: str, unit: int | None = None) -> None:
    """A closed order is taken up again: within the limit, once per cause, as a new round (R29, R66)."""
    need_text(reason)
    may_reopen(draft, cause)
    draft.say(TextKind.REASON, reason)
    withdraw_requests(draft, OverlayKind.REOPENING)
    take_up_again(draft, cause, unit)


def take_up_again(draft: Draft, cause: ReopenCause, unit: int | None) -> None:
    """The next round of a closed order: with its last host or another one, or in dispatching (R66)."""
    order = draft.order
    ended_as = order.closed_as
    draft.set(
        closed_as=None,
        closed_at=None,
        archived_at=None,
        outcome=None,
        reopen_causes=(*order.reopen_causes, cause.value),
        settled_before=order.settled_before or ended_as in SETTLED,
    )
    former = last_host(draft)
    if ended_as in TO_DISPATCHING or former is None:
        draft.set(round=order.round + 1)
        reopen_points(draft)
        for caller in draft.present_callers():
            reset_for_round(draft, caller)
        back_to_dispatch(draft)
    else:
        everyone = tuple(row.serial for row in draft.present_callers())
        new_round(draft, draft.around.units.successor_of(former.unit), unit, everyone)
    tell_callers(draft, "order_reopened")


def may_reopen(draft: Draft, cause: ReopenCause | None = None, asked_at: dt.datetime | None = None) -> None:
    """Refuses orders that cannot be taken up again, not for this cause, or not any more (R66).

    `asked_at`: the moment by which the limit was kept, where the act only decides what was asked in time.
    """
    order, at = draft.order, asked_at or draft.now
    if cause is not None and cause.value in order.reopen_causes:
        raise Refused("reopened_for_this_cause")
    if order.closed_as is ClosedAs.MERGED:
        raise Refused("reopen_the_parent")
    if order.closed_as is ClosedAs.IMPORTED or order.sealed:
        raise Refused("not_reopenable")
    days = draft.policy.reopen_days
    if order.closed_at is None or at.astimezone(SHANGHAI).date() >= archive_date(order.closed_at, days):
        raise Refused("reopen_too_late", str(days))


def may_request_reopening(draft: Draft) -> None:
    """A closed order that can be reopened because its caller returned, without such a request pending."""
    may_reopen(draft, ReopenCause.CALLER_RETURNED)
    if draft.open_overlays(OverlayKind.REOPENING):
        raise Refused("request_pending")


def request_reopening(draft: Draft, *, caller: int, text: str) -> None:
    """A caller of a closed order says that it is not settled (R66)."""
    need_text(text)
    person = speaking(draft, caller)
    may_request_reopening(draft)
    own_words = draft.actor.role is Role.CALLER and draft.order.secret
    draft.say(TextKind.WISH, text, private=own_words, caller=person.serial)
    overlay = draft.open(OverlayKind.REOPENING, caller=person.serial)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("reopening_asked", desk="examination")


def decide_reopening(draft: Draft, *, overlay: int, upheld: bool, reason: str, unit: int | None = None) -> None:
    """The same matter is taken up again; for new facts the caller gets a new linked order instead (R29, R66).

    The thirty days were kept by asking in time.
    """
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.REOPENING)
    draft.say(TextKind.REASON, reason)
    draft.facts["upheld"] = upheld
    draft.close_overlay(row, OverlayState.UPHELD if upheld else OverlayState.REFUSED)
    if upheld:
        may_reopen(draft, ReopenCause.CALLER_RETURNED, row.opened_at)
        take_up_again(draft, ReopenCause.CALLER_RETURNED, unit)
        return
    person = draft.callers.get(row.caller or 0)
    if person is not None and person.contactable and not person.withdrawn:
        draft.tell("reopening_refused", caller=person.serial)
