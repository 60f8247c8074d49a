"""A promise as it stands: the date callers were told first, the date now, and when it was kept (Art. 24; R21, R53)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.decisions.feedback import FINAL_OUTCOMES, SECOND_DATE_OUTCOMES
from lianxin.law.order_view import OrderView
from lianxin.law.state import Clock, Feedback
from lianxin.law.terms import last_day, midnight
from lianxin.law.words import ClockName, FeedbackEnd

MADE = frozenset({FeedbackEnd.PASSED, FeedbackEnd.REHANDLED})
"""Ends of a feedback that count as made (R53); one returned for correction counts as not made (R22)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A second date of one round. `given`: the feedback that gave it; `first_date`: the day callers were told then.

    `limit`: the clock that runs for it, or ran last; `until`: its day by now. `kept_at`: when the final feedback that
    counts was made, None while there is none.
    """

    given: Feedback
    first_date: dt.date
    limit: Clock
    until: dt.date
    kept_at: dt.datetime | None

    @property
    def changed(self) -> bool:
        """Whether the day is no longer the one that callers were told first."""
        return self.until != self.first_date

    def on_first_date(self, now: dt.datetime) -> bool | None:
        """Whether it was kept on its first date, which no decision moves (R21); None while that is open."""
        return _in_time(self.kept_at, midnight(self.first_date + dt.timedelta(days=1)), now)

    def on_date(self, now: dt.datetime) -> bool | None:
        """Whether it was kept on the date by now; None while that is open."""
        return _in_time(self.kept_at, self.limit.due_at, now)


def _in_time(kept_at: dt.datetime | None, due_at: dt.datetime, now: dt.datetime) -> bool | None:
    if kept_at is None:
        return None if now < due_at else False
    return kept_at < due_at


def promise_of(view: OrderView) -> Promise | None:
    """The promise of the latest round that has one; None for orders whose callers were never told a second date."""
    limits = [row for row in view.clocks.values() if row.name is ClockName.SECOND_DATE]
    limit = max(limits, key=lambda row: (row.running, row.serial), default=None)
    if limit is None:
        return None
    made = [row for row in view.feedbacks.values() if row.round == limit.round and row.end in MADE]
    given = next((row for row in made if row.outcome in SECOND_DATE_OUTCOMES and row.second_date is not None), None)
    if given is None or given.second_date is None:
        return None
    kept = (row.made_at for row in made if row.serial > given.serial and row.outcome in FINAL_OUTCOMES)
    return Promise(given, given.second_date, limit, last_day(limit.due_at), next(kept, None))
