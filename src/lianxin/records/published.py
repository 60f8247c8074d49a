"""What frozen months say to the public: matters by topic and district, figures of city and units (Art. 33)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.law.actors import UnitDirectory
from lianxin.law.indicators import Figure, Period
from lianxin.law.publishing import PUBLISHED_FIGURES, UNITS_FIGURES
from lianxin.law.small_numbers import ALL, hidden, is_small, of_table
from lianxin.law.words import ClosedAs, LegalRole
from lianxin.records.indicator_months import figures_of, parts_of
from lianxin.records.indicators import By, Key, figures_of_units
from lianxin.records.models import Division, IndicatorMonth, MonthMatters, Topic, Unit, WorkOrder

NONE = ""
"""The code of no topic, and of no district."""


@dataclass(frozen=True, slots=True)
class Named:
    """A topic, a district or a unit, as the city calls it."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, or that it is hidden because it is small."""

    count: int
    hidden: bool = False

    @property
    def shown(self) -> int | None:
        """The count where it may be shown."""
        return None if self.hidden else self.count


@dataclass(frozen=True, slots=True)
class Share:
    """A figure as it is published; nothing of it is shown where it is of fewer than five cases."""

    code: str
    figure: Figure
    hidden: bool = False


NOWHERE = Named(NONE, "未归类", "Not classified")


def first_topics() -> dict[str, Named]:
    """Topics of the first level by code, in the city's order."""
    return _named(Topic.objects.filter(parent__isnull=True).order_by("code"))


def first_districts() -> dict[str, Named]:
    """Districts and counties by code, in the city's order."""
    return _named(Division.objects.filter(parent__isnull=True).order_by("code"))


def _named(rows: QuerySet[Any]) -> dict[str, Named]:
    return {code: Named(code, zh, en or zh) for code, zh, en in rows.values_list("code", "name_zh", "name_en")}


def received_in(period: Period) -> dict[tuple[str | None, str | None], int]:
    """How many matters were received in these days, by topic and district; texts without a matter are none (R35)."""
    start, end = period.moments
    rows = WorkOrder.objects.filter(received_at__gte=start, received_at__lt=end)
    rows = rows.exclude(Q(closed_as__isnull=False) & Q(closed_as=ClosedAs.NO_MATTER))
    above, found = _tops(Division.objects.values_list("code", "parent_id")), Counter[tuple[str | None, str | None]]()
    for topic, division, count in rows.order_by().values_list("topic", "division").annotate(count=Count("pk")):
        found[topic, above.get(division or "")] += count
    return dict(found)


def _tops(rows: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Each code with the one at the top of what it stands below."""
    parents = dict(rows)
    found = {}
    for code, above in parents.items():
        top, parent = code, above
        while parent is not None and parent in parents:
            top, parent = parent, parents[parent]
        found[code] = top
    return found


def frozen_months() -> list[dt.date]:
    """Every month whose figures change no more, the latest first."""
    return list(IndicatorMonth.objects.filter(frozen=True).order_by("-month").values_list("month", flat=True))


def frozen_at_last() -> dt.datetime | None:
    """When a month was last frozen; what is published changes then, and with the names of the city alone."""
    rows = IndicatorMonth.objects.filter(frozen=True).order_by("-counted_at")
    return rows.values_list("counted_at", flat=True).first()


# ---- matters ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matters:
    """A month's matters: by first-level topic and district, with both sums; small ones hidden."""

    month: dt.date
    topics: tuple[tuple[Named, Cell], ...]
    districts: tuple[tuple[Named, Cell], ...]
    cells: tuple[tuple[Named, Named, Cell], ...]
    whole: int


def matters_of(month: dt.date) -> Matters:
    """The matters of a counted month; what stands below a topic or district of the first level is counted with it."""
    topics, districts = first_topics(), first_districts()
    found = Counter[tuple[str, str]]()
    for topic, district, count in MonthMatters.objects.filter(month=month).values_list("topic", "district", "received"):
        found[_known(topic or NONE, topics), district if district in districts else NONE] += count
    rows, columns = Counter[str](), Counter[str]()
    for (topic, district), count in found.items():
        rows[topic] += count
        columns[district] += count
    shut = of_table(found)
    ordered_topics, ordered_districts = [*topics.values(), NOWHERE], [*districts.values(), NOWHERE]
    return Matters(
        month=month,
        topics=tuple((one, Cell(rows[one.code], (one.code, ALL) in shut)) for one in ordered_topics if rows[one.code]),
        districts=tuple(
            (one, Cell(columns[one.code], (ALL, one.code) in shut)) for one in ordered_districts if columns[one.code]
        ),
        cells=tuple(
            (topic, place, Cell(found[topic.code, place.code], (topic.code, place.code) in shut))
            for topic in ordered_topics
            for place in ordered_districts
            if found[topic.code, place.code]
        ),
        whole=sum(rows.values()),
    )


def _known(topic: str, topics: Mapping[str, Named]) -> str:
    """The topic of the first level that a topic stands below: its code begins with it."""
    return next((code for code in topics if topic.startswith(code)), NONE)


# ---- figures ---------------------------------------------------------------------------------------------------------


def city_figures(month: dt.date) -> list[Share]:
    """The published figures of the whole city, in their order."""
    found = figures_of(month)
    figures = [(code, found.get(code, Figure())) for code in PUBLISHED_FIGURES]
    return [Share(code, one, is_small(one.denominator)) for code, one in figures]


def unit_figures(month: dt.date, units: UnitDirectory) -> list[tuple[Named, list[Share]]]:
    """Each unit's figures with those of its sub-units (R1), in the city's own order: never by how well it did."""
    found = {code: figures_of_units(parts_of(code, month, By.UNIT), units) for code in UNITS_FIGURES}
    concerned = {unit for parts in found.values() for unit in parts if isinstance(unit, int)}
    shut = {code: _hidden_units(parts) for code, parts in found.items()}
    rows = Unit.objects.filter(pk__in=concerned).exclude(legal_role=LegalRole.SUB_UNIT).order_by("pk")
    return [
        (
            Named(code, zh, en or zh),
            [Share(one, found[one].get(pk, Figure()), pk in shut[one]) for one in UNITS_FIGURES],
        )
        for pk, code, zh, en in rows.values_list("pk", "code", "name_zh", "name_en")
    ]


def _hidden_units(parts: Mapping[Key, Figure]) -> frozenset[Key]:
    """Units of fewer than five cases; the sum of all stands beside them."""
    counts = {unit: part.denominator for unit, part in parts.items()}
    return hidden(counts, [(list(counts), None)])
