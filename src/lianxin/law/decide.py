"""Who may act on an order: the duty of the office, the bars of Art. 32, and how the unit stands to the order."""

from __future__ import annotations

from collections.abc import Callable

from lianxin.law import transitions
from lianxin.law.actors import UnitDirectory
from lianxin.law.complained_of import NAMED, accused_sections, is_about_centre, is_about_section, is_kept_from_team
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION, DISPOSALS, JUDGEMENTS, VENDOR_BARRED, Relation
from lianxin.law.refusals import Refused
from lianxin.law.state import OrderAggregate
from lianxin.law.words import (
    AssignmentKind,
    LegalRole,
    OrderState,
    OverlayKind,
    OverlayState,
    RequestType,
    Role,
    UnitKind,
)

READS_ONLY = frozenset({Role.SUPERVISORY_BODY, Role.CITY_LEADER})
IN_STEAD = (Relation.CENTRE, Relation.VERIFIED, Relation.EXPERT_SEAT, Relation.CENTRE_OR_PARENT, Relation.OWED)
AT_THE_CENTRE = (Relation.CENTRE, Relation.EXPERT_SEAT, Relation.CALLER, Relation.VERIFIED)
HOST_CHAIN = (AssignmentKind.HOST, AssignmentKind.DELEGATE)


def check_duty(draft: Draft, action: str) -> None:
    """Refuses an office whose duty the act is not (R9)."""
    if not has_duty(draft, action):
        raise Refused("not_your_duty")
    if action in VENDOR_BARRED and is_of_vendor(draft):
        raise Refused("vendor_barred")


def is_of_vendor(draft: Draft) -> bool:
    """Whether the actor is one of the vendor's people (R9)."""
    return unit_is_of_vendor(draft.around.units, draft.actor.unit)


def unit_is_of_vendor(units: UnitDirectory, unit: int | None) -> bool:
    """Whether people of this unit are the vendor's (R9)."""
    facts = units.get(unit) if unit is not None else None
    return facts is not None and facts.kind is UnitKind.VENDOR


def has_duty(draft: Draft, action: str) -> bool:
    """Whether the act is the duty of the actor's office; for the centre's own matters the general office's (R59)."""
    duty, role = BY_ACTION[action], draft.actor.role
    if role is Role.GENERAL_OFFICE_CLERK and duty.relation in IN_STEAD:
        return role in duty.roles or is_about_centre(draft)
    return role in duty.roles


def check_apart(draft: Draft, action: str) -> None:
    """Who judges, takes back or ends a matter at the centre is neither whom it is about nor who fed back (R59)."""
    if not stands_at_centre(draft):
        return
    office, about_centre = draft.actor.role is Role.GENERAL_OFFICE_CLERK, is_about_centre(draft)
    told_the_way = action == "redirect" and draft.order.transferred_at is None
    if about_centre and not office and action in JUDGEMENTS | DISPOSALS and not told_the_way:
        raise Refused("about_centre")
    if action not in JUDGEMENTS:
        return
    if office and not about_centre and not is_about_section(draft) and not fed_back_at_centre(draft):
        raise Refused("not_your_duty")
    if draft.actor.unit in accused_sections(draft):
        raise Refused("about_section")
    if _fed_back_here(draft):
        raise Refused("own_feedback")


def fed_back_at_centre(draft: Draft) -> bool:
    """Whether what lies to be judged is the centre's own finding: then the general office may judge it (R59)."""
    made = max(draft.feedbacks.values(), key=lambda row: row.serial, default=None)
    return made is not None and draft.around.units.at_centre(draft.assignments[made.assignment].unit)


def _fed_back_here(draft: Draft) -> bool:
    """Whether the feedback is the actor's own, or that of a section or desk of the centre in which the actor sits.

    The general office judges what it found out itself, since nobody else may: by another of its clerks.
    """
    made = max(draft.feedbacks.values(), key=lambda row: row.serial, default=None)
    if made is None:
        return False
    own_desk = draft.assignments[made.assignment].unit == draft.actor.unit
    by_me = made.made_by is not None and made.made_by == draft.actor.staff
    return by_me or (own_desk and draft.around.units.at_centre(draft.actor.unit))


def nobody_could_examine(draft: Draft) -> bool:
    """Whether the bar covers the general office as well: then only a competent body outside can have it (R59)."""
    if draft.order.subject_unit is None and not draft.overlays:
        return False  # nobody is barred
    return any(is_barred(draft, unit) for unit in draft.around.units.general_offices)


