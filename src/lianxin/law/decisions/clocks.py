"""What acts do with limits that exist already: run one again, carry one over to another order."""

from __future__ import annotations

import dataclasses
from typing import Any

from lianxin.law import deadlines
from lianxin.law.decisions.common import NO_REPLY
from lianxin.law.decisions.limits import start_reply
from lianxin.law.draft import Draft
from lianxin.law.state import Clock
from lianxin.law.terms import Term
from lianxin.law.transitions import AT_CENTRE
from lianxin.law.words import ClockEnd, ClockName, ClockOwner, Signal, TermUnit


def due_of(draft: Draft, clock: Clock) -> deadlines.Due:
    """The stored limit with its signals under the calendar of the act; a limit set as a date has no term."""
    by_term = clock.term_amount > 0 and clock.until_date is None
    stored = deadlines.of_stored(
        started_at=clock.started_at,
        due_at=clock.due_at,
        term=Term(clock.term_amount, clock.term_unit) if by_term else None,
        calendar=draft.around.calendar,
    )
    return dataclasses.replace(stored, extension=extension_of(clock) if by_term else None)


def extension_of(clock: Clock) -> Term | None:
    """By how many working days the limit was extended, if at all (R19, R24)."""
    return Term(clock.extension_amount, TermUnit.WORKING_DAY) if clock.extension_amount else None


def run_again(draft: Draft, clock: Clock, *, silent: bool = False) -> Clock:
    """A limit whose ending did not hold runs on with its old date (R31, R55).

    A red card that was given before the ending is not given again.
    """
    given = clock.ended_at is not None and clock.ended_at >= due_of(draft, clock).red_at
    owed = None if given else Signal.RED_CARD
    unit = draft.around.units.successor_of(clock.unit) if clock.unit is not None else None
    running = draft.change(clock, unit=unit, end=None, end_reason=None, ended_at=None, next_signal=owed)
    return draft.rearm(running, silent=silent)


def set_aside(draft: Draft, clock: Clock, reason: str) -> None:
    """Ends a limit without judging it, because it runs on in another order, or not at all by law (R55)."""
    ended = {"end": ClockEnd.CANCELLED, "end_reason": reason, "ended_at": draft.now}
    draft.change(clock, next_signal=None, next_signal_at=None, **ended)


def run_again_for(draft: Draft, caller: int, name: ClockName, *, silent: bool = False) -> None:
    """Runs a caller's limit of this round again, because the reply that ended it does not count (R31, R60)."""
    mine = [clock for clock in draft.clocks.values() if clock.name is name and clock.caller == caller]
    last = max(mine, key=lambda clock: clock.serial, default=None)
    if draft.callers[caller].reply in NO_REPLY:
        return
    if last is not None and last.round == draft.order.round and last.end in (ClockEnd.MET, ClockEnd.LATE):
        run_again(draft, last, silent=silent)


def start_reply_now(draft: Draft, caller: int) -> None:
    """A reply is owed from now on by whoever hosts; while a feedback lies at the centre its limit is silent (R53)."""
    if draft.host is None:
        return
    start_reply(draft, draft.host, caller)
    if draft.order.state in AT_CENTRE:
        for clock in draft.running(ClockName.REPLY, caller=caller):
            draft.rearm(clock, silent=True)


def owe_again(draft: Draft, caller: int) -> None:
    """A reply that does not count is owed again: with its old date by the host that made it (R31, R58).

    Where that unit has left, the present host owes it with days of its own (R20), and the next one from its dispatch.
    """
    stop = draft.pending_feedback
    host = draft.host or (draft.assignments[stop.assignment] if stop is not None else None)
    replies = [row for row in draft.clocks.values() if row.name is ClockName.REPLY and row.caller == caller]
    if host is None:
        return
    if any(row.assignment == host.serial for row in replies):
        run_again_for(draft, caller, ClockName.REPLY, silent=draft.order.state in AT_CENTRE)
    else:
        start_reply_now(draft, caller)


def carry(draft: Draft, clock: Clock, *, unit: int | None = None, **keys: int | None) -> Clock:
    """Takes a limit over from another order with its dates: a date told to a caller follows the caller (R20, R55).

    `keys`: the serial of the assignment or caller it is for here.
    """
    serial = len(draft.clocks) + 1
    fields: dict[str, Any] = {"assignment": None, "caller": None, "overlay": None} | keys
    copied = dataclasses.replace(
        clock,
        serial=serial,
        unit=unit,
        owner=ClockOwner.DESK if unit is None else ClockOwner.UNIT,
        round=draft.order.round,
        end=None,
        end_reason=None,
        ended_at=None,
        silent=False,
        **fields,
    )
    draft.clocks[serial] = copied
    if clock.running:
        return copied
    return draft.rearm(draft.change(copied, next_signal=Signal.RED_CARD), silent=False)
