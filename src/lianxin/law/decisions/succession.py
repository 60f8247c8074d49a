"""When a unit merges into another: the successor takes over what is open, with its dates and its bars (R8)."""

from __future__ import annotations

import dataclasses

from lianxin.law.decide import is_barred
from lianxin.law.decisions.common import FIRST_HANDLERS, copy_to_parent, end_charge, end_copy_above
from lianxin.law.decisions.conflict import bar_unit, follow_route
from lianxin.law.decisions.dispatching import wake_parent
from lianxin.law.decisions.handling import IN_HAND
from lianxin.law.draft import Draft
from lianxin.law.order_view import OrderView
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Overlay
from lianxin.law.transitions import ENDED
from lianxin.law.words import AssignmentKind, AssignmentState, LegalRole, OverlayKind, OverlayState, UnitKind

RANK = (
    AssignmentKind.HOST,
    AssignmentKind.DELEGATE,
    AssignmentKind.CO_HANDLER,
    AssignmentKind.ASSISTANCE,
    AssignmentKind.COPY,
)
"""Which of two charges a successor keeps when it has both."""


def succeed_unit(draft: Draft, *, old: int, new: int) -> None:
    """The successor takes the old unit's open charges, limits, answers owed and bars; no date moves (R8).

    The order is judged by the register as it stands from now on. If the successor is itself barred, it loses what it
    inherited (R60); what turns out to be about whoever would now have it goes to those who may have it (R14, R59).
    """
    if any(draft.unit(unit).successor is not None for unit in (old, new)):
        raise Refused("unit_ended")
    if _standing(draft, old) is not _standing(draft, new):
        raise Refused("successor_unfit")
    if old == new or not is_involved(draft, old):
        raise Refused("unit_not_involved")
    hosted = draft.host is not None and draft.host.unit == old
    moved = _charges(draft, old, new) + _answers(draft, old, new)
    _marks(draft, old, new)
    draft.facts |= {"old": old, "new": new}
    draft.around = dataclasses.replace(draft.around, units=draft.around.units.merged(old, new))
    _one_charge_each(draft, new)
    if hosted:
        end_copy_above(draft, old, new)
        copy_to_parent(draft, new)
    if moved:
        draft.tell("order_inherited", unit=new)
    holds = any(draft.around.units.is_within(row.unit, new) for row in draft.active())
    if (moved or holds) and is_barred(draft, new):
        bar_unit(draft, new)
    follow_route(draft)


def is_involved(view: OrderView, unit: int) -> bool:
    """Whether a unit that ends leaves anything on an order: what it has, owes or may not have any more (R8).

    An order that has ended keeps the names it ended with; a bar reaches the successor all the same.
    """
    order, named = view.order, view.order.subject_staff
    owes = any(row.unit == unit for row in view.running()) or any(row.unit == unit for row in view.open_overlays())
    if owes or _held(view, unit):
        return True
    if order.state in ENDED:
        return False
    if unit in (order.subject_unit, order.managing_unit) or _bars(view, unit):
        return True
    return named is not None and unit in view.around.units.units_of(named)


def _standing(draft: Draft, unit: int) -> LegalRole | UnitKind:
    """As what a unit can have an order: a sub-unit and a county hotline handle like undertaking units (R1)."""
    facts = draft.unit(unit)
    if facts.legal_role in FIRST_HANDLERS or facts.kind is UnitKind.COUNTY_HOTLINE:
        return LegalRole.UNDERTAKING
    return LegalRole.COOPERATING if facts.legal_role is LegalRole.COOPERATING else facts.kind


def _charges(draft: Draft, old: int, new: int) -> int:
    rows = _held(draft, old)
    for row in rows:
        draft.change(row, unit=new)
    limits = [clock for clock in draft.running() if clock.unit == old]
    for clock in limits:
        draft.change(clock, unit=new)
    return len(rows) + len(limits)


def _held(draft: OrderView, unit: int) -> list[Assignment]:
    """The unit's open charges, and the one whose stop still waits for judgement."""
    stop = draft.pending_feedback
    stopping = stop.assignment if stop is not None else None
    return [row for row in draft.assignments.values() if row.unit == unit and (row.active or row.serial == stopping)]


def _answers(draft: Draft, old: int, new: int) -> int:
    rows = [row for row in draft.open_overlays() if row.unit == old]
    for row in rows:
        draft.change(row, unit=new)
    return len(rows)


def _marks(draft: Draft, old: int, new: int) -> None:
    """What names the old unit without giving it anything to do: the subject complained of, the place, the bars."""
    names = [name for name in ("subject_unit", "managing_unit") if getattr(draft.order, name) == old]
    draft.set(**dict.fromkeys(names, new))
    for row in _bars(draft, old):
        draft.change(row, unit=new)


def _bars(view: OrderView, unit: int) -> list[Overlay]:
    upheld = (row for row in view.overlays.values() if row.state is OverlayState.UPHELD)
    return [row for row in upheld if row.kind is OverlayKind.RECUSAL and row.unit == unit]


def _one_charge_each(draft: Draft, unit: int) -> None:
    """A successor that was on the order already keeps the higher charge; what stood below the other moves to it."""
    rows = sorted(_held(draft, unit), key=_rank)
    for other in rows[1:]:
        _move_below(draft, other, rows[0].serial)
        draft.end_assignment(other, AssignmentState.RECALLED, reason="unit_succeeded")
        if other.kind is AssignmentKind.DELEGATE:
            wake_parent(draft, other)


def _move_below(draft: Draft, other: Assignment, kept: int) -> None:
    """What stands below one charge stands below another from now on, if that one is in hand; else it is recalled."""
    for lower in [row for row in draft.active() if row.parent == other.serial]:
        above = draft.assignments[kept]
        if above.state not in IN_HAND:
            end_charge(draft, lower, AssignmentState.RECALLED, reason="unit_succeeded")
            continue
        draft.change(lower, parent=kept)
        if lower.kind is AssignmentKind.DELEGATE and lower.state is not AssignmentState.FED_BACK:
            draft.change(above, state=AssignmentState.DELEGATED)


def _rank(row: Assignment) -> tuple[int, int]:
    return RANK.index(row.kind), row.serial
