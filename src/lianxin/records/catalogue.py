"""The dispatch catalogue, as the law asks it: the editions that are or will be in force."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from lianxin.law.catalogue import Catalogue, CatalogueEntry
from lianxin.law.words import DispatchGround, RequestType
from lianxin.records.models import CatalogueRow, CatalogueVersion, Division

LATEST = 6
"""Editions kept at hand: the one in force, those adopted ahead, and a few before for what is written down late."""


def read_catalogues() -> tuple[tuple[dt.date, Catalogue], ...]:
    """The latest editions, each with its first day, the oldest first; drafts are none."""
    adopted = CatalogueVersion.objects.filter(in_force_from__isnull=False).order_by("-in_force_from", "-id")
    editions = list(adopted[:LATEST])[::-1]
    above = dict(Division.objects.values_list("code", "parent_id"))
    entries: dict[int, list[CatalogueEntry]] = defaultdict(list)
    for row in CatalogueRow.objects.filter(catalogue__in=editions).order_by("pk"):
        entries[row.catalogue_id].append(entry_of(row))
    return tuple(
        (one.in_force_from, Catalogue(one.version, tuple(entries[one.pk]), above))
        for one in editions
        if one.in_force_from is not None
    )


def entry_of(row: CatalogueRow) -> CatalogueEntry:
    """A row of an edition as plain data."""
    return CatalogueEntry(
        code=row.code,
        topic=row.topic_id,
        unit=row.unit_id,
        ground=DispatchGround(row.ground),
        basis=row.basis,
        division=row.division_id,
        request_type=RequestType(row.request_type) if row.request_type is not None else None,
    )
