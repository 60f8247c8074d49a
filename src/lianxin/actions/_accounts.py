"""Keeps the people who work with the hotline and their offices; an account that exists keeps its password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import make_password

from lianxin.actions._append import append_events
from lianxin.actions._door import Door
from lianxin.law.city_data import City, StaffData
from lianxin.law.deadlines import SHANGHAI
from lianxin.records.models import Staff, StaffRole

RULES_OF_OFFICE = "R9"


def keep_staff(door: Door, city: City, units: Mapping[str, int], demo_password: str | None) -> int:
    """Every member of staff with an event for each that is new or changed; returns how many accounts are new.

    `demo_password` is the hash shared by the accounts of a demonstration; without it nobody can sign in until an
    administrator gives out a password.
    """
    known = {row.username: row for row in Staff.objects.select_for_update()}
    offices = _offices_in_force()
    before = {name: _facts(row, offices.get(row.pk, {})) for name, row in known.items()}
    fresh = [_new(row, demo_password) for row in city.staff if row.username not in known]
    known |= {row.username: row for row in Staff.objects.bulk_create(fresh)}
    for row in city.staff:
        known[row.username].display_name, known[row.username].number = row.display_name, row.number
    _keep_offices(door, city, units, known)
    offices = _offices_in_force()
    changed = [
        known[row.username]
        for row in city.staff
        if before.get(row.username) != _facts(known[row.username], offices.get(known[row.username].pk, {}))
    ]
    Staff.objects.bulk_update(changed, ["display_name", "number"])
    payloads = [_payload(row, offices.get(row.pk, {})) for row in changed]
    append_events(changed, door, "load_city", article=RULES_OF_OFFICE, payloads=payloads)
    return len(fresh)


Offices = dict[tuple[str, int | None], StaffRole]


def _new(row: StaffData, demo_password: str | None) -> Staff:
    return Staff(
        username=row.username,
        display_name=row.display_name,
        number=row.number,
        password=demo_password or make_password(None),
        is_demo=demo_password is not None,
    )


def _offices_in_force() -> dict[int, Offices]:
    found: dict[int, Offices] = {}
    for row in StaffRole.objects.filter(valid_until__isnull=True).order_by("pk"):
        found.setdefault(row.staff_id, {})[row.role.value, row.unit_id] = row
    return found


def _facts(row: Staff, offices: Offices) -> tuple[Any, ...]:
    return row.display_name, row.number, row.is_active, sorted((key, one.substitute_id) for key, one in offices.items())


def _payload(row: Staff, offices: Offices) -> dict[str, Any]:
    """Offices and standing, never a name."""
    held = [{"role": role, "unit": unit, "substitute": one.substitute_id} for (role, unit), one in offices.items()]
    return {"is_active": row.is_active, "is_demo": row.is_demo, "offices": held}


def _keep_offices(door: Door, city: City, units: Mapping[str, int], known: Mapping[str, Staff]) -> None:
    today, held = door.now.astimezone(SHANGHAI).date(), _offices_in_force()
    opened, moved = [], []
    for row in city.staff:
        staff = known[row.username]
        substitute = known[row.substitute].pk if row.substitute else None
        wanted = {(office.role.value, units[office.unit]): office.role for office in row.offices}
        for (_, unit), role in ((key, role) for key, role in wanted.items() if key not in held.get(staff.pk, {})):
            since = min(city.catalogue_from, today)
            opened.append(StaffRole(staff=staff, role=role, unit_id=unit, valid_from=since, substitute_id=substitute))
        for key, office in held.get(staff.pk, {}).items():
            if key in wanted and office.substitute_id != substitute:
                office.substitute_id = substitute
                moved.append(office)
            elif key not in wanted and office.valid_from < today:
                office.valid_until = today
                moved.append(office)
    StaffRole.objects.bulk_create(opened)
    StaffRole.objects.bulk_update(moved, ["substitute", "valid_until"])
