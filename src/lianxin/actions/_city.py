"""What is given to and told by the loading of a city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from lianxin.law.calendar import CalendarYear
from lianxin.law.city_data import City


@dataclass(frozen=True)
class CityFiles:
    """A city, read and checked: `regimes` are the texts by regime id, `content` the digest of all its files."""

    city: City
    years: tuple[CalendarYear, ...]
    regimes: Mapping[str, str]
    content: str


@dataclass(frozen=True, slots=True)
class LoadedCity:
    """How much a city holds, and whether its files said anything new: units that merged, with the orders that moved."""

    name_zh: str
    name_en: str
    units: int
    divisions: int
    topics: int
    catalogue_rows: int
    staff: int
    changed: bool
    mergers: int = 0
    moved: int = 0

    @classmethod
    def of(cls, city: City, *, changed: bool, mergers: int = 0, moved: int = 0) -> Self:
        """The figures of these files."""
        return cls(
            name_zh=city.name_zh,
            name_en=city.name_en,
            units=len(city.units),
            divisions=len(city.divisions),
            topics=len(city.topics),
            catalogue_rows=len(city.catalogue),
            staff=len(city.staff),
            changed=changed,
            mergers=mergers,
            moved=moved,
        )
