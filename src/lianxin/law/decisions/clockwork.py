"""What the system does by itself: signals of limits, automatic signing, new calendars, outages, archiving."""

from __future__ import annotations

import datetime as dt

from lianxin.law import deadlines
from lianxin.law.decisions.answerable import tell_unit_and_parent
from lianxin.law.decisions.clocks import due_of
from lianxin.law.decisions.common import archive_date, need_text
from lianxin.law.decisions.dissatisfaction import propose_supervision
from lianxin.law.draft import Draft, NewDelivery
from lianxin.law.refusals import Refused
from lianxin.law.state import Clock
from lianxin.law.terms import SHANGHAI, last_day
from lianxin.law.words import (
    AssignmentState,
    ClockName,
    OrderState,
    OverlayKind,
    OverlayState,
    Signal,
    TextKind,
)

DESKS = {
    ClockName.DISPATCH: "dispatching",
    ClockName.EXAMINE: "examination",
    ClockName.CALLBACK: "callback",
    ClockName.CALLERS_DATE: "supervision",
    ClockName.EXPLANATION: "examination",
}
DECIDING = {
    OverlayKind.SEND_BACK: "dispatching",
    OverlayKind.HOST_CHANGE: "dispatching",
    OverlayKind.CO_HANDLING: "dispatching",
    OverlayKind.EXTENSION: "examination",
    OverlayKind.WITHDRAWAL: "examination",
    OverlayKind.REDIRECTION: "examination",
    OverlayKind.REOPENING: "examination",
    OverlayKind.REHANDLING: "examination",
    OverlayKind.PROMISE_CHANGE: "supervision",
}
"""Which desk of the centre a limit of its own reminds; of what is left, and of the rest, the head of the centre."""

PROMISE_DESK = "supervision"
WATCHED = {
    Signal.REMINDER: Signal.REMINDER,
    Signal.YELLOW_CARD: Signal.REMINDER,
    Signal.OVERDUE: Signal.OVERDUE,
}
"""What the centre's desk is told of a second date beside the unit: callers were promised it under the hotline's eyes
(Art. 24, last paragraph), and cards are for units alone."""

BLOCKING = (
    OverlayKind.EXPLANATION,
    OverlayKind.OBJECTION,
    OverlayKind.SUPERVISION,
    OverlayKind.SEALING,
    OverlayKind.WITHDRAWAL,
    OverlayKind.RECUSAL,
    OverlayKind.RETALIATION,
    OverlayKind.REOPENING,
)
"""What keeps an order from the archive while it is open (R66)."""

OVER_WITH_ARCHIVE = (
    OverlayKind.ESCALATION,
    OverlayKind.INSTRUCTION,
    OverlayKind.RISK,
    OverlayKind.PROPOSAL,
    OverlayKind.CONTRADICTION,
)
"""What asks nothing of anybody any more once the order is archived."""


# ---- signals ---------------------------------------------------------------------------------------------------------


def signal_clock(draft: Draft, *, clock: int) -> None:
    """Gives the next signal of a limit that has come due, recomputed first under the present calendar (R16, R23).

    One signal an act. A yellow card or reminder that the due moment has overtaken is recorded, not sent. The facts
    `clock`, `signal` and `due_at` name the signal; none is given when the recomputed moment still lies ahead.
    """
    row = need_running(draft, clock)
    if row.next_signal is None or row.next_signal_at is None or row.next_signal_at > draft.now:
        raise Refused("no_signal_due")
    row = renew(draft, row)
    if row.next_signal is None or row.next_signal_at is None or row.next_signal_at > draft.now:
        return
    signal = row.next_signal
    draft.facts |= {"clock": clock, "signal": signal.value, "due_at": row.due_at.astimezone(SHANGHAI).isoformat()}
    early = signal in (Signal.YELLOW_CARD, Signal.REMINDER)
    _make_known(draft, row, signal, recorded_only=early and draft.now >= row.due_at)
    if signal is Signal.OVERDUE and row.name is ClockName.CALLERS_DATE:
        propose_supervision(draft, "callers_date_passed")
    later = _signals_from(draft, row)[1:]
    following, at = later[0] if later else (None, None)
    draft.change(row, next_signal=following, next_signal_at=at)


