"""Who answers for an order: the unit that hosts it, the one that hosted it last, and the unit above."""

from __future__ import annotations

from lianxin.law.decide import is_barred
from lianxin.law.decisions.common import unit_above
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Caller
from lianxin.law.transitions import ENDED
from lianxin.law.words import AssignmentKind, Role


def last_host(draft: Draft) -> Assignment | None:
    """The newest host's charge, also when it has ended."""
    hosts = [row for row in draft.assignments.values() if row.kind is AssignmentKind.HOST]
    return max(hosts, key=lambda row: row.serial, default=None)


def answering_unit(draft: Draft) -> int | None:
    """The unit that owes explanations: the host, on ended orders the last host; None means the centre (R54).

    A unit that has merged is answered for by its successor; a barred one may not read, so the centre answers (R60).
    """
    host = draft.host or (last_host(draft) if draft.order.state in ENDED else None)
    unit = draft.around.units.successor_of(host.unit) if host is not None else None
    return None if unit is None or is_barred(draft, unit) else unit


def tell_unit_and_parent(draft: Draft, template: str, unit: int) -> None:
    """Tells a unit, and the unit above a sub-unit, which stays responsible (R1)."""
    draft.tell(template, unit=unit)
    above = unit_above(draft, unit)
    if above is not None and not is_barred(draft, above):
        draft.tell(template, unit=above)


def speaking(draft: Draft, caller: int) -> Caller:
    """The caller whose word is recorded; refuses a caller who speaks for another (R27)."""
    row = draft.caller(caller)
    if draft.actor.role is Role.CALLER and not draft.actor.is_caller(row):
        raise Refused("caller_unknown")
    return row
