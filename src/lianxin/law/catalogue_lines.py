"""One row of a dispatch catalogue as a file writes it, and the rows it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from lianxin.law.articles import citation
from lianxin.law.city_data import CatalogueRow
from lianxin.law.city_rows import Row
from lianxin.law.words import DispatchGround, RequestType, UnitKind


class AnyUnit(Protocol):
    """A unit: of a city's files, or of the records."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def kind(self) -> UnitKind:
        """What kind of body it is."""

    @property
    def division(self) -> str | None:
        """The place it answers for."""


_GOVERNMENT = "government"
"""What a row for counties says when the county government itself hosts."""


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A row as it is written: for one unit, or for the same department of every county, or for every street."""

    row: Row
    topic: str
    request_type: RequestType | None
    division: str | None
    unit: str | None
    county: str | None
    street: bool
    ground: DispatchGround
    article: str

    def entries(self, city_units: Iterable[AnyUnit]) -> Iterator[CatalogueRow]:
        """The rows it stands for; a county's department has the code of its government, a dot and its own name."""
        if self.unit is not None:
            yield self._entry(self.unit, self.division)
        elif self.street:
            streets = (unit for unit in city_units if unit.kind is UnitKind.STREET_TOWN)
            yield from (self._entry(unit.code, unit.division) for unit in streets)
        else:
            for government in (unit for unit in city_units if unit.kind is UnitKind.COUNTY_GOVERNMENT):
                itself = self.county == _GOVERNMENT
                yield self._entry(
                    government.code if itself else f"{government.code}.{self.county}", government.division
                )

    def _entry(self, unit: str, division: str | None) -> CatalogueRow:
        return catalogue_row(
            topic=self.topic,
            unit=unit,
            division=division,
            request_type=self.request_type,
            ground=self.ground,
            article=self.article,
        )


def catalogue_row(
    *,
    topic: str,
    unit: str,
    division: str | None,
    request_type: RequestType | None,
    ground: DispatchGround,
    article: str,
) -> CatalogueRow:
    """A row with the code that its topic, place and type make."""
    parts = (topic, division, request_type.value if request_type is not None else None)
    code = "-".join(part for part in parts if part)
    return CatalogueRow(
        code=code, topic=topic, unit=unit, division=division, request_type=request_type, ground=ground, article=article
    )


def catalogue_line(row: Row) -> CatalogueLine:
    """One row as it is written; raises `DataRefused`."""
    line = CatalogueLine(
        row=row,
        topic=row.text("topic"),
        request_type=row.word_or_none("request_type", RequestType),
        division=row.text_or_none("division"),
        unit=row.text_or_none("unit"),
        county=row.text_or_none("county"),
        street=row.flag("street"),
        ground=row.word("ground", DispatchGround),
        article=row.text("article"),
    )
    if [line.unit is not None, line.county is not None, line.street].count(True) != 1:
        row.refuse("unit", "应填 unit、county、street 之一", "give exactly one of unit, county, street")
    if line.division is not None and line.unit is None:
        row.refuse("division", "仅与 unit 同用；county、street 已含地点", "goes with unit only; the others name places")
    try:
        citation(line.article)
    except KeyError as problem:
        row.refuse("article", f"没有这一条：{line.article}", f"there is no such article: {problem.args[0]}")
    return line
