"""What the dispatch catalogue in force says of a matter: the most specific row wins."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from lianxin.law.words import DispatchGround
from lianxin.records.models import CatalogueRow, CatalogueVersion, Division, WorkOrder


@dataclass(frozen=True, slots=True)
class Proposal:
    """The unit of the winning row, by which ground, and the citation that supports it (may be empty)."""

    unit: int
    ground: DispatchGround
    basis: str


def named_for(order: int | str) -> int | None:
    """The unit the catalogue names for an order, known by id or number; None where it is silent."""
    one = Q(pk=order) if isinstance(order, int) else Q(number=order)
    row = WorkOrder.objects.filter(one).values_list("topic_id", "division_id", "request_type").first()
    found = by_catalogue(*row) if row is not None and row[0] is not None else None
    return found.unit if found is not None else None


def by_catalogue(topic: str, division: str | None, request_type: object) -> Proposal | None:
    """The unit the newest edition names for a topic in a place and for a type; None where it is silent.

    A row for the topic itself goes before one for the topic above it, one for the place before one for everywhere.
    """
    edition = CatalogueVersion.objects.order_by("-in_force_from", "-id").first()
    if edition is None:
        return None
    places = _chain(division)
    kind = Q(request_type__isnull=True) | Q(request_type=str(request_type or ""))
    where = Q(division__isnull=True) | Q(division__in=places)
    rows = CatalogueRow.objects.filter(kind, where, catalogue=edition, topic__in=[topic, topic[:2]])
    best = max(
        rows,
        key=lambda row: (
            len(row.topic_id),
            len(places) - places.index(row.division_id) if row.division_id in places else 0,
            row.request_type is not None,
        ),
        default=None,
    )
    return Proposal(best.unit_id, DispatchGround(best.ground), best.basis) if best is not None else None


def _chain(division: str | None) -> list[str]:
    """The place and those above it, the nearest first."""
    above = dict(Division.objects.values_list("code", "parent_id"))
    found: list[str] = []
    at = division
    while at is not None and at not in found:
        found.append(at)
        at = above.get(at)
    return found
