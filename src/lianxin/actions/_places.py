"""Keeps a city's places, topics, units and its dispatch catalogue: what is new or changed is written, nothing goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lianxin.actions._append import append_events, note_new_rules
from lianxin.actions._catalogue import CHOSEN_BY_CATALOGUE, add_rows
from lianxin.actions._door import Door
from lianxin.law.changes import encode_value
from lianxin.law.city_data import City, UnitData
from lianxin.law.city_files import DataRefused
from lianxin.law.unit_kinds import UNIT_KINDS
from lianxin.law.words import UnitKind
from lianxin.records.models import CatalogueVersion, Division, Topic, Unit


def keep_divisions(city: City) -> None:
    """Every place by its code; who manages it follows once units have ids."""
    rows = [
        Division(
            code=row.code,
            kind=row.kind,
            name_zh=row.name_zh,
            name_en=row.name_en,
            level=row.level,
            parent_id=row.parent,
        )
        for row in city.divisions
    ]
    Division.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name_zh", "name_en", "level", "parent"],
    )


def keep_managing_units(city: City, units: Mapping[str, int]) -> None:
    """Place and managing authority are two attributes."""
    managed = {row.code: units[row.managed_by] for row in city.divisions if row.managed_by}
    rows = list(Division.objects.filter(code__in=managed))
    for row in rows:
        row.managed_by_id = managed[row.code]
    Division.objects.bulk_update(rows, ["managed_by"])


def keep_topics(city: City) -> None:
    """Every topic by its code."""
    rows = [
        Topic(code=row.code, name_zh=row.name_zh, name_en=row.name_en, initials=row.initials, parent_id=row.parent)
        for row in city.topics
    ]
    Topic.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_zh", "name_en", "initials", "parent"],
    )


def keep_units(door: Door, city: City) -> dict[str, int]:
    """Every unit, with an event for each that is new or changed; returns their ids by code.

    A unit that is here already gets a successor by the act that moves what it has, and by no file alone (R8).
    """
    known = {row.code: row for row in Unit.objects.select_for_update()}
    kept = {row.code: (row.successor_id, row.valid_until) for row in known.values()}
    before = {code: _facts(row) for code, row in known.items()}
    fresh = [_without_references(row) for row in city.units if row.code not in known]
    known |= {row.code: row for row in Unit.objects.bulk_create(fresh)}
    ids = {code: row.pk for code, row in known.items()}
    for row in city.units:
        _describe(known[row.code], row, ids)
        if row.code in kept:
            _keep_succession(known[row.code], *kept[row.code])
    changed = [known[row.code] for row in city.units if before.get(row.code) != _facts(known[row.code])]
    Unit.objects.bulk_update(changed, _FIELDS, batch_size=500)
    for kind in UnitKind:
        alike = [row for row in changed if row.kind is kind]
        append_events(
            alike, door, "load_city", article=UNIT_KINDS[kind].basis, payloads=[_payload(row) for row in alike]
        )
    return ids


_FIELDS = (
    "kind",
    "legal_role",
    "level",
    "parent",
    "division",
    "valid_from",
    "valid_until",
    "successor",
    "name_zh",
    "name_en",
    "initials",
    "head_position",
)


def _without_references(row: UnitData) -> Unit:
    return Unit(code=row.code, kind=row.kind, legal_role=row.legal_role, level=row.level, name_zh=row.name_zh)


def _describe(record: Unit, row: UnitData, ids: Mapping[str, int]) -> None:
    record.kind, record.legal_role, record.level = row.kind, row.legal_role, row.level
    record.parent_id = ids[row.parent] if row.parent else None
    record.successor_id = ids[row.successor] if row.successor else None
    record.division_id = row.division
    record.valid_from, record.valid_until = row.valid_from, row.valid_until
    record.name_zh, record.name_en, record.initials = row.name_zh, row.name_en, row.initials
    record.head_position = row.head_position


def _keep_succession(record: Unit, successor: int | None, ended: dt.date | None) -> None:
    """What was recorded of a merger stays, whatever the files say or forget to say of it."""
    record.successor_id = successor
    if successor is not None:
        record.valid_until = record.valid_until or ended


def _facts(record: Unit) -> dict[str, Any]:
    names = (f"{name}_id" if name in ("parent", "division", "successor") else name for name in _FIELDS)
    return {name: getattr(record, name) for name in names}


def _payload(record: Unit) -> dict[str, Any]:
    """What the law asks of a unit; what it is called stays in its row."""
    kept = {name: value for name, value in _facts(record).items() if not name.startswith("name_")}
    return {"code": record.code, **{name: encode_value(value) for name, value in kept.items()}}


def keep_catalogue(door: Door, city: City, units: Mapping[str, int]) -> None:
    """The edition of the catalogue that the files hold; an edition that assignments may name never changes."""
    edition = CatalogueVersion.objects.filter(version=city.catalogue_version).first()
    if edition is not None:
        _check_the_same(edition, city, units)
        return
    edition = CatalogueVersion.objects.create(version=city.catalogue_version, in_force_from=city.catalogue_from)
    count = add_rows(edition, city.catalogue)
    payload = {"version": edition.version, "rows": count, "in_force_from": city.catalogue_from.isoformat()}
    append_events([edition], door, "load_city", article=CHOSEN_BY_CATALOGUE, payloads=[payload])
    note_new_rules()


def _check_the_same(edition: CatalogueVersion, city: City, units: Mapping[str, int]) -> None:
    """Refuses files that would put a draft in force, or change an edition in force."""
    version = edition.version
    if edition.in_force_from is None:
        raise DataRefused(
            "catalogue.toml",
            "version",
            f"目录版本 {version} 已有草稿；请改用另一个版本号，或在管理页施行草稿",
            f"there is a draft of edition {version}: give another version, or put the draft in force",
        )
    rows = {
        row.code: (row.topic, row.division, row.request_type, units[row.unit], row.ground, row.article)
        for row in city.catalogue
    }
    fields = ("code", "topic_id", "division_id", "request_type", "unit_id", "ground", "basis")
    kept = {code: tuple(rest) for code, *rest in edition.rows.values_list(*fields)}
    if kept != rows:
        raise DataRefused(
            "catalogue.toml",
            "version",
            f"目录版本 {version} 已在使用，内容不能再改；请改用新的版本号",
            f"edition {version} is in use and cannot change: give the new one another version",
        )
