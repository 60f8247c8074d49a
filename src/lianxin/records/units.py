"""All units of the installation as the law sees them."""

from __future__ import annotations

from lianxin.law.actors import UnitDirectory, UnitFacts
from lianxin.law.words import Role
from lianxin.records.models import StaffRole, Unit


def read_units() -> UnitDirectory:
    """Every unit and who serves or served in it, read afresh; `records.rules.current_rules` keeps it."""
    return UnitDirectory({unit.pk: _facts(unit) for unit in Unit.objects.all()}, _offices())


def _offices() -> dict[int, frozenset[tuple[Role, int]]]:
    """By person; offices that ended count: who has changed desks is still not judged by the former one (R59)."""
    held: dict[int, set[tuple[Role, int]]] = {}
    rows = StaffRole.objects.filter(unit__isnull=False).values_list("staff_id", "role", "unit_id")
    for staff, role, unit in rows:
        held.setdefault(staff, set()).add((Role(role), unit))
    return {staff: frozenset(offices) for staff, offices in held.items()}


def _facts(unit: Unit) -> UnitFacts:
    return UnitFacts(
        id=unit.pk,
        code=unit.code,
        kind=unit.kind,
        legal_role=unit.legal_role,
        level=unit.level,
        parent=unit.parent_id,
        division=unit.division_id,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        successor=unit.successor_id,
    )
