"""Keeps editions of the dispatch catalogue: who may draft, which draft, and the rows."""

from __future__ import annotations

from collections.abc import Iterable

from lianxin.actions._door import Door
from lianxin.law.city_data import CatalogueRow as PlainRow
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.records.models import CatalogueRow, CatalogueVersion, City, Unit

CHOSEN_BY_CATALOGUE = "jinan_2018:23(2)"


def check_keeper(door: Door) -> None:
    """Refuses everybody but the administrator, and before a city was loaded."""
    if door.actor.role not in (Role.ADMINISTRATOR, Role.SYSTEM):
        raise Refused("not_your_duty")
    if City.objects.select_for_update().first() is None:
        raise Refused("city_not_loaded")


def lock_draft(version: str) -> CatalogueVersion:
    """The draft of this name, locked; refuses one that is in force, for assignments name its rows, or thrown away."""
    draft = CatalogueVersion.objects.select_for_update().filter(version=version).first()
    if draft is None or draft.discarded_at is not None:
        raise Refused("edition_unknown", version)
    if draft.in_force_from is not None:
        raise Refused("edition_fixed", version)
    return draft


def add_rows(edition: CatalogueVersion, rows: Iterable[PlainRow]) -> int:
    """Adds rows whose topics, places and units are known; returns how many."""
    units = dict(Unit.objects.values_list("code", "id"))
    made = [
        CatalogueRow(
            catalogue=edition,
            code=row.code,
            topic_id=row.topic,
            division_id=row.division,
            request_type=row.request_type,
            unit_id=units[row.unit],
            ground=row.ground,
            basis=row.article,
        )
        for row in rows
    ]
    return len(CatalogueRow.objects.bulk_create(made))