def check_bars(draft: Draft, action: str) -> None:
    """Refuses whoever is barred from this order: the accused, the interested, the named person (R10, R12, R60).

    What is done to all orders alike decides nothing about any one: else a single tip-off could stop it for all (R8).
    """
    actor, order = draft.actor, draft.order
    if actor.role in (Role.SYSTEM, Role.CALLER) or BY_ACTION[action].relation is Relation.SYSTEM:
        return
    if actor.unit is not None and not _gives_it_away(draft, action):
        _check_unit(draft, actor.unit)
    if actor.staff is None:
        return
    if order.subject_staff == actor.staff:
        raise Refused("barred_person")
    for overlay in draft.overlays.values():
        own = overlay.staff == actor.staff
        if own and overlay.kind is OverlayKind.INTEREST and overlay.state is not OverlayState.REFUSED:
            raise Refused("interest_declared")
        if own and overlay.kind is OverlayKind.RECUSAL and overlay.state in (OverlayState.OPEN, OverlayState.UPHELD):
            raise Refused("recusal_pending" if overlay.open else "barred_person")


def _check_unit(draft: Draft, unit: int) -> None:
    if is_barred(draft, unit):
        raise Refused("barred_unit")
    if is_kept_from_team(draft, unit):
        raise Refused("about_section" if unit in accused_sections(draft) else "about_agent")


PASSING_ON = frozenset({"queue", "dispatch", "designate", "hand_over", "transfer_out"})
"""What the accused centre may still do with a tip-off: give it to others, never rewrite or settle it."""
AT_INTAKE = (OrderState.REGISTERED, OrderState.DISPATCHING)


def may_pass_on(draft: Draft, action: str | None = None) -> bool:
    """Whether a person of the centre still has in hand, to pass it on, what is about the whole centre or about an agent
    of the own team (R14, R59).

    Whoever takes the call must be able to give it to those who may have it; with the first transfer the bar closes for
    good (R60). Where the general office is accused as well, only the way out to a competent body stays open.
    """
    order, unit = draft.order, draft.actor.unit
    if order.state not in AT_INTAKE or unit is None or is_recused(draft, unit):
        return False
    of_team = is_kept_from_team(draft, unit) and not is_barred(draft, unit)
    if not of_team and not _centre_is_accused(draft, unit):
        return False
    if order.transferred_at is None:
        return action is None or action in PASSING_ON
    return not of_team and nobody_could_examine(draft) and action in (None, "transfer_out")


def _centre_is_accused(draft: Draft, unit: int) -> bool:
    """Whether the tip-off is about the whole hotline that a unit of the centre belongs to, so that all are barred."""
    units, accused = draft.around.units, draft.order.subject_unit
    hotline = units.hotline_of(unit) if units.at_centre(unit) else None
    tip_off = draft.order.request_type is RequestType.TIP_OFF
    return tip_off and accused is not None and hotline is not None and units.is_within(hotline, accused)


def _gives_it_away(draft: Draft, action: str) -> bool:
    """Whether the act only gives the order to others, as who takes a call about the own section must (R13)."""
    at_centre = draft.around.units.at_centre(draft.actor.unit) and not is_recused(draft, draft.actor.unit or 0)
    return may_pass_on(draft, action) or (action == "queue" and at_centre)


def is_barred(draft: Draft, unit: int) -> bool:
    """Whether a unit may neither handle nor read the order: the accused and all below it, or recused (R10, R60)."""
    return unit_is_barred(draft.order.request_type.value == "tip_off", draft.order.subject_unit, draft, unit)


def unit_is_barred(tip_off: bool, subject: int | None, draft: Draft, unit: int) -> bool:
    """`is_barred` for a subject that is only being considered."""
    units = draft.around.units
    if tip_off and subject is not None and units.is_within(unit, subject):
        return True
    return is_recused(draft, unit)


def is_recused(draft: Draft, unit: int) -> bool:
    """Whether the centre decided that the unit, or one above it, stays out (R12, R60)."""
    units = draft.around.units
    return any(
        overlay.kind is OverlayKind.RECUSAL
        and overlay.state is OverlayState.UPHELD
        and overlay.unit is not None
        and units.is_within(unit, overlay.unit)
        for overlay in draft.overlays.values()
    )


