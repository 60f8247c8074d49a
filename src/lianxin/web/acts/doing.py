"""Calls the act with what was answered; and tries it out first, to tell what it would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lianxin import actions
from lianxin.actions import Done, Door
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.web.acts.answers import Answers, unchanged
from lianxin.web.acts.asked import Asked, initial
from lianxin.web.acts.consequences import basis, consequences
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.rehearsal import Rehearsal, rehearse
from lianxin.web.acts.signature import Kind, arguments
from lianxin.web.refusing import what

STAND_IN = "—"
"""Takes the place of texts that are not written yet, while an act is only tried out."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an act would do, in words (the first line is the heading), and the citation of its main limit."""

    lines: list[Spoken] = field(default_factory=list)
    basis: str | None = None


def do(desk: Desk, fields: list[Asked], answers: Answers, door: Door) -> Done | list[Done]:
    """Does the act; raises `Refused` where the law says no."""
    act: Callable[..., Done | list[Done]] = actions.ACTIONS[desk.action]
    same = unchanged(answers.said, initial(desk, fields)) if desk.action == "correct" else frozenset()
    given = arguments(act, answers.values, same)
    if any(one.parameter.kind is Kind.PERSON for one in fields):
        return act(door, **given)
    return act(door, order=desk.draft.order.id, **given)


def preview_of(desk: Desk, fields: list[Asked], answers: Answers) -> Told:
    """What the act would do with these answers; silent while a choice is missing, and on texts still to be written."""
    tried = _complete(fields, answers)
    before = desk.draft.before
    if tried is None or before is None:
        return Told()
    door = Door(desk.draft.actor, desk.draft.now, f"preview:{desk.action}", rehearsed=True)
    try:
        rehearsal = rehearse(before, lambda: do(desk, fields, tried, door))
    except Refused as refusal:
        return told_refusal(refusal)
    return told(rehearsal, desk)


def told(rehearsal: Rehearsal, desk: Desk) -> Told:
    """A rehearsal in words."""
    return Told(consequences(rehearsal, desk.draft.around.calendar), basis(rehearsal))


def told_refusal(refusal: Refused) -> Told:
    """Why it would be refused; nothing for what may still be filled in."""
    reason = refusal.reason
    if refusal.code.endswith("_missing") or refusal.code == "subject_required":
        return Told()
    no = what(refusal)
    heading = Spoken(f"现在提交会被退回：{no.zh}", f"This would be refused: {no.en}")
    return Told([heading, Spoken(reason.next_zh, reason.next_en)], reason.article or None)


def _complete(fields: Sequence[Asked], answers: Answers) -> Answers | None:
    """The answers with stand-ins for texts not written yet; None while anything else is missing or wrong."""
    wrong = [one for one in fields if one.name in answers.errors]
    if any(one.parameter.kind is not Kind.TEXT for one in wrong):
        return None
    return Answers({**answers.values, **{one.name: STAND_IN for one in wrong}}, answers.said)
