"""The dispatch catalogue in force, as the law asks it."""

from __future__ import annotations

from lianxin.law.catalogue import Catalogue, CatalogueEntry
from lianxin.law.words import DispatchGround, RequestType
from lianxin.records.models import CatalogueVersion, Division


def read_catalogue() -> Catalogue:
    """The newest edition; one without rows where no city was loaded."""
    edition = CatalogueVersion.objects.order_by("-in_force_from", "-id").first()
    if edition is None:
        return Catalogue()
    entries = tuple(
        CatalogueEntry(
            code=row.code,
            topic=row.topic_id,
            unit=row.unit_id,
            ground=DispatchGround(row.ground),
            basis=row.basis,
            division=row.division_id,
            request_type=RequestType(row.request_type) if row.request_type is not None else None,
        )
        for row in edition.rows.order_by("pk")
    )
    return Catalogue(edition.version, entries, dict(Division.objects.values_list("code", "parent_id")))
