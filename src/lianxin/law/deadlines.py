"""When a limit ends: computed once from start, term and calendar, with every step told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from lianxin.law.calendar import ONE_DAY, WorkingCalendar
from lianxin.law.terms import (
    DAY_UNITS,
    SHANGHAI,
    Due,
    Recomputed,
    Remaining,
    Step,
    Term,
    last_day,
    midnight,
)
from lianxin.law.words import ClockName, DayReason, Signal, StepKind, TermUnit

__all__ = [
    "SHANGHAI",
    "Due",
    "Recomputed",
    "Remaining",
    "Step",
    "Term",
    "ahead",
    "compute",
    "compute_until",
    "inner_date",
    "last_day",
    "midnight",
    "of_stored",
    "recompute",
    "remaining",
    "signals",
]

LAST_PART = 5
"""Hour and minute limits turn yellow in their last fifth (R16)."""

CARD_CLOCKS = frozenset(
    {ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE, ClockName.SUPERVISION_ANSWER}
)
"""Clocks that give cards; all others remind (R16)."""

WINDOWS = frozenset({ClockName.SEND_BACK_WINDOW})
"""Limits of a right, not of a duty: nobody is overdue when they pass."""


@dataclass(frozen=True, slots=True)
class _Limit:
    start: dt.datetime
    term: Term | None = None
    extension: Term | None = None
    source: str = ""

    @property
    def runs_in_real_time(self) -> bool:
        last = self.extension or self.term
        return last is not None and last.unit not in DAY_UNITS


def compute(
    *,
    started_at: dt.datetime,
    term: Term,
    calendar: WorkingCalendar,
    extension: Term | None = None,
    source: str = "",
    extension_source: str = "",
) -> Due:
    """The moment a term ends (R15, R16). `started_at` is aware; the sources are the citations of both terms.

    Days: the first day is not counted, the last ends at 24:00; a calendar-day limit that would end on a day off
    ends with the next working day (Civil Code Art. 203). Hours and minutes run in real time.
    """
    limit = _Limit(_aware(started_at), term, extension, source)
    steps = [_start_step(limit.start, f"起算，期限 {term.zh}", f"start; the limit is {term.en}", source)]
    due_at = _add(limit.start, term, calendar, steps)
    if extension is not None:
        zh, en = f"延长 {extension.zh}，从原期限接着算", f"extended by {extension.en}, counted on from the old date"
        steps.append(Step(StepKind.EXTENSION, last_day(due_at), zh, en, article=extension_source or "R19"))
        due_at = _add(due_at, extension, calendar, steps)
    return _due(limit, due_at, calendar, steps)


def compute_until(*, started_at: dt.datetime, until: dt.date, calendar: WorkingCalendar, source: str = "") -> Due:
    """A limit that was set as a date (second date, promised date): it ends with that date, whatever day it is."""
    limit = _Limit(_aware(started_at), source=source)
    step = _start_step(limit.start, "起算，期限按定下的日期", "start; the limit is a date that was set", source)
    return _due(limit, midnight(until + ONE_DAY), calendar, [step])


def of_stored(
    *, started_at: dt.datetime, due_at: dt.datetime, term: Term | None, calendar: WorkingCalendar, source: str = ""
) -> Due:
    """The signals around a due moment that is already stored; the moment itself is not computed again."""
    return _due(_Limit(_aware(started_at), term, source=source), _aware(due_at), calendar, [])


def signals(
    due: Due, clock: ClockName, *, remind_at: dt.datetime | None = None
) -> tuple[tuple[Signal, dt.datetime], ...]:
    """What the clock makes known, and when, in the order of time (R16).

    `remind_at`: a reminder ahead of the yellow card; left out where the limit begins later, or the card comes first.
    """
    cards = clock in CARD_CLOCKS
    found: list[tuple[Signal, dt.datetime]] = [(Signal.YELLOW_CARD if cards else Signal.REMINDER, due.yellow_at)]
    if cards and remind_at is not None and due.started_at < remind_at < due.yellow_at:
        found.insert(0, (Signal.REMINDER, remind_at))
    if clock not in WINDOWS:
        found.append((Signal.OVERDUE, due.overdue_at))
    if cards:
        found.append((Signal.RED_CARD, due.red_at))
    return tuple(found)


def recompute(stored: Due, calendar: WorkingCalendar, now: dt.datetime) -> Recomputed:
    """The limit under a new calendar (R23): nothing becomes overdue in retrospect.

    A limit set as a date keeps it. A new moment that has already passed leaves the old one; its red card then
    follows the new calendar.
    """
    same = of_stored(
        started_at=stored.started_at,
        due_at=stored.due_at,
        term=stored.term,
        calendar=calendar,
        source=stored.source,
    )
    same = replace(same, extension=stored.extension, steps=stored.steps)
    if stored.term is None:
        return Recomputed(due=same, tell=False)
    new = compute(
        started_at=stored.started_at,
        term=stored.term,
        calendar=calendar,
        extension=stored.extension,
        source=stored.source,
    )
    if new.due_at < stored.due_at and new.due_at <= now:
        zh = f"按新日历应到 {new.due_date}，该日已过，原期限 {stored.due_date} 不变"
        en = f"the new calendar gives {new.due_date}, which has passed: the old date {stored.due_date} stands"
        kept = Step(StepKind.KEPT, stored.due_date, zh, en, stored.due_at, article="R23")
        return Recomputed(due=replace(same, yellow_at=stored.yellow_at, steps=(*stored.steps, kept)), tell=False)
    return Recomputed(due=new, tell=new.due_at != stored.due_at)


def remaining(due_at: dt.datetime, now: dt.datetime, calendar: WorkingCalendar) -> Remaining:
    """How much is left at `now`, or how long the limit is past."""
    if now >= due_at:
        return Remaining(overdue=True, working_days=0, span=now - due_at)
    today = now.astimezone(SHANGHAI).date()
    days = calendar.working_days_between(today, last_day(due_at))
    return Remaining(overdue=False, working_days=days, span=due_at - now)


def ahead(due_at: dt.datetime, lead: Term, calendar: WorkingCalendar) -> dt.datetime:
    """00:00 of the day that lies `lead` working days before the due date.

    Raises ValueError for a lead that is not in working days.
    """
    return midnight(_days_before(due_at, lead, calendar))


def _days_before(due_at: dt.datetime, lead: Term, calendar: WorkingCalendar) -> dt.date:
    if lead.unit is not TermUnit.WORKING_DAY:
        raise ValueError(f"what lies before a limit is counted in working days, not {lead.en}")
    day = last_day(due_at)
    for _ in range(lead.amount):
        day = calendar.last_working_day_before(day)
    return day


def inner_date(outer_due_at: dt.datetime, lead: Term, started_at: dt.datetime, calendar: WorkingCalendar) -> dt.date:
    """The last day of an inner level: `lead` working days before the outer limit, but not before the day it starts.

    Raises ValueError for a lead that is not in working days.
    """
    return max(_days_before(outer_due_at, lead, calendar), _aware(started_at).date())


# ---- how it is counted -----------------------------------------------------------------------------------------------


def _aware(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone: give an aware moment")
    return moment.astimezone(SHANGHAI)


def _start_step(start: dt.datetime, zh: str, en: str, source: str) -> Step:
    return Step(StepKind.START, start.date(), zh, en, start, article=source)


def _add(start: dt.datetime, term: Term, calendar: WorkingCalendar, steps: list[Step]) -> dt.datetime:
    if term.unit not in DAY_UNITS:
        return (start.astimezone(dt.UTC) + term.span).astimezone(SHANGHAI)
    day = start.date()
    if steps[-1].code is StepKind.START:
        steps.append(Step(StepKind.FIRST_DAY, day, "当日不计入", "the first day is not counted", article="R15"))
    else:
        day = last_day(start)
    count = _count_working_days if term.unit is TermUnit.WORKING_DAY else _count_calendar_days
    return midnight(count(day, term.amount, calendar, steps) + ONE_DAY)


def _counted(steps: list[Step]) -> int:
    return max((step.number or 0 for step in steps), default=0)


def _count_working_days(day: dt.date, amount: int, calendar: WorkingCalendar, steps: list[Step]) -> dt.date:
    number = _counted(steps)
    last = number + amount
    while number < last:
        day += ONE_DAY
        kind = calendar.kind(day)
        if not kind.working:
            steps.append(
                Step(StepKind.SKIPPED, day, f"不计入：{kind.zh}", f"not counted: {kind.en}", article=kind.article)
            )
            continue
        number += 1
        code = StepKind.MADE_UP if kind.reason is DayReason.MADE_UP else StepKind.COUNTED
        plain = kind.zh == DayReason.WORKING_DAY.zh
        zh = f"第 {number} 个工作日" if plain else f"第 {number} 个工作日：{kind.zh}"
        en = f"working day {number}" if plain else f"working day {number}: {kind.en}"
        steps.append(Step(code, day, zh, en, number=number, article=kind.article))
    return day


def _count_calendar_days(day: dt.date, amount: int, calendar: WorkingCalendar, steps: list[Step]) -> dt.date:
    day += ONE_DAY * amount
    number = amount + _counted(steps)
    steps.append(Step(StepKind.COUNTED, day, f"第 {number} 日", f"day {number}", number=number))
    if not calendar.is_working(day):
        off = calendar.kind(day)
        zh, en = f"期满日不是工作日（{off.zh}），顺延", f"the last day is off ({off.en}): moved to the next working day"
        day = calendar.next_working_day(day)
        steps.append(Step(StepKind.MOVED, day, zh, en, article="civil_code:203"))
    return day


def _yellow_at(limit: _Limit, due_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    if limit.runs_in_real_time:
        whole = due_at.astimezone(dt.UTC) - limit.start.astimezone(dt.UTC)
        return (due_at.astimezone(dt.UTC) - whole / LAST_PART).astimezone(SHANGHAI)
    due_date = last_day(due_at)
    yellow = midnight(calendar.last_working_day_before(due_date))
    if yellow <= limit.start:  # limits of one working day, and dates set for today or tomorrow
        yellow = midnight(due_date)
    return max(yellow, limit.start)


def _due(limit: _Limit, due_at: dt.datetime, calendar: WorkingCalendar, steps: list[Step]) -> Due:
    due_date = last_day(due_at)
    red_date = calendar.next_working_day(due_date)
    if steps:
        whole_day = due_at == midnight(due_date + ONE_DAY)
        until = "24:00" if whole_day else f"{due_at:%H:%M:%S}"
        steps.append(
            Step(
                StepKind.END,
                due_date,
                f"到期：当日 {until} 前",
                f"due before {until} of this day",
                due_at,
                article="R16",
            )
        )
    first = min(limit.start.date() + ONE_DAY, due_date)
    return Due(
        started_at=limit.start,
        due_at=due_at,
        due_date=due_date,
        yellow_at=_yellow_at(limit, due_at, calendar),
        overdue_at=due_at,
        red_at=midnight(red_date),
        provisional=not limit.runs_in_real_time and not calendar.knows(first, red_date),
        steps=tuple(steps),
        term=limit.term,
        extension=limit.extension,
        source=limit.source,
    )
