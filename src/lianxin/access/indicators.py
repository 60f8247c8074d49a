"""Who may look at the figures, and at whose."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.access.lists import UNIT, Scope
from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.words import Role
from lianxin.records.indicators import answered_for
from lianxin.records.readable import in_reach

R = Role


@dataclass(frozen=True, slots=True)
class IndicatorAccess:
    """Some offices, and whose figures they see."""

    roles: tuple[Role, ...]
    scope: Scope


INDICATORS_SEEN: tuple[IndicatorAccess, ...] = (
    IndicatorAccess((R.ASSESSOR, R.SUPERVISOR, R.HEAD_OF_CENTRE, R.CITY_LEADER), Scope.ALL),
    IndicatorAccess((R.COUNTY_OPERATOR, R.COUNTY_OFFICE), Scope.WITHIN),
    IndicatorAccess((*(one for one in UNIT if one is not R.COUNTY_OPERATOR),), Scope.OWN),
)


def indicators_for(role: Role) -> IndicatorAccess | None:
    """Whose figures an office sees; None when nobody's."""
    return next((row for row in INDICATORS_SEEN if role in row.roles), None)


def units_seen(access: IndicatorAccess, actor: Actor, units: UnitDirectory) -> tuple[int, ...] | None:
    """The units whose cases the actor sees counted: None for all, a unit's own with its sub-units' (R1)."""
    if access.scope is Scope.ALL:
        return None
    if actor.unit is None:
        return ()
    return tuple(in_reach(actor.unit, units)) if access.scope is Scope.WITHIN else answered_for(actor.unit, units)
