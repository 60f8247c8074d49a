"""What can be chosen for each thing an act asks for: words of the law, units, callers, requests, of this very order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

from lianxin.access import Part
from lianxin.law.decisions.rating import ratings_to_check
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.state import Caller, Overlay
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentKind, AssignmentState, OrderFlag, OverlayKind, Procedure, SendBackReason, Word
from lianxin.records.choices import Entry, colleagues, unit_names
from lianxin.records.people import masked
from lianxin.web.acts.field import Field
from lianxin.web.acts.fitting import (
    Choice,
    Desk,
    choice_of,
    divisions_of_city,
    fitting_words,
    helper_choices,
    made_for,
    topics_of_city,
    unit_choices,
)
from lianxin.web.acts.points import point_choices
from lianxin.web.acts.signature import Kind, Parameter
from lianxin.web.dates import day_words, until_words

OVERLAYS: Mapping[str, tuple[OverlayKind, ...]] = {
    "decide_send_back": (OverlayKind.SEND_BACK,),
    "rule_on_send_back": (OverlayKind.SEND_BACK,),
    "decide_host_change": (OverlayKind.HOST_CHANGE,),
    "decide_co_handling": (OverlayKind.CO_HANDLING,),
    "decide_extension": (OverlayKind.EXTENSION,),
    "decide_promise_change": (OverlayKind.PROMISE_CHANGE,),
    "decide_contradiction": (OverlayKind.CONTRADICTION,),
    "decline_rehandling": (OverlayKind.REHANDLING,),
    "decide_withdrawal": (OverlayKind.WITHDRAWAL,),
    "decide_recusal": (OverlayKind.RECUSAL,),
    "decide_redirection": (OverlayKind.REDIRECTION,),
    "decide_reopening": (OverlayKind.REOPENING,),
    "confirm_sealing": (OverlayKind.SEALING,),
    "decide_escalation": (OverlayKind.ESCALATION,),
    "decide_retaliation": (OverlayKind.RETALIATION,),
    "end_referral": (OverlayKind.POLICE_REFERRAL,),
    "explain": (OverlayKind.EXPLANATION, OverlayKind.OBJECTION),
    "prove": (OverlayKind.CONTRADICTION,),
    "answer_supervision": (OverlayKind.SUPERVISION,),
}
"""What each act on an overlay is about."""

CODES: Mapping[OverlayKind, type[Word]] = {
    OverlayKind.SEND_BACK: SendBackReason,
    OverlayKind.REDIRECTION: Procedure,
}
"""Requests whose code is a word that is read with them."""

OWED = frozenset({"explain", "prove", "answer_supervision"})


def choices(desk: Desk, parameter: Parameter, field: Field) -> list[Choice]:
    """What can be answered; empty for what is written or is a date."""
    if parameter.word is not None:
        words = [_named(word) for word in fitting_words(desk, parameter.word)]
        return words if parameter.several or _always(parameter, field) else [Choice("", field.blank), *words]
    if parameter.kind is Kind.YES_NO:
        answers = [Choice("yes", field.yes), Choice("no", field.no)]
        return answers if _always(parameter, field) else [Choice("", field.blank), *answers]
    return _SOURCES[parameter.kind](desk) if parameter.kind in _SOURCES else []


@functools.cache
def _named(word: Word) -> Choice:
    return Choice(word.value, Spoken(word.zh, word.en))


def _always(parameter: Parameter, field: Field) -> bool:
    """Whether one of the answers has to be given, so that none of them may mean nothing."""
    return parameter.required or field.needed or parameter.empty is not None


# ---- rows of the order -----------------------------------------------------------------------------------------------


def caller_names(desk: Desk, callers: Sequence[Caller]) -> dict[int, Spoken]:
    """Each caller as the actor may know them: masked, or by their number alone."""
    people = [row.person for row in callers if row.person is not None] if Part.IDENTITY in desk.reading else []
    known = masked(people)
    names = {pk: person.name for pk, person in known.items()}
    return {row.serial: called(row, names.get(row.person or 0, "")) for row in callers}


def called(row: Caller, name: str) -> Spoken:
    """A caller by their number, with the name where it is known."""
    about = Spoken("匿名", "anonymous") if row.anonymous else Spoken(name, name)
    if not about.zh:
        return Spoken(f"来电人 {row.serial}", f"Caller {row.serial}")
    return Spoken(f"来电人 {row.serial}（{about.zh}）", f"Caller {row.serial} ({about.en})")


def _caller_choices(desk: Desk) -> list[Choice]:
    callers = desk.draft.present_callers()
    names = caller_names(desk, callers)
    return [Choice(str(row.serial), names[row.serial], note=_standing(row)) for row in callers]


def _standing(row: Caller) -> Spoken:
    said = [word for word in (row.reply, row.callback, row.solved, row.grade_result) if word is not None]
    return Spoken("，".join(word.zh for word in said), ", ".join(word.en for word in said))


def _maybe_caller(desk: Desk) -> list[Choice]:
    found = _caller_choices(desk)
    return [Choice("", Spoken("未说明", "Not said")), *found] if desk.action == "supplement" else found


def _person_choices(desk: Desk) -> list[Choice]:
    callers = [row for row in desk.draft.callers.values() if row.person is not None]
    names = caller_names(desk, callers)
    return [Choice(str(row.person), names[row.serial]) for row in callers]


def _overlay_choices(desk: Desk) -> list[Choice]:
    draft, rows = desk.draft, desk.draft.open_overlays(*OVERLAYS[desk.action])
    if desk.action in OWED:
        at_centre = draft.around.units.at_centre(draft.actor.unit)
        rows = [row for row in rows if row.unit == draft.actor.unit or (row.unit is None and at_centre)]
    if desk.action == "prove":  # each reply is proved once
        rows = [row for row in rows if row.code is None]
    names = unit_names([unit for row in rows if (unit := _asked_by(draft, row)) is not None])
    return [Choice(str(row.serial), _matter(draft, row, names)) for row in rows]


def _rating_choices(desk: Desk) -> list[Choice]:
    """Each rating to be checked: whose, when, and what was said."""
    found = []
    for row in ratings_to_check(desk.draft):
        said: list[Word] = [word for word in (row.way, row.solved, row.grade_result) if word is not None]
        at = row.rated_at.astimezone(SHANGHAI)
        zh = " · ".join([f"来电人 {row.caller}", *(word.zh for word in said), f"{at:%m-%d %H:%M}"])
        en = " · ".join([f"Caller {row.caller}", *(word.en for word in said), f"{at.day} {at:%b %H:%M}"])
        found.append(Choice(str(row.serial), Spoken(zh, en)))
    return found


def _asked_by(draft: Draft, row: Overlay) -> int | None:
    charge = draft.assignments.get(row.assignment or 0)
    return charge.unit if charge is not None else row.unit


def _matter(draft: Draft, row: Overlay, names: Mapping[int, Entry]) -> Spoken:
    """A request in one line: what, whose, since when, and what was asked for."""
    at = row.opened_at.astimezone(SHANGHAI)
    unit = names.get(_asked_by(draft, row) or 0)
    zh, en = [row.kind.zh], [row.kind.en]
    if unit is not None:
        zh, en = [*zh, unit.zh], [*en, unit.en]
    if row.caller is not None and (unit is None or len(draft.callers) > 1):
        zh, en = [*zh, f"来电人 {row.caller}"], [*en, f"caller {row.caller}"]
    if row.kind in CODES and row.code is not None:
        ground = CODES[row.kind](row.code)
        zh, en = [*zh, ground.zh], [*en, ground.en]
    if row.amount is not None:
        zh, en = [*zh, f"{row.amount} 个工作日"], [*en, f"{row.amount} working days"]
    if row.until_date is not None:
        day = day_words(row.until_date, row.opened_at)
        zh, en = [*zh, f"至 {day.zh}"], [*en, f"until {day.en}"]
    return Spoken(" · ".join([*zh, f"{at:%m-%d %H:%M}"]), " · ".join([*en, f"{at.day} {at:%b %H:%M}"]))


def _assignment_choices(desk: Desk) -> list[Choice]:
    draft = desk.draft
    own = {row.serial for row in draft.active() if row.unit == draft.actor.unit}
    rows = [row for row in draft.active(AssignmentKind.DELEGATE) if row.parent in own]
    if desk.action == "return_for_correction":
        rows = [row for row in rows if row.state is AssignmentState.FED_BACK]
    names = unit_names([row.unit for row in rows])
    return [
        Choice(str(row.serial), Spoken(names[row.unit].zh, names[row.unit].en), note=Spoken(row.state.zh, row.state.en))
        for row in rows
    ]


def _clock_choices(desk: Desk) -> list[Choice]:
    rows = [clock for clock in desk.draft.running() if clock.unit is not None]
    names = unit_names([clock.unit for clock in rows if clock.unit is not None])
    found = []
    for clock in rows:
        unit, until = names[clock.unit or 0], until_words(clock.due_at)
        text = Spoken(f"{clock.name.zh} · {unit.zh} · 至 {until.zh}", f"{clock.name.en} · {unit.en} · until {until.en}")
        found.append(Choice(str(clock.serial), text))
    return found


# ---- the city --------------------------------------------------------------------------------------------------------


def staff_around(draft: Draft) -> list[Entry]:
    """Everybody of the centre and of the units that have or had the order."""
    units = draft.around.units
    centre = [unit for unit in units.units if units.at_centre(unit)]
    return colleagues([*centre, *(row.unit for row in draft.assignments.values())])


def _staff_choices(desk: Desk) -> list[Choice]:
    return [Choice("", Spoken()), *map(choice_of, staff_around(desk.draft))]


def _topic_choices(desk: Desk) -> list[Choice]:
    return [Choice("", Spoken()), *made_for(desk.draft, topics_of_city)]


def _division_choices(desk: Desk) -> list[Choice]:
    return [Choice("", Spoken()), *made_for(desk.draft, divisions_of_city)]


def _reason_choices(desk: Desk) -> list[Choice]:
    known = desk.draft.around.evaluation.reasons_for(desk.draft.order.topic)
    return [Choice(one.code, Spoken(one.zh, one.en)) for one in known]


def _mark_choices(_: Desk) -> list[Choice]:
    return [Choice(flag.value, Spoken(flag.zh, flag.en)) for flag in OrderFlag]


_SOURCES: Mapping[Kind, Callable[[Desk], list[Choice]]] = {
    Kind.UNIT: unit_choices,
    Kind.UNITS: helper_choices,
    Kind.STAFF: _staff_choices,
    Kind.CALLER: _maybe_caller,
    Kind.CALLERS: _caller_choices,
    Kind.PERSON: _person_choices,
    Kind.OVERLAY: _overlay_choices,
    Kind.RATING: _rating_choices,
    Kind.ASSIGNMENT: _assignment_choices,
    Kind.CLOCKS: _clock_choices,
    Kind.TOPIC: _topic_choices,
    Kind.DIVISION: _division_choices,
    Kind.FLAGS: _mark_choices,
    Kind.REASONS: _reason_choices,
    Kind.POINTS: point_choices,
}
