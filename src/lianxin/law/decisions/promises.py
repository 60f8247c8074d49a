"""The second date that callers were told: another one is the hotline's decision (R21, R53)."""

from __future__ import annotations

import datetime as dt

from lianxin.law.deadlines import compute_until
from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.dispatching import decided
from lianxin.law.decisions.feedback import check_promised
from lianxin.law.decisions.handling import need_signed
from lianxin.law.decisions.limits import follow_promise
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.words import AssignmentKind, ClockName, OverlayKind, TextKind


def may_change_promise(draft: Draft) -> Assignment:
    """The signed host of an order with a second date, without such a request pending (R21)."""
    row = need_signed(draft, AssignmentKind.HOST)
    if not draft.running(ClockName.SECOND_DATE):
        raise Refused("no_promise")
    if draft.open_overlays(OverlayKind.PROMISE_CHANGE):
        raise Refused("request_pending")
    return row


def change_promise(draft: Draft, *, until: dt.date, reason: str) -> None:
    """The host asks for another second date than the callers were told (R21); also after a missed one (R53)."""
    need_text(reason)
    row = may_change_promise(draft)
    check_promised(draft, until)
    draft.say(TextKind.REASON, reason)
    overlay = draft.open(OverlayKind.PROMISE_CHANGE, assignment=row.serial, until_date=until)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("promise_change_asked", desk="supervision")


def decide_promise_change(draft: Draft, *, overlay: int, upheld: bool, reason: str) -> None:
    """The hotline decides; the first date stays in the feedback, for the indicator (R21)."""
    request = decided(draft, overlay, OverlayKind.PROMISE_CHANGE, upheld=upheld, reason=reason)
    clock = next(iter(draft.running(ClockName.SECOND_DATE)), None)
    if not upheld or clock is None or request.until_date is None:
        return
    asked = compute_until(started_at=clock.started_at, until=request.until_date, calendar=draft.around.calendar)
    due = draft.shortened(clock.name, asked)
    moved = draft.change(clock, due_at=due.due_at, until_date=due.due_date)
    draft.rearm(moved, silent=moved.silent)
    follow_promise(draft)
    for caller in draft.present_callers():
        if caller.contactable:
            draft.tell("promise_changed", caller=caller.serial)
