"""The limit that a page about an order counts down to: the reader's own first, and the order's beside it."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.draft import SHOWN_AS_DUE, Draft
from lianxin.law.lamps import Lamp, Spoken
from lianxin.law.state import Clock
from lianxin.law.words import AssignmentKind, AssignmentState, ClockName
from lianxin.web.acts.field import NOTHING
from lianxin.web.dates import until_words
from lianxin.web.lists.lamps import first_due, lamp_of

MOST_NAMED = 3
"""Limits named below the lamp."""


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """A lamp, which limits end then, and which limit of the order's ends first where it is another one."""

    lamp: Lamp | None = None
    note: Spoken = NOTHING
    beside: Spoken = NOTHING


def shown_limit(draft: Draft) -> ShownLimit:
    """What the reader has to keep first, else what the order has; nothing where nothing runs."""
    own, of_order = _own(draft), _of_order(draft)
    first = min(own, key=lambda one: (one.silent, one.due_at, one.name), default=None) or of_order
    if first is None:
        return ShownLimit()
    mine = draft.mine()
    unsigned = mine is not None and mine.state is AssignmentState.OFFERED
    lamp = lamp_of(first, draft.now, draft.around.calendar, unsigned=unsigned)
    alike = [one for one in own or draft.running() if (one.due_at, one.silent) == (first.due_at, first.silent)]
    names = list(dict.fromkeys([first.name, *(one.name for one in alike if one.name in SHOWN_AS_DUE)]))[:MOST_NAMED]
    helps = mine is not None and mine.kind is not AssignmentKind.HOST
    beside = helps and of_order is not None and of_order is not first
    return ShownLimit(lamp, _until(names, first), _beside(of_order) if beside and of_order else NOTHING)


def _own(draft: Draft) -> list[Clock]:
    """What the reader's unit answers for; for a delegate also the inner limit, which is its parent's (R54) but its
    own to work to."""
    unit, mine = draft.actor.unit, draft.mine()
    if unit is None:
        return []
    inner = draft.running(ClockName.INNER_LEVEL, assignment=mine.serial) if mine is not None else []
    return [one for one in draft.running() if one.unit == unit and one.name in SHOWN_AS_DUE] + inner


def _of_order(draft: Draft) -> Clock | None:
    """What ends first of the order; for a unit that helps what its host must keep, not what the centre decides."""
    host = draft.host if draft.mine() is not None else None
    of_host = draft.running(assignment=host.serial) if host is not None else []
    return first_due(of_host) or first_due(draft.running())


def _until(names: list[ClockName], clock: Clock) -> Spoken:
    until = until_words(clock.due_at)
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    return Spoken(f"{zh} · 至 {until.zh}", f"{en}: by {until.en}")


def _beside(clock: Clock) -> Spoken:
    said = _until([clock.name], clock)
    return Spoken(f"本工单：{said.zh}", f"The order: {said.en}")
