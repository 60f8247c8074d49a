"""Who else has the order before them: ids from the live process, names with the reader's own rights."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.access import Reading, need_reading
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.records.load import read_order
from lianxin.records.offices import Reader, readers_of
from lianxin.web.names import unit_name
from lianxin.web.orders.open import draft_of, open_draft
from lianxin.web.orders.story import AT_CENTRE, KNOWN_BY_NUMBER
from lianxin.web.shell import chosen_office, now_of

LATELY = dt.timedelta(hours=12)
"""How long ago somebody may have opened the order to be named as one who has it open."""


def opened(request: HttpRequest, order: str) -> int | None:
    """The order that a page says it shows, when its reader may open it; None for any other."""
    if not order.isdecimal() or len(order) > 18 or chosen_office(request) is None:
        return None
    try:
        found = read_order(int(order)).aggregate
        need_reading(draft_of(request, found))
    except Refused:
        return None
    return found.order.id


@require_safe
def present(request: HttpRequest, number: str) -> HttpResponse:
    """The names of those who have the order open, of the ids asked for: only of people who did open it."""
    loaded, _, reading = open_draft(request, number)
    order = loaded.aggregate.order
    doing = {name for name in request.GET.get("doing", "").split(",") if name}
    asked = doing | {name for name in request.GET.get("viewing", "").split(",") if name}
    wanted = [int(name) for name in asked if name.isdecimal() and len(name) < 10]
    found = readers_of(order.id, wanted, since=now_of(request) - LATELY)
    people = [{"who": _named(one, reading), "doing": str(one.staff.pk) in doing} for one in found]
    people.sort(key=lambda one: not one["doing"])
    return render(request, "orders/_present.html", {"people": people})


def _named(one: Reader, reading: Reading) -> Spoken:
    """Unit and name; seats of the centre by their number for readers outside it, as the log has it."""
    name, role = one.staff.display_name, one.office.role if one.office else None
    if isinstance(role, Role) and role in KNOWN_BY_NUMBER and one.staff.number and reading.audience not in AT_CENTRE:
        return Spoken(f"{role.zh} {one.staff.number}", f"{role.en} {one.staff.number}")
    unit = unit_name(one.office.unit) if one.office and one.office.unit else Spoken()
    return Spoken(f"{unit.zh} {name}".strip(), f"{name} ({unit.en})" if unit.en else name)
