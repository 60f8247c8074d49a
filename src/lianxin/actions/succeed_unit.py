"""单位承继 · Succeed a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from lianxin.actions._append import append_events, note_new_rules
from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_together
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.decisions import succession
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION
from lianxin.law.refusals import Refused
from lianxin.law.transitions import ENDED
from lianxin.law.words import AssignmentState, OverlayKind, OverlayState
from lianxin.records.models import Assignment, Clock, Feedback, Overlay, StaffRole, Unit, WorkOrder
from lianxin.records.models.order_rows import ACTIVE


def succeed_unit(door: Door, *, old: int, new: int) -> list[Done]:
    """A unit ends and its successor takes over all it had open, in one recorded act; no date moves (R8).

    Returns what was done to each order. Raises `Refused` for anybody but the administrator, the head of the centre
    and the loading of the city's files, for a unit that has ended already, and where old and new are one.
    """
    if door.actor.role not in BY_ACTION["succeed_unit"].roles:
        raise Refused("not_your_duty")
    today = door.now.astimezone(SHANGHAI).date()
    with transaction.atomic():
        orders = _involved(old)
        done = perform_together(door, orders, "succeed_unit", _each, old=old, new=new) if orders else []
        _end(door, old, new, today)
    return done


def _involved(unit: int) -> list[int]:
    """`succession.is_involved` asked of all orders: each question by its own index, then the few answers together."""
    open_ones = WorkOrder.objects.exclude(state__in=ENDED)
    recused = Overlay.objects.filter(kind=OverlayKind.RECUSAL, state=OverlayState.UPHELD, unit=unit)
    unjudged = Feedback.objects.filter(order=OuterRef("order"), assignment=OuterRef("serial"), end__isnull=True)
    stopped = Assignment.objects.filter(Exists(unjudged), state=AssignmentState.STOPPED, unit=unit)
    rows = (
        Assignment.objects.filter(ACTIVE, unit=unit),
        stopped,
        Clock.objects.filter(unit=unit, end__isnull=True),
        Overlay.objects.filter(unit=unit, state=OverlayState.OPEN),
        recused.exclude(order__state__in=ENDED),
    )
    people = StaffRole.objects.filter(unit=unit).values("staff")
    named = Q(subject_unit=unit) | Q(managing_unit=unit) | Q(subject_staff__in=people)
    found = set(open_ones.filter(named).values_list("id", flat=True))
    return sorted(found.union(*(each.values_list("order_id", flat=True) for each in rows)))


def _each(drafts: Sequence[Draft], *, old: int, new: int) -> None:
    for draft in drafts:
        succession.succeed_unit(draft, old=old, new=new)


def _end(door: Door, old: int, new: int, today: dt.date) -> None:
    units = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in=(old, new)).order_by("pk")}
    if old == new or old not in units or new not in units:
        raise Refused("unit_unknown")
    if units[old].successor_id is not None or units[new].successor_id is not None:
        raise Refused("unit_ended")
    # Files may have given its last day before: the register keeps the day on which it ended, not that of this act.
    units[old].successor_id, units[old].valid_until = new, min(today, units[old].valid_until or today)
    units[old].save(update_fields=["successor", "valid_until"])
    rows = [units[old], units[new]]
    append_events(rows, door, "succeed_unit", article="R8", payloads=[{"successor": new}, {"predecessor": old}])
    note_new_rules()
