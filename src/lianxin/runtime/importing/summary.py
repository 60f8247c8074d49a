"""What an import came to: counts of this run, and how late the replies of the whole source were."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Subquery

from lianxin.actions._history import system_of
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.words import ClockEnd, ClockName, SubjectKind
from lianxin.records.models import Clock, ExternalReference, RegimeVersion, WorkOrder

UPPER_BOUND_ZH = "时限自留言时起算，实际转办时间不详，因此超期是上限：真正的超期只会更少、更短。"
UPPER_BOUND_EN = (
    "Limits are counted from the message because the moment of transfer is unknown: lateness is an upper bound, "
    "the true lateness can only be rarer and shorter."
)


class Judged(NamedTuple):
    """One order's feedback limit: the month of its message, whether it was kept, and working days late."""

    month: str
    on_time: bool
    late_working_days: int


@dataclass
class Lateness:
    """How a group of orders kept their limit; days late are counted, not listed, so that size does not matter."""

    on_time: int = 0
    late_days: Counter[int] = field(default_factory=Counter)

    @property
    def late(self) -> int:
        """How many replies came after their limit."""
        return self.late_days.total()

    def add(self, one: Judged) -> None:
        """Counts one order."""
        if one.on_time:
            self.on_time += 1
        else:
            self.late_days[one.late_working_days] += 1

    @property
    def median(self) -> float | None:
        """The median of working days late among late replies; None when none was late."""
        if not self.late:
            return None
        return (self._at((self.late - 1) // 2) + self._at(self.late // 2)) / 2

    @property
    def p90(self) -> int | None:
        """The days late that nine in ten late replies did not pass; None when none was late."""
        return self._at(math.ceil(self.late * 0.9) - 1) if self.late else None

    def _at(self, place: int) -> int:
        for days in sorted(self.late_days):
            place -= self.late_days[days]
            if place < 0:
                return days
        raise IndexError("no reply at this place")


@dataclass
class ImportSummary:
    """`rows`, `imported`, `rejected`, `duplicates` are of this run; lateness is that of all orders of the source.

    `asked` are the regimes named for this run; `judged_by` those by which the orders of the source were judged, each
    when it came in, whatever a later run names.
    """

    source: str
    asked: str | None
    rows: int = 0
    imported: int = 0
    rejected: int = 0
    duplicates: int = 0
    rejects_file: str | None = None
    total: Lateness = field(default_factory=Lateness)
    months: dict[str, Lateness] = field(default_factory=dict)
    without_limit: int = 0
    judged_by: list[str] = field(default_factory=list)

    @property
    def regime(self) -> str | None:
        """The regimes that this run judged by; None when it judged nothing by any that was named."""
        return self.asked if self.imported else None

    def count(self, judged: Iterable[Judged]) -> None:
        """Counts the orders of the source."""
        for one in judged:
            self.total.add(one)
            self.months.setdefault(one.month, Lateness()).add(one)

    def as_json(self) -> dict[str, object]:
        """The keys scripts rely on."""
        return {
            "source": self.source,
            "regime": self.regime,
            "judged_by": self.judged_by,
            "rows": self.rows,
            "imported": self.imported,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "on_time": self.total.on_time,
            "late": self.total.late,
            "late_working_days_median": _plain(self.total.median),
            "late_working_days_p90": self.total.p90,
            "without_limit": self.without_limit,
            "rejects_file": self.rejects_file,
            "lateness_is_upper_bound": True,
        }


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and number.is_integer() else number


def read_judged(source: str, calendar: WorkingCalendar) -> Iterator[Judged]:
    """Every order of the source whose feedback limit was judged, read in constant memory."""
    clocks = Clock.objects.filter(
        order__in=_orders_of(source), name=ClockName.FEED_BACK, end__in=[ClockEnd.MET, ClockEnd.LATE]
    )
    rows = clocks.values_list("started_at", "due_at", "ended_at", "end")
    for started_at, due_at, ended_at, end in rows.iterator(chunk_size=2000):
        last_day = _date(due_at - dt.timedelta(microseconds=1))
        late = calendar.working_days_between(last_day, _date(ended_at))
        yield Judged(f"{_date(started_at):%Y-%m}", end is ClockEnd.MET, late)


def read_judged_by(source: str) -> list[str]:
    """The regimes by which the orders of the source were judged, each with the layers below it."""
    versions = WorkOrder.objects.filter(pk__in=_orders_of(source)).values("regime_at_receive").distinct()
    found = RegimeVersion.objects.filter(version__in=Subquery(versions)).values_list("regimes", flat=True)
    return sorted({",".join(regimes) for regimes in found})


def count_without_limit(source: str) -> int:
    """How many orders of the source had no limit to keep, or no reply to judge."""
    judged = Clock.objects.filter(name=ClockName.FEED_BACK, end__in=[ClockEnd.MET, ClockEnd.LATE]).values("order")
    return WorkOrder.objects.filter(pk__in=_orders_of(source)).exclude(pk__in=Subquery(judged)).count()


def _orders_of(source: str) -> Subquery:
    found = ExternalReference.objects.filter(system=system_of(source), subject_kind=SubjectKind.ORDER)
    return Subquery(found.values("subject_id"))


def _date(moment: dt.datetime) -> dt.date:
    return moment.astimezone(SHANGHAI).date()
