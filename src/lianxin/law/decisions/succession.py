"""When a unit merges into another: the successor takes over what is open, with its dates and its bars (R8)."""

from __future__ import annotations

from lianxin.law.decide import is_barred
from lianxin.law.decisions.common import FIRST_HANDLERS, end_charge
from lianxin.law.decisions.conflict import bar_unit
from lianxin.law.decisions.dispatching import wake_parent
from lianxin.law.decisions.handling import IN_HAND
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.words import AssignmentKind, AssignmentState, LegalRole, OverlayKind, UnitKind

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

    If the successor is itself barred from the order, it loses what it inherited (R60).
    """
    if draft.unit(new).successor is not None:
        raise Refused("unit_ended")
    if _standing(draft, old) is not _standing(draft, new):
        raise Refused("successor_unfit")
    moved = _charges(draft, old, new) + _answers(draft, old, new)
    marked = _marks(draft, old, new)
    if old == new or not (moved or marked):
        raise Refused("unit_not_involved")
    draft.facts |= {"old": old, "new": new}
    _one_charge_each(draft, new)
    if moved:
        draft.tell("order_inherited", unit=new)
    holds = any(draft.around.units.is_within(row.unit, new) for row in draft.active())
    if (moved or holds) and is_barred(draft, new):
        bar_unit(draft, new)


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


def _held(draft: Draft, unit: int) -> list[Assignment]:
    """The unit's open charges, and the one whose stop still waits for judgement."""
    stop = draft.pending_feedback
    stopping = stop.assignment if stop is not None else None
    return [row for row in draft.assignments.values() if row.unit == unit and (row.active or row.serial == stopping)]


def _answers(draft: Draft, old: int, new: int) -> int:
    rows = [row for row in draft.open_overlays() if row.unit == old]
    for row in rows:
        draft.change(row, unit=new)
    return len(rows)


def _marks(draft: Draft, old: int, new: int) -> int:
    """What names the old unit without giving it anything to do: the subject complained of, the place, the bars."""
    names = [name for name in ("subject_unit", "managing_unit") if getattr(draft.order, name) == old]
    draft.set(**dict.fromkeys(names, new))
    bars = [row for row in draft.overlays.values() if row.kind is OverlayKind.RECUSAL and row.unit == old]
    for row in bars:
        draft.change(row, unit=new)
    return len(names) + len(bars)


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
