"""One row of a list as templates/orders/_rows.html shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lianxin.law import lamps
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.duties import BY_ACTION, VENDOR_BARRED
from lianxin.law.lamps import Lamp, Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.transitions import BY_ACTION as ROWS
from lianxin.law.words import AssignmentState, OrderState, OverlayKind, Role, TextKind, UnitKind
from lianxin.records.glance import MAIN_CLOCKS, Glance
from lianxin.records.models import Clock
from lianxin.web.addresses import act_href, order_href
from lianxin.web.lists.lamps import first_due, lamp_of
from lianxin.web.tags import tags_of

MOST_SAID = 60
"""Characters of the text that stand below a title."""

ENDED = (OrderState.CLOSED, OrderState.ARCHIVED)

FIRST_ACTS: dict[str, tuple[str, ...]] = {
    "intake": ("answer", "queue", "dispatch"),
    "to_answer": ("answer",),
    "to_dispatch": ("dispatch",),
    "send_backs": ("decide_send_back", "decide_host_change", "decide_co_handling"),
    "to_examine": ("examine", "return_for_correction"),
    "requests": (
        "decide_extension",
        "decide_promise_change",
        "decide_withdrawal",
        "decide_contradiction",
        "decide_recusal",
        "decide_redirection",
        "decide_reopening",
        "confirm_sealing",
    ),
    "to_call_back": ("call_back",),
    "to_sign": ("sign", "send_back"),
    "in_hand": ("feed_back", "give_opinion", "end_assistance"),
    "explanations": ("explain", "prove", "answer_supervision"),
}
"""What a row of each queue offers at its end; the order's page offers everything."""

ANSWERS: dict[str, OverlayKind] = {
    "decide_send_back": OverlayKind.SEND_BACK,
    "decide_host_change": OverlayKind.HOST_CHANGE,
    "decide_co_handling": OverlayKind.CO_HANDLING,
    "decide_extension": OverlayKind.EXTENSION,
    "decide_promise_change": OverlayKind.PROMISE_CHANGE,
    "decide_withdrawal": OverlayKind.WITHDRAWAL,
    "decide_contradiction": OverlayKind.CONTRADICTION,
    "decide_recusal": OverlayKind.RECUSAL,
    "decide_redirection": OverlayKind.REDIRECTION,
    "decide_reopening": OverlayKind.REOPENING,
    "confirm_sealing": OverlayKind.SEALING,
    "explain": OverlayKind.EXPLANATION,
    "prove": OverlayKind.CONTRADICTION,
    "answer_supervision": OverlayKind.SUPERVISION,
}
"""Acts that a row offers only while the request they answer lies open."""

CAPACITIES = {"feed_back": "host", "give_opinion": "co_handler", "end_assistance": "assistance", "send_back": "host"}
"""Acts that a row offers to a unit in one capacity."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a list: the office, its unit where the list is the unit's own, the moment lamps go by.

    `hosts`: the names of host units, for readers who see orders of many.
    """

    role: Role
    unit: int | None
    unit_kind: UnitKind | None
    now: dt.datetime
    calendar: WorkingCalendar
    queue: str = ""
    hosts: dict[int, Spoken] | None = None


def row_of(glance: Glance, reader: Reader) -> dict[str, Any]:
    """The row; the number is what forms and addresses go by."""
    order = glance.row
    clock = _clock(glance, reader)
    lamp = lamp_of(clock, reader.now, reader.calendar, unsigned=_unsigned(glance)) if clock else _end_lamp(glance)
    kinds = {OverlayKind(one.kind) for one in glance.overlays}
    pending = [found for kind in OverlayKind if kind in kinds and (found := lamps.pending_lamp(kind))]
    return {
        "href": order_href(order.number),
        "number": order.number,
        "title": glance.texts.get(TextKind.TITLE) or order.number,
        "summary": _summary(glance),
        "lamp": lamp,
        "pending": pending,
        "due_at": clock.due_at if clock else None,
        "due_notes": [clock.name] if clock else [],
        "type": order.request_type,
        "received_date": order.received_at.astimezone(SHANGHAI).date(),
        "tags": tags_of(order, kinds),
        "place": glance.place_zh,
        "channel": order.channel,
        "capacity": _capacity(glance, reader),
        "state": _state(glance, reader),
        "ways": _ways(glance, reader, kinds),
    }


def _clock(glance: Glance, reader: Reader) -> Clock | None:
    """The limit that the row counts down to: in a unit's own list the first of its own, if it has any."""
    own = [one for one in glance.clocks if reader.unit is not None and one.unit_id == reader.unit]
    return first_due(own) or first_due(glance.clocks)


def _unsigned(glance: Glance) -> bool:
    return glance.charge is not None and glance.charge.state is AssignmentState.OFFERED


def _end_lamp(glance: Glance) -> Lamp | None:
    """How an order that has ended stands: closed in time, or by how much its feedback was late."""
    if glance.row.state not in ENDED:
        return None
    late = [one.ended_at - one.due_at for one in glance.clocks if one.name in MAIN_CLOCKS and one.ended_at]
    return lamps.closed_lamp(max(late, default=None))


def _summary(glance: Glance) -> str:
    """The first words of the text for transfer, or of the account where the reader has it."""
    said = glance.texts.get(TextKind.TRANSFER) or glance.texts.get(TextKind.ACCOUNT) or ""
    said = " ".join(said.split())
    return said if len(said) <= MOST_SAID else f"{said[:MOST_SAID]}…"


def _capacity(glance: Glance, reader: Reader) -> object:
    if glance.charge is None:
        return ""
    if reader.hosts is not None:
        return reader.hosts.get(glance.charge.unit_id, "")
    return glance.charge.kind


def _state(glance: Glance, reader: Reader) -> object:
    """How the order stands; for a unit that has not signed, that."""
    if reader.hosts is None and glance.charge is not None and glance.charge.state is AssignmentState.OFFERED:
        return AssignmentState.OFFERED
    return glance.row.closed_as or glance.row.state


def _ways(glance: Glance, reader: Reader, open_kinds: Collection[OverlayKind]) -> list[dict[str, Any]]:
    return [
        {"href": act_href(glance.row.number, action), "text": Spoken(ROWS[action].zh, ROWS[action].en)}
        for action in FIRST_ACTS.get(reader.queue, ())
        if _fits(action, glance, reader, open_kinds)
    ]


def _fits(action: str, glance: Glance, reader: Reader, open_kinds: Collection[OverlayKind]) -> bool:
    """Whether a row may offer an act: roughly what `access.offers` says, without opening the order."""
    barred = reader.unit_kind is UnitKind.VENDOR and action in VENDOR_BARRED
    if barred or reader.role not in BY_ACTION[action].roles or glance.row.state not in ROWS[action].states:
        return False
    if action in ANSWERS and ANSWERS[action] not in open_kinds:
        return False
    charge = glance.charge
    if action == "sign":
        return charge is not None and charge.state is AssignmentState.OFFERED
    if action in CAPACITIES:
        return charge is not None and charge.kind.value == CAPACITIES[action] and action_open(action, charge.state)
    return True


def action_open(action: str, state: AssignmentState) -> bool:
    """Whether a charge in this state still takes the act: a send-back also before signing."""
    return state is AssignmentState.SIGNED or (action == "send_back" and state is AssignmentState.OFFERED)
