"""Who acts: a person in one office of one unit, a caller, or the system itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lianxin.law.state import Caller
from lianxin.law.words import LegalRole, Role, UnitKind

CENTRE_KINDS = frozenset({UnitKind.CITY_HOTLINE, UnitKind.CENTRE_SECTION, UnitKind.VENDOR})
"""Kinds of units whose people work at the centre."""

COUNTY_DESKS = frozenset({UnitKind.COUNTY_HOTLINE, UnitKind.COUNTY_OFFICE})
"""Kinds of units that urge and supervise for the county government they stand under (Art. 12, 28)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`staff` and `unit` are record ids, None for callers and the system; `person` is set for callers only.

    `caller`: which caller of the one order they act on they proved to be; whoever left no contact has no `person`.
    """

    role: Role
    staff: int | None = None
    unit: int | None = None
    person: int | None = None
    caller: int | None = None

    def is_caller(self, row: Caller) -> bool:
        """Whether a caller's row is the actor's own (R27)."""
        if self.caller is not None:
            return row.serial == self.caller and row.person == self.person
        return self.person is not None and row.person == self.person

    @property
    def key(self) -> str:
        """A name for logs and request keys that tells nobody's name."""
        if self.staff is not None:
            return f"staff:{self.staff}"
        return f"person:{self.person}" if self.person is not None else self.role.value


SYSTEM = Actor(role=Role.SYSTEM)


HELPS_FROM = 4
"""The level from which on a unit has assistance tasks only (R2)."""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the law asks of a unit. `level` is 1 (city) to 5 (grid)."""

    id: int
    code: str
    kind: UnitKind
    legal_role: LegalRole
    level: int
    parent: int | None
    division: str | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    successor: int | None = None


@dataclass(frozen=True, slots=True)
class UnitDirectory:
    """All units of the installation, by id, and in which offices and units people serve or have served, by staff id."""

    units: Mapping[int, UnitFacts] = field(default_factory=dict)
    offices: Mapping[int, frozenset[tuple[Role, int]]] = field(default_factory=dict)
    general_offices: tuple[int, ...] = field(init=False, compare=False, repr=False)
    """The city's general offices: asked for of every unit that a form offers."""

    def __post_init__(self) -> None:
        offices = (unit for unit, facts in self.units.items() if facts.kind is UnitKind.CITY_OFFICE)
        object.__setattr__(self, "general_offices", tuple(offices))

    def get(self, unit: int) -> UnitFacts | None:
        """The unit with this id, or None."""
        return self.units.get(unit)

    def chain(self, unit: int) -> Iterator[int]:
        """The unit and all above it, nearest first."""
        seen: int | None = unit
        while seen is not None and seen in self.units:
            yield seen
            seen = self.units[seen].parent

    def successor_of(self, unit: int) -> int:
        """The unit that answers today for one that may have merged since (R8)."""
        while (facts := self.units.get(unit)) is not None and facts.successor is not None:
            unit = facts.successor
        return unit

    def is_within(self, unit: int, above: int) -> bool:
        """Whether `unit` is `above` or stands below it; a unit that has merged is part of its successor (R8)."""
        return self.successor_of(above) in self._part_of(unit)

    def over(self, unit: int) -> frozenset[int]:
        """Every unit that `unit` is within."""
        whole = frozenset(self._part_of(unit))
        merged = (one for one, facts in self.units.items() if facts.successor is not None)
        return whole | {one for one in merged if self.successor_of(one) in whole}

    def merged(self, old: int, new: int) -> UnitDirectory:
        """The register once `old` has merged into `new`."""
        return replace(self, units={**self.units, old: replace(self.units[old], successor=new)})

    def _part_of(self, unit: int) -> Iterator[int]:
        """The unit, all above it, and what any of them merged into: the bars of a unit outlive it (R8)."""
        ahead, seen = [unit], set[int]()
        for one in ahead:
            facts = self.units.get(one)
            if facts is None or one in seen:
                continue
            seen.add(one)
            yield one
            ahead += [above for above in (facts.parent, facts.successor) if above is not None]

    def units_of(self, staff: int) -> frozenset[int]:
        """The units in which a person serves or has served."""
        return frozenset(unit for _, unit in self.offices.get(staff, ()))

    def hotline_of(self, unit: int) -> int | None:
        """The city hotline that a unit is or belongs to."""
        above = (one for one in self.chain(unit) if self.units[one].kind is UnitKind.CITY_HOTLINE)
        return next(above, None)

    def reach(self, unit: int) -> int:
        """Whose charges a unit reads, with those of all below: its own, of a county's desks their county's (Art. 12).

        They are siblings of the departments and streets they urge, not above them. What counts is which unit has the
        order, not where it happened: what the city's own departments do in a county is not the county's to supervise.
        """
        facts = self.units.get(unit)
        if facts is None or facts.parent is None or facts.kind not in COUNTY_DESKS:
            return unit
        return facts.parent

    def at_centre(self, unit: int | None) -> bool:
        """Whether people of this unit work at the centre."""
        facts = self.units.get(unit) if unit is not None else None
        return facts is not None and facts.kind in CENTRE_KINDS
