"""Editions of the dispatch catalogue to read and to edit: what is in force, what was, and drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.law.catalogue_checks import Known
from lianxin.law.catalogue_file import PlacedRow
from lianxin.law.city_data import CatalogueRow as PlainRow
from lianxin.law.words import DispatchGround, RequestType
from lianxin.records.models import CatalogueRow, CatalogueVersion, Division, Topic
from lianxin.records.rules import Rules


@dataclass(frozen=True, slots=True)
class SoughtRows:
    """Which rows a reader looks for; empty values ask for nothing."""

    topic: str = ""
    division: str = ""
    request_type: RequestType | None = None
    unit: int | None = None


def editions(*, drafts: bool) -> QuerySet[Any]:
    """Every edition with the number of its rows, drafts first where they are asked for, then the latest."""
    found: QuerySet[Any] = CatalogueVersion.objects.filter(discarded_at__isnull=True).annotate(count=Count("rows"))
    if not drafts:
        found = found.filter(in_force_from__isnull=False)
    return found.order_by("-in_force_from", "-pk")


def edition_named(version: str, *, drafts: bool) -> CatalogueVersion | None:
    """The edition of this name, if there is one that may be read."""
    found = CatalogueVersion.objects.filter(version=version, discarded_at__isnull=True)
    return (found if drafts else found.filter(in_force_from__isnull=False)).first()


def rows_of(edition: CatalogueVersion, sought: SoughtRows) -> QuerySet[CatalogueRow]:
    """The rows of an edition that a reader asked for, by topic, place and type."""
    rows = CatalogueRow.objects.filter(catalogue=edition).select_related("topic", "division__parent", "unit")
    if sought.topic:
        rows = rows.filter(topic__code__startswith=sought.topic)
    if sought.division:
        rows = rows.filter(division__code__startswith=sought.division)
    if sought.request_type is not None:
        rows = rows.filter(Q(request_type=sought.request_type) | Q(request_type__isnull=True))
    if sought.unit is not None:
        rows = rows.filter(unit=sought.unit)
    return rows.order_by("topic", "division", "request_type", "pk")


def placed_rows(edition: CatalogueVersion, units: Mapping[int, str]) -> list[PlacedRow]:
    """The rows of an edition as the law checks them, each placed by its code."""
    return [PlacedRow(row.code, _plain(row, units)) for row in edition.rows.order_by("pk")]


def _plain(row: CatalogueRow, units: Mapping[int, str]) -> PlainRow:
    return PlainRow(
        code=row.code,
        topic=row.topic_id,
        unit=units.get(row.unit_id, str(row.unit_id)),
        division=row.division_id,
        request_type=RequestType(row.request_type) if row.request_type is not None else None,
        ground=DispatchGround(row.ground),
        article=row.basis,
    )


def known_of(rules: Rules, on: dt.date) -> Known:
    """What the city has for a catalogue to name, on the day it shall begin."""
    return Known(
        topics=dict(Topic.objects.values_list("code", "parent_id")),
        divisions=frozenset(Division.objects.values_list("code", flat=True)),
        units={facts.code: facts for facts in rules.units.units.values()},
        on=on,
    )
