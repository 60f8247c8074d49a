"""Who acts in simulated lives: the city's own staff, each in an office they hold."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from lianxin.law.actors import Actor
from lianxin.law.words import Role, UnitKind
from lianxin.records.models import StaffRole
from lianxin.records.offices import busiest

CLERKS = (
    Role.UNIT_CLERK,
    Role.COUNTY_OPERATOR,
    Role.QUALITY_INSPECTOR,
    Role.GENERAL_OFFICE_CLERK,
    Role.ASSISTANCE_WORKER,
    Role.UNIT_HEAD,
)
"""Who acts for a unit that has an order, the first of these it has."""


@dataclass(frozen=True)
class Cast:
    """People by office and by unit; `own` are those of the centre itself, without the vendor's.

    `desks`: of each office the one who is looked at first, as a demonstration names them.
    """

    by_role: dict[Role, list[Actor]] = field(default_factory=dict)
    own: dict[Role, list[Actor]] = field(default_factory=dict)
    by_unit: dict[int, dict[Role, Actor]] = field(default_factory=dict)
    desks: dict[Role, Actor] = field(default_factory=dict)

    def one(self, chance: random.Random, role: Role) -> Actor:
        """Somebody in this office, vendor's people included."""
        return chance.choice(self.by_role[role])

    def of_centre(self, chance: random.Random, role: Role) -> Actor:
        """Somebody in this office who is no vendor's (R9)."""
        return chance.choice(self.own[role])

    def at(self, unit: int) -> Actor:
        """Who acts for this unit; KeyError when nobody does."""
        people = self.by_unit[unit]
        return next(people[role] for role in CLERKS if role in people)

    def helper_at(self, unit: int) -> Actor | None:
        """Who helps in this community or organisation, if the city names anybody."""
        return self.by_unit.get(unit, {}).get(Role.ASSISTANCE_WORKER)

    def head_of(self, unit: int) -> Actor | None:
        """The head of this unit, if the city names one."""
        return self.by_unit.get(unit, {}).get(Role.UNIT_HEAD)

    def works(self, unit: int) -> bool:
        """Whether anybody acts for this unit."""
        return any(role in self.by_unit.get(unit, {}) for role in CLERKS)


def read_cast() -> Cast:
    """Everybody in office now."""
    cast = Cast()
    found = StaffRole.objects.filter(valid_until__isnull=True, staff__is_active=True, unit__isnull=False)
    rows = list(found.select_related("unit").order_by("pk"))
    for role, row in busiest(rows).items():
        cast.desks[role] = Actor(role=role, staff=row.staff_id, unit=row.unit_id)
    for row in rows:
        role = Role(row.role)
        actor = Actor(role=role, staff=row.staff_id, unit=row.unit_id)
        cast.by_role.setdefault(role, []).append(actor)
        if row.unit is not None and row.unit.kind is not UnitKind.VENDOR:
            cast.own.setdefault(role, []).append(actor)
        if row.unit_id is not None:
            people = cast.by_unit.setdefault(row.unit_id, {})
            # The clerk of the general office a demonstration signs in as examines; another one has fed back (R59).
            people[role] = actor if role is Role.GENERAL_OFFICE_CLERK else people.get(role, actor)
    return cast
