"""What records are called on a page: units, topics, places and people in the reader's language."""

from __future__ import annotations

from collections.abc import Collection

from lianxin.law.lamps import Spoken
from lianxin.records.choices import unit_names
from lianxin.records.models import Unit


def unit_name(unit: Unit) -> Spoken:
    """A unit's name; its Chinese one where it has no English one."""
    return Spoken(unit.name_zh, unit.name_en or unit.name_zh)


def names_of_units(units: Collection[int | None]) -> dict[int, Spoken]:
    """The names of these units by id; None among them is left out."""
    wanted = {unit for unit in units if unit is not None}
    if not wanted:
        return {}
    return {unit: Spoken(entry.zh, entry.en) for unit, entry in unit_names(wanted).items()}
