"""Which limits start: of a host, for a reply, and the dates that callers are told (R15, R20, R52, R54)."""

from __future__ import annotations

import datetime as dt

from lianxin.law.deadlines import inner_date
from lianxin.law.decisions.common import NO_REPLY
from lianxin.law.draft import Draft
from lianxin.law.policy import Clause
from lianxin.law.regime_stack import HOUSE
from lianxin.law.state import Assignment, Clock
from lianxin.law.terms import Term
from lianxin.law.words import ClockEnd, ClockName, HandlingMeans, Outcome, ReplyState

BESIDE_FINISH = (ClockName.REPLY, ClockName.FEED_BACK)
PROMISE_STANDS = ("recalled", "sent_back", "host_changed")
"""Why a host lost its second date although the callers still wait for it."""


def own_limit(draft: Draft, name: ClockName) -> tuple[Term, Clause] | None:
    """The limit that takes the place of the regime's: set with the order, or fresh in a later round (R52, R53).

    Where the days are for finishing, the clock for finishing alone carries them in every round (R52).
    """
    policy, facts = draft.policy, draft.rule_facts
    if name in BESIDE_FINISH and policy.handling_means(facts) is HandlingMeans.COMPLETION:
        return None
    limit = policy.handling_limit(facts)
    fresh = policy.rehandle(facts).within
    if draft.order.round > 1 and fresh is not None and limit is not None:
        return fresh, limit[1]
    return limit if policy.handling_means(facts) is HandlingMeans.BY_ORDER else None


def start_reply(draft: Draft, host: Assignment, caller: int) -> None:
    """Starts the limit for the reply to one caller, on the host (R54)."""
    own = own_limit(draft, ClockName.REPLY)
    draft.start_clock(ClockName.REPLY, unit=host.unit, limit=own, assignment=host.serial, caller=caller)


def promise_dates(draft: Draft, *callers: int) -> None:
    """Tells callers (all when none is named) by when they hear: once in a round, and a date that runs stands (R20).

    Whoever is owed no reply waits for no date: none can pass while the unit keeps all its limits (R25).
    """
    own = own_limit(draft, ClockName.CALLERS_DATE)
    for caller in draft.present_callers():
        told = any(row.running or row.round == draft.order.round for row in dates_of(draft, caller.serial))
        if not told and caller.reply not in NO_REPLY and (not callers or caller.serial in callers):
            draft.start_clock(ClockName.CALLERS_DATE, limit=own, caller=caller.serial)


def dates_of(draft: Draft, caller: int) -> list[Clock]:
    """The dates this caller was told, oldest first; one cancelled is told no more."""
    rows = (row for row in draft.clocks.values() if row.name is ClockName.CALLERS_DATE and row.caller == caller)
    return [row for row in rows if row.end is not ClockEnd.CANCELLED]


def start_replies(draft: Draft, host: Assignment) -> None:
    """Starts the limit for each reply still owed, where none runs."""
    for caller in draft.present_callers():
        if caller.reply is ReplyState.OWED and not draft.running(ClockName.REPLY, caller=caller.serial):
            start_reply(draft, host, caller.serial)


def start_limits(draft: Draft, host: Assignment) -> None:
    """Starts reply, feed_back and finish for a host, and the second date it takes over from another."""
    start_replies(draft, host)
    for name in (ClockName.FEED_BACK, ClockName.FINISH):
        draft.start_clock(name, unit=host.unit, limit=own_limit(draft, name), assignment=host.serial)
    keep_promise(draft, host)


def keep_promise(draft: Draft, host: Assignment) -> None:
    """A second date told to callers outlives the host that gave it: the next one has it unless R21 decides (R20)."""
    dates = (row for row in draft.clocks.values() if row.name is ClockName.SECOND_DATE)
    mine = [row for row in dates if row.round == draft.order.round]
    last = max(mine, key=lambda row: row.serial, default=None)
    if last is None or last.until_date is None or last.end_reason not in PROMISE_STANDS:
        return
    until = last.until_date, Clause(value=None, regime=last.regime, article=last.article, key="clock.second_date")
    draft.start_clock(ClockName.SECOND_DATE, unit=host.unit, assignment=host.serial, until=until)
    follow_promise(draft)


def follow_promise(draft: Draft) -> None:
    """Feedback and finishing wait for the second date: before it there is nothing final that must be said (R53)."""
    for second in draft.running(ClockName.SECOND_DATE):
        for clock in draft.running(ClockName.FEED_BACK, ClockName.FINISH):
            if clock.due_at < second.due_at:
                moved = draft.change(clock, due_at=second.due_at, until_date=second.until_date, provisional=False)
                draft.rearm(moved, silent=moved.silent)


def inner_limit(draft: Draft) -> tuple[dt.date, Clause] | None:
    """Some working days before the host's feedback falls due, never before today, and what says so (R54).

    None where no limit of the host runs.
    """
    clocks = draft.running(ClockName.FEED_BACK, ClockName.SECOND_DATE, ClockName.FINISH)
    clause = draft.policy.value("inner_level_lead")
    if not clocks or clause is None:
        return None
    due_at = min(clock.due_at for clock in clocks)
    return inner_date(due_at, draft.policy.inner_level_lead, draft.now, draft.around.calendar), clause


def second_date_clause(draft: Draft, outcome: Outcome) -> Clause:
    """What a second date rests on: that it binds and is tracked, or the extension it comes from (Art. 24; R52)."""
    key = "extension" if outcome is Outcome.EXTENDED else "tracked_outcomes"
    found = draft.policy.value(key, draft.rule_facts)
    if found is not None and isinstance(found.value, tuple) and outcome not in found.value:
        found = None
    return found or Clause(value=None, regime=HOUSE, article="R21", key=key)
