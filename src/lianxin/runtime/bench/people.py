"""Who acts in a measurement: accounts of the demonstration with one office each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from lianxin.law.actors import Actor
from lianxin.law.words import AssignmentState, LegalRole, Role, UnitKind
from lianxin.records.models import Assignment, Staff, StaffRole
from lianxin.runtime.bench.browser import Session, sign_in
from lianxin.runtime.bench.lives import People
from lianxin.runtime.city import DEMO_PASSWORD


@dataclass(frozen=True)
class Account:
    """A name to sign in with, and the same person as the law sees them."""

    username: str
    actor: Actor


def accounts(role: Role, *, of_centre: bool = False) -> list[Account]:
    """Everybody who holds this office and no other; `of_centre` leaves out the vendor's people."""
    single = Staff.objects.annotate(offices=Count("roles")).filter(offices=1).values("pk")
    rows = StaffRole.objects.filter(role=role, staff__in=single, unit__isnull=False).select_related("staff", "unit")
    if of_centre:
        rows = rows.exclude(unit__kind=UnitKind.VENDOR)
    if role is Role.UNIT_CLERK:
        rows = rows.filter(unit__legal_role=LegalRole.UNDERTAKING)
    return [Account(row.staff.username, _actor(row)) for row in rows.order_by("pk")]


def busy_clerks(most: int) -> list[Account]:
    """Clerks of the units that have most to sign and in hand, one of each unit."""
    active = Assignment.objects.filter(state__in=[AssignmentState.OFFERED, AssignmentState.SIGNED])
    units = active.values("unit").annotate(charges=Count("order")).order_by("-charges").values_list("unit", flat=True)
    by_unit = {clerk.actor.unit: clerk for clerk in accounts(Role.UNIT_CLERK)}
    return [by_unit[unit] for unit in units if unit in by_unit][:most]


def _actor(row: StaffRole) -> Actor:
    return Actor(role=Role(row.role), staff=row.staff_id, unit=row.unit_id)


def sign_everybody_in(port: int, connections: int) -> list[People]:
    """For each connection its people; sessions are shared where an office has fewer accounts than there are."""
    agents, clerks = accounts(Role.AGENT, of_centre=True)[:4], accounts(Role.UNIT_CLERK)[:8]
    examiners = accounts(Role.EXAMINER, of_centre=True)[:2]
    callers = accounts(Role.CALLBACK_CLERK, of_centre=True)[:1]
    kept: dict[str, Session] = {}
    for account in (*agents, *clerks, *examiners, *callers):
        kept[account.username] = sign_in(port, account.username, DEMO_PASSWORD)

    def one(among: list[Account], number: int) -> Account:
        return among[number % len(among)]

    return [
        People(
            agent=kept[one(agents, number).username],
            clerk=kept[one(clerks, number).username],
            examiner=kept[one(examiners, number).username],
            callback_clerk=kept[one(callers, number).username],
            unit=one(clerks, number).actor.unit or 0,
        )
        for number in range(connections)
    ]
