"""单位承继 · Succeed a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from lianxin.actions._append import append_events, note_new_rules
from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_together
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decisions import succession
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import ACTIVE_ASSIGNMENT
from lianxin.law.words import OverlayState, Role
from lianxin.records.models import Unit, WorkOrder


def succeed_unit(door: Door, *, old: int, new: int) -> list[Done]:
    """A unit ends and its successor takes over all it had open, in one recorded act; no date moves (R8).

    Returns what was done to each order. Raises `Refused` for anybody but the administrator and the head of the
    centre, for a unit that has ended already, and where old and new are one.
    """
    if door.actor.role not in (Role.ADMINISTRATOR, Role.HEAD_OF_CENTRE):
        raise Refused("not_your_duty")
    today = door.now.astimezone(SHANGHAI).date()
    with transaction.atomic():
        orders = _involved(old)
        done = perform_together(door, orders, "succeed_unit", _each, old=old, new=new) if orders else []
        _end(door, old, new, today)
    return done


def _involved(unit: int) -> list[int]:
    """Orders where the unit has a charge, owes an answer, or is the one complained of while they are open."""
    active = Q(assignments__unit_id=unit, assignments__state__in=list(ACTIVE_ASSIGNMENT))
    owes = Q(overlays__unit_id=unit, overlays__state=OverlayState.OPEN)
    found = WorkOrder.objects.filter(active | owes).order_by("id").values_list("id", flat=True)
    return list(dict.fromkeys(found))


def _each(drafts: Sequence[Draft], *, old: int, new: int) -> None:
    for draft in drafts:
        succession.succeed_unit(draft, old=old, new=new)


def _end(door: Door, old: int, new: int, today: dt.date) -> None:
    units = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in=(old, new)).order_by("pk")}
    if old == new or old not in units or new not in units:
        raise Refused("unit_unknown")
    if units[old].successor_id is not None or units[new].successor_id is not None:
        raise Refused("unit_ended")
    units[old].successor_id, units[old].valid_until = new, today
    units[old].save(update_fields=["successor", "valid_until"])
    rows = [units[old], units[new]]
    append_events(rows, door, "succeed_unit", article="R8", payloads=[{"successor": new}, {"predecessor": old}])
    note_new_rules()
