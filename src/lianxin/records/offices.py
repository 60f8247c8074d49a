"""Who holds which office: the person at a desk, the accounts of a demonstration, everyone for the administrator."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from lianxin.law.words import Role
from lianxin.records.kept import Kept
from lianxin.records.models import CatalogueRow, City, ReadingLog, Staff, StaffRole

_OF_ONE: Kept[Any] = Kept(
    lambda staff: (
        StaffRole.objects.filter(staff=staff)
        .select_related("staff", "unit")
        .annotate(revision=Subquery(City.objects.values("rules_revision")[:1]))
        .order_by("valid_from", "id")
    ),
    staff=int,
)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A person with every office they ever held, in the order these were given, and the rules' revision meanwhile."""

    staff: Staff
    offices: tuple[StaffRole, ...]
    revision: uuid.UUID | None

    def held_on(self, today: dt.date) -> list[StaffRole]:
        """The offices held on a day."""
        return [
            row
            for row in self.offices
            if row.valid_from <= today and (row.valid_until is None or today < row.valid_until)
        ]


def at_desk(staff: int) -> AtDesk | None:
    """The person with this id, read in one statement; None when there is no such account."""
    rows = _OF_ONE.records(staff=staff)
    if rows:
        return AtDesk(rows[0].staff, tuple(rows), rows[0].revision)
    person = Staff.objects.filter(pk=staff).first()
    return AtDesk(person, (), None) if person else None


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """One account of a demonstration for one office; the unit in Chinese and English."""

    role: Role
    username: str
    unit_zh: str
    unit_en: str


def demo_offices() -> list[DemoOffice]:
    """One account of the demonstration for each office, in the order of the offices.

    Where several people hold an office, the one whose unit the catalogue sends most to is named.
    """
    rows = StaffRole.objects.filter(staff__is_demo=True, staff__is_active=True, valid_until__isnull=True)
    found = busiest(rows.select_related("staff", "unit").order_by("pk"))
    return [_demo(found[role]) for role in Role if role in found]


def busiest(rows: Iterable[StaffRole]) -> dict[Role, StaffRole]:
    """For each office the first of these holders whose unit the catalogue sends most to."""
    sent: dict[int | None, int] = dict(CatalogueRow.objects.values_list("unit").annotate(Count("id")))
    found: dict[Role, StaffRole] = {}
    for row in rows:
        best = found.get(Role(row.role))
        if best is None or sent.get(row.unit_id, 0) > sent.get(best.unit_id, 0):
            found[Role(row.role)] = row
    return found


def _demo(row: StaffRole) -> DemoOffice:
    unit = row.unit
    return DemoOffice(
        role=Role(row.role),
        username=row.staff.username,
        unit_zh=unit.name_zh if unit else "",
        unit_en=unit.name_en if unit else "",
    )


def offices_on(today: dt.date) -> QuerySet[StaffRole]:
    """Every office held on a day, with person and unit, by the person's user name."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gt=today)
    return (
        StaffRole.objects.filter(valid, valid_from__lte=today)
        .select_related("staff", "unit")
        .order_by("staff__username", "pk")
    )


def holders_of(roles: Collection[Role], today: dt.date) -> set[int]:
    """Everybody who holds one of these offices on a day, by the ids of the people."""
    return set(offices_on(today).filter(role__in=roles, staff__is_active=True).values_list("staff_id", flat=True))


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who opened an order, with their first office."""

    staff: Staff
    office: StaffRole | None


def readers_of(order: int, staff: Collection[int], *, since: dt.datetime) -> list[Reader]:
    """Those of these people who opened the order since a moment, by their names."""
    read = ReadingLog.objects.filter(order=order, staff__in=set(staff), hour__gte=since).values("staff")
    people = Staff.objects.filter(pk__in=read).order_by("display_name", "pk")
    offices = StaffRole.objects.filter(staff__in=read, valid_until__isnull=True).select_related("unit").order_by("-pk")
    first = {row.staff_id: row for row in offices}
    return [Reader(one, first.get(one.pk)) for one in people]