def need_running(draft: Draft, clock: int) -> Clock:
    """The limit with this serial; refuses one that has ended."""
    row = draft.clocks.get(clock)
    if row is None or not row.running:
        raise Refused("clock_unknown")
    return row


def _signals_from(draft: Draft, clock: Clock) -> list[tuple[Signal, dt.datetime]]:
    """The signals still owed: the next one and those after it."""
    known = draft.signals_of(due_of(draft, clock), clock.name)
    names = [signal for signal, _ in known]
    return list(known[names.index(clock.next_signal) :]) if clock.next_signal in names else []


def _make_known(draft: Draft, clock: Clock, signal: Signal, *, recorded_only: bool) -> None:
    # The overdue mark of a limit with cards is the red lamp; its message is the red card of the next working day.
    # That of a limit for signing is told by the automatic signing (R7).
    silent_mark = signal is Signal.OVERDUE and clock.name in (*deadlines.CARD_CLOCKS, ClockName.SIGN)
    if recorded_only or silent_mark:
        desk = None if clock.unit is not None else desk_of(draft, clock)
        draft.deliveries.append(NewDelivery(template=signal.value, unit=clock.unit, desk=desk, recorded_only=True))
    elif clock.unit is not None:
        tell_unit_and_parent(draft, signal.value, clock.unit)
    else:
        draft.tell(signal.value, desk=desk_of(draft, clock))
    if clock.name is ClockName.SECOND_DATE and signal in WATCHED:
        template = WATCHED[signal].value
        draft.deliveries.append(NewDelivery(template=template, desk=PROMISE_DESK, recorded_only=recorded_only))


def desk_of(draft: Draft, clock: Clock) -> str:
    """The desk of the centre that answers for a limit without a unit (R54)."""
    request = draft.overlays.get(clock.overlay or 0)
    return desk_for(clock.name, request.kind if request is not None else None)


def desk_for(limit: ClockName, request: OverlayKind | None) -> str:
    """The same, from what the limit is and, where it is one for a decision, which request is to be decided."""
    return DESKS.get(limit) or (DECIDING.get(request) if request is not None else None) or "head_of_centre"


def sign_automatically(draft: Draft, *, assignment: int) -> None:
    """A charge never signed for counts as signed at its limit, and says so (R7)."""
    row = draft.assignments.get(assignment)
    if row is None or row.state is not AssignmentState.OFFERED:
        raise Refused("already_signed")
    limit = next(iter(draft.running(ClockName.SIGN, assignment=assignment)), None)
    if limit is None or draft.now < limit.due_at:
        raise Refused("sign_limit_runs")
    draft.change(row, state=AssignmentState.SIGNED, signed_at=limit.due_at, signed_automatically=True)
    draft.end_clock(limit, at=limit.due_at)
    draft.tell("signed_automatically", unit=row.unit)


# ---- calendars and outages -------------------------------------------------------------------------------------------


def recompute_clocks(draft: Draft, *, calendar_version: str) -> None:
    """Running limits follow a new calendar: never overdue in retrospect, and nobody learns late by silence (R23)."""
    old = [clock for clock in draft.running() if clock.calendar != draft.around.calendar.version]
    if draft.around.calendar.version != calendar_version or not old:
        raise Refused("nothing_changes")
    draft.facts["calendar"] = calendar_version
    for clock in old:
        renew(draft, clock)


