"""What the dispatch catalogue (派单目录) says of a matter: whose it is by topic, place and type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lianxin.law.words import DispatchGround, RequestType


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One row: the unit of a topic, by which ground, for one place or type where it says so; `basis` cites why."""

    code: str
    topic: str
    unit: int
    ground: DispatchGround
    basis: str = ""
    division: str | None = None
    request_type: RequestType | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One edition. `above` leads from each place to the one it lies in."""

    version: str = ""
    entries: tuple[CatalogueEntry, ...] = ()
    above: Mapping[str, str | None] = field(default_factory=dict)

    def named(self, topic: str | None, division: str | None, request_type: RequestType) -> CatalogueEntry | None:
        """The row that speaks for a matter; None where the catalogue is silent.

        A row for the topic itself goes before one for the topic above it, then one for the type, then the nearest place
        (as in `law.city_data`).
        """
        if topic is None:
            return None
        places = self.places_around(division)
        fitting = [
            row
            for row in self.entries
            if row.topic in (topic, topic[:2])
            and (row.division is None or row.division in places)
            and row.request_type in (None, request_type)
        ]
        return max(fitting, key=lambda row: _weight(row, places), default=None)

    def street_of(self, division: str) -> str:
        """The street or town that a place is or lies in; of a county, the county itself."""
        around = self.places_around(division)
        return around[-2] if len(around) > 1 else division

    def same_street(self, division: str) -> list[str]:
        """The places that count as the same one: the street with all that lies in it."""
        street = self.street_of(division)
        return [code for code in self.above if self.street_of(code) == street] or [division]

    def places_around(self, division: str | None) -> list[str]:
        """The place and those above it, the nearest first."""
        found: list[str] = []
        while division is not None and division not in found:
            found.append(division)
            division = self.above.get(division)
        return found


def _weight(row: CatalogueEntry, places: list[str]) -> tuple[int, bool, int]:
    nearness = len(places) - places.index(row.division) if row.division is not None else 0
    return len(row.topic), row.request_type is not None, nearness
