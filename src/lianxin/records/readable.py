"""Which orders an actor may read at all, as a condition for a query: `law.visibility` asked of many orders at once."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.words import OrderState, OverlayKind, OverlayState, RequestType, Role
from lianxin.records.models import Assignment, Overlay

OVERSIGHT = frozenset({Role.CITY_LEADER, Role.SUPERVISORY_BODY})
AT_INTAKE = (OrderState.REGISTERED, OrderState.DISPATCHING)
NOTHING = Q(pk__in=[])


def readable(actor: Actor, units: UnitDirectory) -> Q:
    """A condition on orders: those that the actor may open."""
    if actor.role in OVERSIGHT:
        return Q()
    if actor.role is Role.ADMINISTRATOR or actor.unit is None:
        return NOTHING
    own = not_shut_out(actor, units)
    if actor.role is Role.GENERAL_OFFICE_CLERK or units.at_centre(actor.unit):
        return own
    return own & charged(within(actor.unit, units))


def not_shut_out(actor: Actor, units: UnitDirectory) -> Q:
    """Orders from which neither the actor nor a unit they belong to is barred (R10, R14, R60).

    People of the centre keep a matter about the centre in hand until it is passed on (R59).
    """
    above = list(units.chain(actor.unit)) if actor.unit is not None else []
    accused = Q(request_type=RequestType.TIP_OFF, subject_unit__in=above)
    barred: Q = accused | Q(Exists(_recusals().filter(unit__in=above)))
    if units.at_centre(actor.unit):
        barred &= ~Q(state__in=AT_INTAKE)
    named = Q(subject_staff=actor.staff, subject_staff__isnull=False)
    return ~barred & ~named & ~Q(Exists(_recusals().filter(staff=actor.staff)))


def _recusals() -> QuerySet[Overlay]:
    return Overlay.objects.filter(order=OuterRef("pk"), kind=OverlayKind.RECUSAL, state=OverlayState.UPHELD)


def charged(units: Collection[int]) -> Q:
    """Orders that one of these units has or had a charge of."""
    return Q(Exists(Assignment.objects.filter(order=OuterRef("pk"), unit__in=units)))


def within(unit: int, units: UnitDirectory) -> list[int]:
    """The unit and all below it."""
    return [one for one in units.units if units.is_within(one, unit)]
