"""What a row of a list offers at its end, and what of it fits the order without opening it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from lianxin.law.calendar import WorkingCalendar
from lianxin.law.duties import BY_ACTION, DISPOSALS, JUDGEMENTS, VENDOR_BARRED
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import BY_ACTION as ROWS
from lianxin.law.words import AssignmentKind, AssignmentState, ClockName, OrderFlag, Role, UnitKind
from lianxin.records.glance import Glance
from lianxin.records.models import Assignment, Clock
from lianxin.web.acts.first import ANSWERS, MOST_SHOWN, first_in
from lianxin.web.addresses import act_href, in_list

HANDLING = frozenset({AssignmentKind.HOST, AssignmentKind.DELEGATE})
CAPACITIES: Mapping[str, frozenset[AssignmentKind]] = {
    "feed_back": HANDLING,
    "send_back": HANDLING,
    "give_opinion": frozenset({AssignmentKind.CO_HANDLER}),
    "end_assistance": frozenset({AssignmentKind.ASSISTANCE}),
    "record_progress": frozenset({AssignmentKind.ASSISTANCE}),
}
"""Acts that a row offers to a unit in some capacities."""

CORRECTED = Spoken("补正反馈", "Correct the feedback")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a list: the office, its unit where the list is the unit's own, the moment lamps go by.

    `hosts`: the names of host units, for readers who see orders of many. `listed`: the list as the addresses of its
    orders hold it.
    """

    role: Role
    unit: int | None
    unit_kind: UnitKind | None
    now: dt.datetime
    calendar: WorkingCalendar
    queue: str = ""
    listed: str = ""
    hosts: dict[int, Spoken] | None = None


def is_unsigned(glance: Glance) -> bool:
    """Whether the charge waits to be signed for; nobody signs for a copy."""
    return (
        glance.charge is not None
        and glance.charge.state is AssignmentState.OFFERED
        and glance.charge.kind is not AssignmentKind.COPY
    )


def ways_of(glance: Glance, reader: Reader) -> list[dict[str, Any]]:
    """The first acts that fit, with the address of their forms."""
    fitting = [action for action in first_in(reader.queue) if _fits(action, glance, reader)]
    return [
        {"href": in_list(act_href(glance.row.number, action), reader.listed), "text": _said(action, glance)}
        for action in fitting[:MOST_SHOWN]
    ]


def _said(action: str, glance: Glance) -> Spoken:
    if action == "feed_back" and glance.charge is not None and glance.charge.to_correct:
        return CORRECTED
    return Spoken(ROWS[action].zh, ROWS[action].en)


def _fits(action: str, glance: Glance, reader: Reader) -> bool:
    """Whether a row may offer an act: roughly what `access.offers` says, without opening the order."""
    barred = reader.unit_kind is UnitKind.VENDOR and action in VENDOR_BARRED
    if OrderFlag.ABOUT_CENTRE in glance.row.flags and reader.role is not Role.GENERAL_OFFICE_CLERK:
        barred = barred or action in JUDGEMENTS | DISPOSALS  # the centre is no judge of itself (R59)
    if barred or reader.role not in BY_ACTION[action].roles or glance.row.state not in ROWS[action].states:
        return False
    if action in ANSWERS:
        return any(one.kind is ANSWERS[action] and reader.unit in (None, one.unit_id) for one in glance.overlays)
    if action == "sign":
        return is_unsigned(glance)
    if action in CAPACITIES:
        return glance.charge is not None and _charge_fits(action, glance.charge, glance.clocks, reader.now)
    return True


def _charge_fits(action: str, charge: Assignment, clocks: Collection[Clock], now: dt.datetime) -> bool:
    """Whether a charge takes the act: a send-back in its time also before signing, all else when signed."""
    if charge.kind not in CAPACITIES[action]:
        return False
    if action != "send_back":
        return charge.state is AssignmentState.SIGNED
    window = [one for one in clocks if one.name is ClockName.SEND_BACK_WINDOW and one.due_at > now]
    in_time = charge.kind is AssignmentKind.DELEGATE or bool(window)
    return in_time and charge.state in (AssignmentState.OFFERED, AssignmentState.SIGNED)
