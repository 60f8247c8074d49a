"""The accounts of a demonstration: one for each office, to try everything with."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count

from lianxin.law.words import Role, Word
from lianxin.records.models import CatalogueRow, StaffRole

DEMO_PASSWORD = "lianxin-demo"  # noqa: S105 - printed on purpose, and refused by production


class DemoAccount(NamedTuple):
    """One account for one office; the unit in Chinese and English."""

    role: Role
    username: str
    password: str
    unit_zh: str
    unit_en: str


def demo_accounts() -> list[DemoAccount]:
    """One account of the demonstration for each office, in the order of the offices.

    Where several people hold an office, the one whose unit the catalogue sends most to is named.
    """
    sent: dict[int | None, int] = dict(CatalogueRow.objects.values_list("unit").annotate(Count("id")))
    found: dict[Word, StaffRole] = {}
    rows = StaffRole.objects.filter(staff__is_demo=True, staff__is_active=True, valid_until__isnull=True)
    for row in rows.select_related("staff", "unit").order_by("pk"):
        best = found.get(row.role)
        if best is None or sent.get(row.unit_id, 0) > sent.get(best.unit_id, 0):
            found[row.role] = row
    return [_account(found[role]) for role in Role if role in found]


def _account(row: StaffRole) -> DemoAccount:
    unit = row.unit
    return DemoAccount(
        role=Role(row.role),
        username=row.staff.username,
        password=DEMO_PASSWORD,
        unit_zh=unit.name_zh if unit else "",
        unit_en=unit.name_en if unit else "",
    )
