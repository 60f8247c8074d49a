"""All units of the installation as the law sees them."""

from __future__ import annotations

from lianxin.law.actors import UnitDirectory, UnitFacts
from lianxin.records.models import Unit


def read_units() -> UnitDirectory:
    """Every unit, by id, read afresh; `records.rules.current_rules` keeps it."""
    return UnitDirectory({unit.pk: _facts(unit) for unit in Unit.objects.all()})


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
