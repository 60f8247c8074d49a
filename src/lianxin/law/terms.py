"""The plain data of limits: a term, the steps of its computation, the moments that follow, what is left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lianxin.law.words import StepKind, TermUnit

SHANGHAI = ZoneInfo("Asia/Shanghai")
MICROSECOND = dt.timedelta(microseconds=1)
DAY_UNITS = frozenset({TermUnit.WORKING_DAY, TermUnit.CALENDAR_DAY})


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as the law says it: `Term(5, TermUnit.WORKING_DAY)`."""

    amount: int
    unit: TermUnit

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError(f"a term is at least 1 {self.unit.en}, not {self.amount}")

    @property
    def zh(self) -> str:
        """For people: 5 个工作日."""
        return f"{self.amount} {self.unit.zh}"

    @property
    def en(self) -> str:
        """For people: 5 working days."""
        return f"{self.amount} {self.unit.en}{'s' if self.amount != 1 else ''}"

    @property
    def span(self) -> dt.timedelta:
        """Real time of an hour or minute limit; raises ValueError for days, which need a calendar."""
        if self.unit is TermUnit.HOUR:
            return dt.timedelta(hours=self.amount)
        if self.unit is TermUnit.MINUTE:
            return dt.timedelta(minutes=self.amount)
        raise ValueError(f"{self.en} is no span of real time: count it on a calendar")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of 时限怎样算出: a day or moment, counted as which number, why, by which article or ruling."""

    code: StepKind
    date: dt.date
    zh: str
    en: str
    at: dt.datetime | None = None
    number: int | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A computed limit. Moments are aware, Asia/Shanghai; `due_at` is exclusive: on time means before it.

    `red_at` is when a red card would be issued; whether a clock gives cards is said by `signals`. `provisional`:
    one of the moments rests on a year without data. `term` is None for a limit that was set as a date.
    """

    started_at: dt.datetime
    due_at: dt.datetime
    due_date: dt.date
    yellow_at: dt.datetime
    overdue_at: dt.datetime
    red_at: dt.datetime
    provisional: bool
    steps: tuple[Step, ...] = ()
    term: Term | None = None
    extension: Term | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A limit under a new calendar (R23); `tell`: the moment moved, so those who were told must be told again."""

    due: Due
    tell: bool


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a limit, or how long it is past: `working_days` not counting today, `span` in real time."""

    overdue: bool
    working_days: int
    span: dt.timedelta


def midnight(day: dt.date) -> dt.datetime:
    """00:00 of the day in Shanghai."""
    return dt.datetime.combine(day, dt.time(), tzinfo=SHANGHAI)


def last_day(due_at: dt.datetime) -> dt.date:
    """The day an exclusive due moment belongs to: midnight is 24:00 of the day before."""
    return (due_at.astimezone(SHANGHAI) - MICROSECOND).date()


def until(due_at: dt.datetime) -> str:
    """An exclusive end as papers and files say it in full: midnight is 24:00 of the day before."""
    day, local = last_day(due_at), due_at.astimezone(SHANGHAI)
    return f"{day} 24:00" if local.date() != day else f"{local:%Y-%m-%d %H:%M}"
