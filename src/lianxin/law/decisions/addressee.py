"""To whom a matter may go that is said against somebody: never to those it is about (Art. 32; R10, R14, R59)."""

from __future__ import annotations

from collections.abc import Hashable

from lianxin.law.complained_of import accused_sections, is_about_centre, is_about_section
from lianxin.law.decide import is_barred
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import LegalRole, OrderFlag, OverlayKind, OverlayState, RequestType, Role, UnitKind

HANDLING_ROLES = (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT)


def check_addressee(draft: Draft, unit: int) -> bool:
    """Refuses a host that R14 and R59 rule out; returns whether it is one of the centre or the general office."""
    kind = draft.unit(unit).kind
    if is_about_centre(draft):
        if kind is not UnitKind.CITY_OFFICE:
            raise Refused("goes_to_office")
        return True
    if is_about_section(draft):
        if kind is not UnitKind.CITY_OFFICE and not _is_other_desk(draft, unit):
            raise Refused("goes_to_other_section")
        return True
    if kind is UnitKind.CENTRE_SECTION or (kind is UnitKind.CITY_OFFICE and not _is_left_to_office(draft)):
        raise Refused("centre_may_not_host")
    check_conduct(draft, unit)
    return kind is UnitKind.CITY_OFFICE


def _is_other_desk(draft: Draft, unit: int) -> bool:
    """Whether a section that is not complained of, or the hotline itself: its head acts for it (R14)."""
    kind = draft.unit(unit).kind
    section = kind is UnitKind.CENTRE_SECTION and unit not in accused_sections(draft)
    return section or kind is UnitKind.CITY_HOTLINE


def _is_left_to_office(draft: Draft) -> bool:
    """Whether a tip-off accuses, or keeps out, a unit with no other unit above it that could have it (R10, R59)."""
    if draft.order.request_type is not RequestType.TIP_OFF:
        return False
    return any(not _has_superior(draft, unit) for unit in _concerned(draft))


def _concerned(draft: Draft) -> frozenset[int]:
    order, units = draft.order, draft.around.units
    accused = {order.subject_unit} if order.subject_unit is not None else set()
    named = units.units_of(order.subject_staff) if order.subject_staff is not None else frozenset()
    kept_out = {
        row.unit
        for row in draft.overlays.values()
        if row.kind is OverlayKind.RECUSAL and row.state is OverlayState.UPHELD
    }
    known = (unit for unit in accused | named | kept_out if unit is not None and unit in units.units)
    return frozenset(unit for unit in known if draft.unit(unit).legal_role in HANDLING_ROLES)


def _has_superior(draft: Draft, unit: int) -> bool:
    above = list(draft.around.units.chain(unit))[1:]
    return any(draft.unit(one).legal_role in HANDLING_ROLES and not is_barred(draft, one) for one in above)


def has_its_addressee(draft: Draft, unit: int) -> bool:
    """Whether the matter lies with a host that R14 and R59 allow."""
    try:
        check_addressee(draft, unit)
    except Refused:
        return False
    return True


def check_conduct(draft: Draft, unit: int) -> None:
    """Refuses whom a complaint is about any part in it, as reader of a copy too (R14, R59).

    That is a street of whose conduct is complained, with whoever stands below it, and a section of the centre that is
    complained of or whose people are.
    """
    if unit in accused_sections(draft):
        raise Refused("goes_to_other_section")
    street = _street_complained_of(draft)
    if street is not None and draft.around.units.is_within(unit, street):
        raise Refused("conduct_goes_to_superior")


def takes_part_in_own_case(draft: Draft, unit: int) -> bool:
    """Whether `check_conduct` refuses the unit."""
    try:
        check_conduct(draft, unit)
    except Refused:
        return True
    return False


def _street_complained_of(draft: Draft) -> int | None:
    accused = draft.order.subject_unit
    if OrderFlag.CONDUCT not in draft.order.flags or accused is None:
        return None
    return accused if draft.unit(accused).kind is UnitKind.STREET_TOWN else None


def check_settled_elsewhere(draft: Draft) -> None:
    """Refuses to settle at intake what R14 gives to others than those who take the call."""
    if is_about_centre(draft) or is_about_section(draft) or _street_complained_of(draft) is not None:
        raise Refused("not_settled_at_intake")


# ---- what a correction or a merger must not undo ---------------------------------------------------------------------


def kept_apart(draft: Draft) -> frozenset[Hashable]:
    """From whom type, subject and marks keep the order: one entry for each bar and each route (R10, R11, R14)."""
    order, units = draft.order, draft.around.units
    tip_off = order.request_type is RequestType.TIP_OFF
    accused = order.subject_unit if tip_off else None
    found: set[Hashable] = {unit for unit in units.units if accused is not None and units.is_within(unit, accused)}
    found |= {("section", unit) for unit in accused_sections(draft)}
    marks = {
        "tip_off": tip_off,
        "about_centre": is_about_centre(draft),
        "about_section": is_about_section(draft),
        f"person {order.subject_staff}": order.subject_staff is not None,
        f"street {order.subject_unit}": _street_complained_of(draft) is not None,
    }
    return frozenset(found | {mark for mark, holds in marks.items() if holds})


def check_may_lift(draft: Draft) -> None:
    """Refuses whoever may not decide that somebody is kept apart no longer (R9, R59).

    An examiner or the head of the centre may, never staff of the vendor; where the centre is complained of the general
    office alone, where a section is, nobody of that section.
    """
    role = draft.actor.role
    if is_about_centre(draft):
        if role is not Role.GENERAL_OFFICE_CLERK:
            raise Refused("about_centre")
        return
    if role not in (Role.EXAMINER, Role.HEAD_OF_CENTRE):
        raise Refused("bar_would_fall")
    if draft.actor.unit in accused_sections(draft):
        raise Refused("about_section")
