"""One row of a list as templates/orders/_rows.html shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianxin.law import lamps
from lianxin.law.lamps import Lamp, Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.transitions import AT_CENTRE, ENDED
from lianxin.law.words import (
    AssignmentState,
    ClockName,
    OverlayKind,
    Signal,
    TextKind,
)
from lianxin.records.glance import MAIN_CLOCKS, Glance
from lianxin.records.marks import Mark
from lianxin.records.models import Clock
from lianxin.web.addresses import in_list, order_href
from lianxin.web.lists.lamps import due_of, first_due, lamp_of
from lianxin.web.lists.ways import Reader, is_unsigned, ways_of
from lianxin.web.tags import tags_of

MOST_SAID = 60
"""Characters of the text that stand below a title."""

IN_HAND = (AssignmentState.OFFERED, AssignmentState.SIGNED, AssignmentState.DELEGATED)

CARDS = frozenset(
    {ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE, ClockName.SUPERVISION_ANSWER}
)
"""Limits for which a red card is issued (R16)."""

ALSO_SAID: Mapping[ClockName, Spoken] = {
    ClockName.SEND_BACK_WINDOW: Spoken("可退单至", "Send-back until"),
    ClockName.INNER_LEVEL: Spoken("内部时限至", "Inner level until"),
    ClockName.EXPLANATION: Spoken("说明至", "Explanation by"),
    ClockName.PROOF: Spoken("举证至", "Proof by"),
    ClockName.SUPERVISION_ANSWER: Spoken("督办答复至", "Supervision answered by"),
}
"""Limits of the unit that stand below the one the row counts down to."""


NOT_MARKED = Mark()


def row_of(glance: Glance, reader: Reader, mark: Mark = NOT_MARKED) -> dict[str, Any]:
    """The row; the number is what forms and addresses go by."""
    order = glance.row
    clock = _clock(glance, reader)
    lamp = (
        lamp_of(clock, reader.now, reader.calendar, unsigned=is_unsigned(glance))
        if clock
        else _end_lamp(glance, reader)
    )
    counted = clock if clock is not None and not clock.silent else None
    kinds = {OverlayKind(one.kind) for one in glance.overlays}
    pending = [found for kind in OverlayKind if kind in kinds and (found := lamps.pending_lamp(kind))]
    return {
        "href": in_list(order_href(order.number), reader.listed),
        "number": order.number,
        "title": glance.texts.get(TextKind.TITLE) or order.number,
        "summary": _summary(glance),
        "lamp": lamp,
        "pending": pending,
        "due_at": counted.due_at if counted else None,
        "limit": counted.name if counted else "",
        "due_notes": _due_notes(glance, reader, clock),
        "type": order.request_type,
        "received_date": order.received_at.astimezone(SHANGHAI).date(),
        "tags": [*tags_of(order, kinds), *mark_tags(mark), *_own_tags(glance, reader)],
        "place": glance.place_zh,
        "channel": order.channel,
        "capacity": _capacity(glance, reader),
        "state": _state(glance, reader),
        "ways": ways_of(glance, reader),
    }


def _own(glance: Glance, reader: Reader) -> list[Clock]:
    """Limits that the reader's unit answers for, in its own list."""
    return [one for one in glance.clocks if reader.unit is not None and one.unit_id == reader.unit and one.end is None]


def _inner(glance: Glance, reader: Reader) -> list[Clock]:
    """The limit that a delegate works to; its parent answers for it (R54)."""
    charge = glance.charge if reader.unit is not None else None
    inner = [one for one in glance.clocks if one.name is ClockName.INNER_LEVEL and one.end is None]
    return [one for one in inner if charge is not None and one.assignment == charge.serial]


def _clock(glance: Glance, reader: Reader) -> Clock | None:
    """The limit that the row counts down to: in a unit's own list the first that it has to keep, if it has any."""
    own = _own(glance, reader)
    kept = [one for one in (first_due(own), *_inner(glance, reader)) if one is not None]
    first = min(kept, key=lambda clock: (clock.silent, clock.due_at, clock.name), default=None)
    signing = next((one for one in own if one.name is ClockName.SIGN), None)
    # Two limits that end together: what one has to do first is to sign.
    if first is not None and signing is not None and signing.due_at <= first.due_at:
        return signing
    # What lies at the centre is the centre's to keep: a unit that owes nothing is not shown as late by it (R53).
    at_centre = reader.unit is not None and glance.row.state in AT_CENTRE
    return first or (None if at_centre else first_due(glance.clocks))


def _due_notes(glance: Glance, reader: Reader, shown: Clock | None) -> list[dict[str, Any]]:
    """What else the unit has until when."""
    own = [one for one in _own(glance, reader) if one.name is not ClockName.INNER_LEVEL] + _inner(glance, reader)
    known = {one.name: one for one in own if one is not shown and one.due_at > reader.now}
    return [{"text": words, "at": known[name].due_at} for name, words in ALSO_SAID.items() if name in known]


def _own_tags(glance: Glance, reader: Reader) -> list[dict[str, Any]]:
    """What a unit's own list says of its charge: a red card, a promise, and why it has it again."""
    if reader.unit is None or glance.row.state in ENDED:
        return []
    own = [one for one in _own(glance, reader) if one.name in CARDS]
    tags: list[dict[str, Any]] = []
    # A limit that fell silent before its red card still owes it: none was issued (R53).
    cards = [one for one in own if not (one.silent and one.next_signal)]
    if any(due_of(one, reader.calendar).red_at <= reader.now for one in cards):
        tags.append({"text": Signal.RED_CARD, "tone": "red"})
    if any(one.name is ClockName.SECOND_DATE for one in own):
        tags.append({"text": Spoken("承诺办理", "Promised"), "tone": "amber"})
    if glance.charge is not None and glance.charge.state in IN_HAND:
        if glance.charge.to_correct:
            tags.append({"text": Spoken("待补正", "To correct"), "tone": "amber"})
        if glance.charge.round > 1:
            tags.append({"text": Spoken("待重办", "To rehandle"), "tone": "amber"})
    return tags


def mark_tags(mark: Mark) -> list[dict[str, Any]]:
    """What of the order one sees only beside others: the same caller again, nobody known, perhaps the same matter."""
    tags: list[dict[str, Any]] = []
    if mark.times > 1:
        tags.append({"text": Spoken(f"第 {mark.times} 次", f"Reported {mark.times} ×"), "tone": "amber"})
    if mark.callers > 1:
        tags.append({"text": Spoken(f"{mark.callers} 人反映", f"{mark.callers} callers"), "tone": "amber"})
    if mark.anonymous:
        tags.append({"text": Spoken("匿名", "Anonymous"), "tone": ""})
    if mark.mergeable:
        tags.append({"text": Spoken("可并单", "May be merged"), "tone": "blue"})
    return tags


def _end_lamp(glance: Glance, reader: Reader) -> Lamp | None:
    """How an order stands of which nothing is counted: at the centre, closed in time, or how late its feedback was."""
    if reader.unit is not None and glance.row.state in AT_CENTRE:
        return lamps.silent_lamp()
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
    if reader.hosts is None and is_unsigned(glance):
        return AssignmentState.OFFERED
    return glance.row.closed_as or glance.row.state
