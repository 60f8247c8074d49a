"""A caller comes back within thirty days: anybody who takes the call records it, the centre decides (R29, R66).

R66 gives the caller the time and the cause; whether it is the same matter, or new facts that make a new order, somebody
has to judge. That begins a new round as a rehandling does, which vendor staff only propose (R9). One request for all
who record a caller's word, decided by those who may reopen, is the shortest way that keeps both.
"""

from __future__ import annotations

from lianxin.law.decisions.answerable import speaking
from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.examination import may_reopen, take_up_again
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import ClockName, OverlayKind, OverlayState, ReopenCause, Role, TextKind


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
