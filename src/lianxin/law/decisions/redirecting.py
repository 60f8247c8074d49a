"""A matter that enters a lawful procedure midway: the unit files its number, the centre verifies it (R38)."""

from __future__ import annotations

from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.dispatching import decided
from lianxin.law.decisions.handling import need_signed
from lianxin.law.decisions.intake import end_redirected
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import AssignmentKind, ClockName, OrderState, OverlayKind, Procedure, Role, TextKind

VERIFYING = frozenset({Role.EXAMINER, Role.ARBITER, Role.GENERAL_OFFICE_CLERK})
"""Who of the centre verifies what a unit files; the general office where it stands in for the centre (R59)."""


def may_redirect(draft: Draft) -> None:
    """Refuses to take an order from its unit unverified: that would be closing it (R9, R38)."""
    if draft.order.state is OrderState.HANDLING and draft.actor.role not in VERIFYING:
        raise Refused("verified_by_centre")


def may_request_redirection(draft: Draft) -> None:
    """A signed host without such a request pending."""
    need_signed(draft, AssignmentKind.HOST)
    if draft.open_overlays(OverlayKind.REDIRECTION):
        raise Refused("request_pending")


def request_redirection(draft: Draft, *, procedure: Procedure, body: str, case_number: str, note: str = "") -> None:
    """The host files body and case number of the procedure that the matter has entered; limits run on (R18, R38)."""
    need_text(body, "body_missing")
    need_text(case_number, "case_number_missing")
    may_request_redirection(draft)
    draft.facts["procedure"] = procedure.value
    draft.say(TextKind.BODY, body)
    draft.say(TextKind.CASE_NUMBER, case_number, private=True)
    draft.say(TextKind.NOTE, note)
    host = draft.need_mine(AssignmentKind.HOST)
    overlay = draft.open(OverlayKind.REDIRECTION, assignment=host.serial, code=procedure.value)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("request_asked", desk="examination")


def decide_redirection(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The centre has verified that the matter has entered the procedure: closed as redirected; or it goes on (R38).

    Parts that have not entered it are split off before and go on by themselves.
    """
    decided(draft, overlay, OverlayKind.REDIRECTION, upheld=upheld, reason=reason)
    if upheld:
        end_redirected(draft)
