"""Counts every figure in SQL, whole or by unit, topic or month, and lists the cases that a number is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection

from lianxin.law.actors import UnitDirectory
from lianxin.law.indicators import BY_CODE, Figure, Period, counted_for
from lianxin.law.words import Exclusion, Verdict
from lianxin.records.indicator_cases import CASES

Key = int | str | dt.date | None
"""What a figure is of: a unit's id (None: nobody's yet), a topic's code (None: none), the first day of a month."""


class By(Enum):
    """By what figures are split; the value is the expression over the cases."""

    UNIT = "unit"
    TOPIC = "topic"
    MONTH = "date_trunc('month', day::timestamp)::date"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure, over which days, as of when.

    `units`: only cases of these (0: of no unit); `topic`: only of this one (empty: of none); None asks for nothing.
    """

    code: str
    period: Period
    now: dt.datetime
    freeze_days: int
    units: tuple[int, ...] | None = None
    topic: str | None = None

    @property
    def given(self) -> dict[str, Any]:
        """The parameters of the statement; before the day from which it holds a definition counts nothing."""
        start, end = self.period.since(BY_CODE[self.code].since).moments
        return {
            "start": start,
            "end": end,
            "now": self.now,
            "freeze_days": self.freeze_days,
            "units": list(self.units or []),
            "topic": self.topic,
        }

    @property
    def narrowed(self) -> str:
        """The condition on cases."""
        conditions = ["TRUE"]
        if self.units is not None:
            conditions.append("coalesce(unit, 0) = ANY(%(units)s)")
        if self.topic is not None:
            conditions.append("coalesce(topic, '') = %(topic)s")
        return " AND ".join(conditions)


def figure(asked: Asked) -> Figure:
    """The figure as a whole."""
    statement = f"SELECT NULL, verdict, count(*) {_from(asked)} GROUP BY verdict"
    return _figures(_rows(statement, asked.given)).get(None, Figure())


def figures_by(asked: Asked, by: By) -> dict[Key, Figure]:
    """The figure split; each case is in exactly one part."""
    statement = f"SELECT {by.value}, verdict, count(*) {_from(asked)} GROUP BY 1, 2"
    return _figures(_rows(statement, asked.given))


def figures_of_units(own: Mapping[Key, Figure], units: UnitDirectory) -> dict[Key, Figure]:
    """Figures by unit with those of its sub-units, for which it answers (R1): their sum is more than the whole."""
    found: dict[Key, Figure] = {}
    for unit, part in own.items():
        for one in counted_for(unit, units) if isinstance(unit, int) else (None,):
            found[one] = found.get(one, Figure()) + part
    return found


def answered_for(unit: int, units: UnitDirectory) -> tuple[int, ...]:
    """The units whose cases are in a unit's figure: itself and its sub-units (R1)."""
    return tuple(one for one in units.units if unit in counted_for(one, units))


def _from(asked: Asked) -> str:
    # Our own statement and conditions; whatever was asked goes in as a parameter.
    return f"FROM ({' UNION ALL '.join(CASES[asked.code])}) AS cases WHERE {asked.narrowed}"


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def _figures(rows: Iterable[tuple[Any, ...]]) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for key, verdict, count in rows:
        found[key] = found.get(key, Figure()) + counted(verdict, count)
    return found


def counted(verdict: str, count: int) -> Figure:
    """So many cases of which the same became."""
    if verdict == Verdict.HOLDS:
        return Figure(holds=count)
    if verdict == Verdict.FAILS:
        return Figure(fails=count)
    return Figure(left={Exclusion(verdict): count})


# ---- the cases of a number -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its order, what tells it from others of the order, its moment and day, and what becomes of it."""

    order: int
    serial: int
    at: dt.datetime
    day: dt.date
    unit: int | None
    topic: str | None
    verdict: Verdict | Exclusion


@dataclass(frozen=True, slots=True)
class After:
    """Behind which case a page begins."""

    at: dt.datetime
    order: int
    serial: int


def cases(
    asked: Asked, *, verdicts: tuple[Verdict | Exclusion, ...] = (), after: After | None = None, size: int | None = None
) -> list[Case]:
    """The cases, the latest first: of these verdicts (of all when none is named), behind `after`, `size` at most."""
    conditions, given = asked.narrowed, asked.given
    if verdicts:
        # As a comparison it would be taken to hold for one case in two hundred, and all be read rather than the latest.
        conditions += " AND coalesce(verdict = ANY(%(verdicts)s), FALSE)"
        given["verdicts"] = [one.value for one in verdicts]
    if after is not None:
        conditions += " AND at <= %(after_at)s AND (at, order_id, serial) < (%(after_at)s, %(after_order)s, %(after)s)"
        given |= {"after_at": after.at, "after_order": after.order, "after": after.serial}
    given["size"] = size
    latest = "ORDER BY at DESC, order_id DESC, serial DESC LIMIT %(size)s"
    # Each statement ends by itself: the database then walks its index from the end, and stops.
    parts = [f"(SELECT * FROM ({one}) AS cases WHERE {conditions} {latest})" for one in CASES[asked.code]]  # noqa: S608 - our own statements, values apart
    rows = _rows(f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS cases {latest}", given)  # noqa: S608 - as above
    return [_case(*row) for row in rows]


def _case(*row: Any) -> Case:  # noqa: ANN401 - the columns of one row, as the database gives them
    return Case(**dict(zip(Case.__slots__, (*row[:-1], verdict_of(row[-1])), strict=True)))


def verdict_of(code: str) -> Verdict | Exclusion:
    """The word of a verdict; ValueError for a code that is none."""
    return Verdict(code) if code in (Verdict.HOLDS, Verdict.FAILS) else Exclusion(code)