def renew(draft: Draft, clock: Clock) -> Clock:
    """One limit under the calendar of the act; whoever it moves for is told."""
    calendar = draft.around.calendar
    if clock.calendar == calendar.version:
        return clock
    found = deadlines.recompute(due_of(draft, clock), calendar, draft.now)
    fields = {"due_at": found.due.due_at, "provisional": found.due.provisional, "calendar": calendar.version}
    if not clock.silent:
        signal, at = _next_after_move(draft, clock, found.due)
        fields |= {"next_signal": signal, "next_signal_at": at}
    moved = draft.change(clock, **fields)
    if found.tell:
        tell_moved(draft, moved)
    return moved


def _next_after_move(draft: Draft, clock: Clock, due: deadlines.Due) -> tuple[Signal | None, dt.datetime | None]:
    """The first signal that is still owed, or that the new moment puts ahead again."""
    known = draft.signals_of(due, clock.name)
    names = [signal for signal, _ in known]
    owed = names.index(clock.next_signal) if clock.next_signal in names else len(names)
    open_signals = [(signal, at) for place, (signal, at) in enumerate(known) if place >= owed or at > draft.now]
    return open_signals[0] if open_signals else (None, None)


def tell_moved(draft: Draft, clock: Clock) -> None:
    """Tells the caller whose date moved, or the unit whose limit did."""
    if clock.name is ClockName.CALLERS_DATE and clock.caller is not None:
        if draft.callers[clock.caller].contactable:
            draft.tell("date_moved", caller=clock.caller)
    elif clock.unit is not None:
        draft.tell("limit_moved", unit=clock.unit)


def shift_clocks(draft: Draft, *, clocks: tuple[int, ...], amount_working_days: int, reason: str) -> None:
    """By decision of the city hotline, limits of units move after an outage; callers' dates do not (R20, R24)."""
    need_text(reason)
    if amount_working_days < 1:
        raise Refused("amount_invalid")
    rows = [need_running(draft, clock) for clock in dict.fromkeys(clocks)]
    if not rows:
        raise Refused("clock_unknown")
    if any(row.unit is None for row in rows):
        raise Refused("unit_clocks_only")
    draft.say(TextKind.REASON, reason)
    draft.open(OverlayKind.OUTAGE, amount=amount_working_days, state=OverlayState.ENDED, ended_at=draft.now)
    for row in rows:
        _shift(draft, row, amount_working_days)


def _shift(draft: Draft, clock: Clock, amount: int) -> None:
    calendar, day = draft.around.calendar, last_day(clock.due_at)
    for _ in range(amount):
        day = calendar.next_working_day(day)
    due = deadlines.compute_until(started_at=clock.started_at, until=day, calendar=calendar)
    moved = draft.change(clock, due_at=due.due_at, provisional=due.provisional)
    if clock.until_date is not None or not clock.term_amount:
        moved = draft.change(moved, until_date=day)
    else:
        moved = draft.change(moved, extension_amount=clock.extension_amount + amount)
    draft.rearm(moved, silent=clock.silent)
    tell_moved(draft, moved)


# ---- archiving -------------------------------------------------------------------------------------------------------


def archive(draft: Draft) -> None:
    """A closed order goes to the archive once the time for reopening is over and nothing is owed (R66)."""
    may_archive(draft)
    for overlay in draft.open_overlays(*OVER_WITH_ARCHIVE):
        draft.change(overlay, state=OverlayState.ENDED, ended_at=draft.now)
    draft.cancel_clocks(reason="order_archived")
    draft.set(archived_at=draft.now)
    draft.move(OrderState.ARCHIVED)


def may_archive(draft: Draft) -> None:
    """Refuses an order that can still be reopened, or that still owes something (R66)."""
    closed_at = draft.order.closed_at
    first = archive_date(closed_at, draft.policy.reopen_days) if closed_at is not None else None
    if first is None or draft.now.astimezone(SHANGHAI).date() < first:
        raise Refused("archive_too_early", str(first or ""))
    if draft.open_overlays(*BLOCKING):
        raise Refused("archive_pending")
