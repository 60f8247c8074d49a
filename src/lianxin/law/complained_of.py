"""Whom a matter of the centre's own is about: the hotline, a section of it, one of its people (R14, R59)."""

from __future__ import annotations

from lianxin.law.actors import UnitDirectory
from lianxin.law.duties import FRONT
from lianxin.law.order_view import OrderView
from lianxin.law.words import OrderFlag, RequestType, Role, UnitKind

NAMED = (RequestType.COMPLAIN, RequestType.TIP_OFF)
"""What is said against somebody (R13)."""
TEAMS = (UnitKind.CENTRE_SECTION, UnitKind.VENDOR)
"""What the centre's people work in beside the hotline itself."""


def is_about_centre(draft: OrderView) -> bool:
    """Whether the matter is about the centre itself, or the person at its head (R14, R59)."""
    head = any(role is Role.HEAD_OF_CENTRE for role, _ in _offices_named(draft))
    return OrderFlag.ABOUT_CENTRE in draft.order.flags or head or _subject_kind(draft) is UnitKind.CITY_HOTLINE


def is_about_section(draft: OrderView) -> bool:
    """Whether the matter is about a section of the centre, one of its people, or the vendor (R14, R59)."""
    return OrderFlag.ABOUT_SECTION in draft.order.flags or bool(accused_sections(draft))


def accused_sections(draft: OrderView) -> frozenset[int]:
    """The sections, desks or vendor of the centre that are complained of, or whose people are (R14, R59).

    A section that has merged is complained of in its successor (R8).
    """
    units, accused = draft.around.units, draft.order.subject_unit
    named = {unit for _, unit in _offices_named(draft) if units.at_centre(unit)}
    if accused is not None and _subject_kind(draft) in TEAMS:
        named.add(accused)
    return frozenset(named | {units.successor_of(unit) for unit in named})


def _offices_named(draft: OrderView) -> frozenset[tuple[Role, int]]:
    """The offices of the member of staff complained of, if one is: who names only a person names no unit (R14)."""
    named = draft.order.subject_staff if draft.order.request_type in NAMED else None
    return draft.around.units.offices.get(named, frozenset()) if named is not None else frozenset()


def _subject_kind(draft: OrderView) -> UnitKind | None:
    """What kind of unit is complained of, if one is."""
    named = draft.order.request_type in NAMED
    facts = draft.around.units.get(draft.order.subject_unit) if named and draft.order.subject_unit else None
    return facts.kind if facts is not None else None


def is_kept_from_team(draft: OrderView, unit: int) -> bool:
    """Whether a matter about somebody who takes calls is kept from the people of this unit (R14).

    R11 bars from an ordinary complaint only the person it names, and R10 bars units from tip-offs alone. But R14 gives
    a complaint about an agent “never to the vendor or the agent's own team”, and at the centre, where everybody reads
    what came in, not to give it to somebody can only mean that they do not read it. So it is closed to the section in
    which the agent takes calls or took them, and to the vendor whosever the agent is; while it lies at intake for the
    first time they have it in hand to pass it on (`decide.may_pass_on`). Everybody else at the centre reads it as any
    other order. A dispatcher's or examiner's section keeps its other work: R59 takes the judging from it, no more. Who
    sits in the hotline itself has no team apart from the whole centre, which R14 does not bar.
    """
    facts = draft.around.units.get(unit)
    if draft.order.subject_staff is None or facts is None or facts.kind not in TEAMS:
        return False
    where = answering_for(draft.around.units, unit)
    return any(role in FRONT and one in where for role, one in _offices_named(draft))


def answering_for(units: UnitDirectory, unit: int) -> frozenset[int]:
    """Where those take calls about whom a team of the centre reads nothing: there, and for the vendor at the centre."""
    if units.units[unit].kind is UnitKind.VENDOR:
        return frozenset(one for one in units.units if units.at_centre(one))
    return frozenset(one for one in units.over(unit) if units.units[one].kind in TEAMS)
