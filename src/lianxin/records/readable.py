"""Which orders an actor may read at all, as a condition for a query: `law.visibility` asked of many orders at once."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.complained_of import NAMED, TEAMS, answering_for
from lianxin.law.decide import AT_INTAKE
from lianxin.law.duties import FRONT
from lianxin.law.words import OverlayKind, OverlayState, RequestType, Role
from lianxin.records.models import Assignment, Overlay, StaffRole
from lianxin.records.models.order_rows import ACTIVE

OVERSIGHT = frozenset({Role.CITY_LEADER, Role.SUPERVISORY_BODY})
NOTHING = Q(pk__in=[])
BEFORE_EXPERTS = Q(state__in=AT_INTAKE) & ~Q(request_type__in=NAMED)
"""What an expert seat of a unit may answer: `law.decide.sits_as_expert` asked of many orders."""


def readable(actor: Actor, units: UnitDirectory) -> Q:
    """A condition on orders: those that the actor may open."""
    own, overseeing = not_shut_out(actor, units), actor.role in OVERSIGHT
    if actor.role is Role.ADMINISTRATOR or (actor.unit is None and not overseeing):
        return NOTHING
    if overseeing or actor.unit is None or actor.role is Role.GENERAL_OFFICE_CLERK or units.at_centre(actor.unit):
        return own
    mine = charged(in_reach(actor.unit, units))
    return own & (mine | BEFORE_EXPERTS if actor.role is Role.EXPERT else mine)


def not_shut_out(actor: Actor, units: UnitDirectory) -> Q:
    """Orders from which neither the actor nor a unit they belong to is barred (R10, R12, R14, R60).

    People of the centre keep a tip-off about the whole centre in hand until it is passed on (R59), and a team a
    complaint about one of its agents.
    """
    above = units.over(actor.unit) if actor.unit is not None else frozenset()
    recused = _recused(above)
    barred: Q = Q(request_type=RequestType.TIP_OFF, subject_unit__in=above) & ~_passed_on(actor, units) | recused
    barred |= _about_team(actor, units)
    if actor.staff is None:
        return ~barred
    kept_out = Q(Exists(_recusals().filter(staff=actor.staff))) | Q(Exists(_interests().filter(staff=actor.staff)))
    return ~barred & ~Q(subject_staff=actor.staff, subject_staff__isnull=False) & ~kept_out


def _passed_on(actor: Actor, units: UnitDirectory) -> Q:
    """Tip-offs that the accused centre may still pass on: `law.decide.may_pass_on` asked of many orders."""
    hotline = units.hotline_of(actor.unit) if actor.unit is not None and units.at_centre(actor.unit) else None
    if hotline is None:
        return NOTHING
    over_office = {one for office in units.general_offices for one in units.over(office)}
    nobody_left = Q(subject_unit__in=over_office) | _recused(over_office)
    whole = Q(state__in=AT_INTAKE, subject_unit__in=units.over(hotline))
    return whole & (Q(transferred_at__isnull=True) | nobody_left)


def _about_team(actor: Actor, units: UnitDirectory) -> Q:
    """What `law.complained_of.is_kept_from_team` keeps from the actor, asked of many orders."""
    facts = units.get(actor.unit) if actor.unit is not None else None
    if facts is None or facts.kind not in TEAMS:
        return NOTHING
    agents = StaffRole.objects.filter(role__in=FRONT, unit__in=answering_for(units, facts.id))
    about = Q(request_type__in=NAMED, subject_staff__isnull=False, subject_staff__in=agents.values("staff"))
    return about & ~Q(state__in=AT_INTAKE, transferred_at__isnull=True)


def _recused(units: Collection[int]) -> Q:
    return Q(Exists(_recusals().filter(unit__in=units)))


def _recusals() -> QuerySet[Overlay]:
    return Overlay.objects.filter(order=OuterRef("pk"), kind=OverlayKind.RECUSAL, state=OverlayState.UPHELD)


def _interests() -> QuerySet[Overlay]:
    declared = Overlay.objects.filter(order=OuterRef("pk"), kind=OverlayKind.INTEREST)
    return declared.exclude(state=OverlayState.REFUSED)


def charged(units: Collection[int], *, active: bool = False) -> Q:
    """Orders that one of these units has or had a charge of; `active`: only those that one still has."""
    held = Assignment.objects.filter(order=OuterRef("pk"), unit__in=units)
    return Q(Exists(held.filter(ACTIVE) if active else held))


def in_reach(unit: int, units: UnitDirectory) -> list[int]:
    """The unit and all below it; for a county's hotline and office all of their county."""
    top = units.reach(unit)
    return [one for one in units.units if units.is_within(one, top)]