def check_relation(draft: Draft, action: str) -> None:
    """Refuses an actor whose unit does not stand to the order as the duty asks."""
    relation, actor = BY_ACTION[action].relation, draft.actor
    if actor.role is Role.SYSTEM:
        return
    checks: dict[Relation, Callable[[Draft], bool]] = {
        Relation.CENTRE: stands_at_centre,
        Relation.EXPERT_SEAT: lambda d: stands_at_centre(d) or sits_as_expert(d),
        Relation.CENTRE_OR_PARENT: lambda d: stands_at_centre(d) or d.mine(*HOST_CHAIN) is not None,
        Relation.HOST: lambda d: d.mine(AssignmentKind.HOST) is not None,
        Relation.HOST_CHAIN: lambda d: d.mine(*HOST_CHAIN) is not None,
        Relation.ASSIGNED: _is_assigned,
        Relation.CO_HANDLER: lambda d: d.mine(AssignmentKind.CO_HANDLER) is not None,
        Relation.ASSISTING: lambda d: d.mine(AssignmentKind.ASSISTANCE) is not None,
        Relation.OWED: lambda d: stands_at_centre(d) or any(o.unit == actor.unit for o in d.open_overlays()),
        Relation.CALLER: _is_caller_or_centre,
        Relation.VERIFIED: _is_caller_or_centre,
        Relation.SUPERIOR: _is_superior,
        Relation.ANYONE: _may_read,
        Relation.SYSTEM: lambda d: actor.role in (Role.ADMINISTRATOR, Role.HEAD_OF_CENTRE),
    }
    if not checks[relation](draft):
        raise Refused("not_your_duty" if relation in AT_THE_CENTRE else "not_your_assignment")


def _is_assigned(draft: Draft) -> bool:
    unit = draft.actor.unit
    charged = any(row.unit == unit and row.kind is not AssignmentKind.COPY for row in draft.active())
    return charged or draft.handover_owed is not None


def stands_at_centre(draft: Draft) -> bool:
    """Whether the actor is a person of the centre, or of the general office, which may stand in for it (R59)."""
    actor = draft.actor
    return actor.role is Role.GENERAL_OFFICE_CLERK or draft.around.units.at_centre(actor.unit)


def sits_as_expert(draft: Draft) -> bool:
    """Whether the actor's expert seat has the matter before it: at intake, to be answered at once (Art. 23 (1)).

    A complaint goes to the unit responsible and a tip-off to a competent body: neither is for an expert (R10, R11).
    """
    order = draft.order
    at_intake = order.state in (OrderState.REGISTERED, OrderState.DISPATCHING)
    return draft.actor.role is Role.EXPERT and at_intake and order.request_type not in NAMED


def _is_caller_or_centre(draft: Draft) -> bool:
    actor = draft.actor
    if actor.role is Role.CALLER:
        return any(actor.is_caller(row) for row in draft.present_callers())
    return stands_at_centre(draft)


def _is_superior(draft: Draft) -> bool:
    if stands_at_centre(draft):
        return True
    host, own = draft.host, draft.actor.unit
    if host is None or own is None:
        return False
    facts = draft.around.units.get(own)
    above = facts.parent if facts is not None and facts.legal_role is not LegalRole.UNDERTAKING else own
    return above is not None and draft.around.units.is_within(host.unit, above)


def _may_read(draft: Draft) -> bool:
    actor = draft.actor
    if actor.role is Role.CALLER or stands_at_centre(draft) or sits_as_expert(draft):
        return True
    return actor.unit is not None and may_unit_read(draft, actor.unit)


def may_unit_read(draft: Draft, unit: int) -> bool:
    """Whether a unit outside the centre may open the order: it has or had a charge, or is over who has."""
    if is_barred(draft, unit):
        return False
    charged, reach = [row.unit for row in draft.assignments.values()], draft.around.units.reach(unit)
    return any(draft.around.units.is_within(other, reach) for other in charged)


def assert_lawful(action: str, before: OrderAggregate | None, after: OrderAggregate) -> None:
    """A bug, not a refusal: a decision led where its row does not lead. Raises AssertionError."""
    if before is None:
        if after.order.state not in transitions.BY_ACTION[action].begins:
            raise AssertionError(f"{action}: a life may not begin {after.order.state}")
        return
    allowed = transitions.BY_ACTION[action].moves.get(before.order.state, ())
    if after.order.state not in allowed:
        raise AssertionError(f"{action}: {before.order.state} may not lead to {after.order.state}")
