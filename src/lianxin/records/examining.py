"""Which feedback an office examines itself: `law.decide.check_apart` asked of many orders at once (R14, R59)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.complained_of import NAMED, TEAMS
from lianxin.law.decisions.common import OPEN_REPLIES
from lianxin.law.words import OrderFlag, Outcome, Role, UnitKind
from lianxin.records.models import Feedback, OrderCaller


def judged_by(actor: Actor, units: UnitDirectory) -> Q:
    """Orders whose feedback the actor's office examines: of the centre's own matters the general office does."""
    centre, section = about_centre(units), about_section(units)
    if actor.role is Role.GENERAL_OFFICE_CLERK:
        own = [unit for unit in units.units if units.at_centre(unit)]
        return centre | section | Q(host_unit__in=own)
    return ~centre & ~Q(request_type__in=NAMED, subject_unit=actor.unit, subject_unit__isnull=False)


def about_centre(units: UnitDirectory) -> Q:
    """Orders about the centre itself, or the person at its head."""
    hotlines = [unit for unit, facts in units.units.items() if facts.kind is UnitKind.CITY_HOTLINE]
    heads = [who for who, offices in units.offices.items() if any(role is Role.HEAD_OF_CENTRE for role, _ in offices)]
    named = Q(subject_unit__in=hotlines) | Q(subject_staff__in=heads)
    return Q(flags__contains=[OrderFlag.ABOUT_CENTRE]) | (Q(request_type__in=NAMED) & named)


def about_section(units: UnitDirectory) -> Q:
    """Orders about a section of the centre, one of its people, or the vendor."""
    sections = [unit for unit, facts in units.units.items() if facts.kind in TEAMS]
    people = [who for who, offices in units.offices.items() if any(units.at_centre(unit) for _, unit in offices)]
    named = Q(subject_unit__in=sections) | Q(subject_staff__in=people)
    return Q(flags__contains=[OrderFlag.ABOUT_SECTION]) | (Q(request_type__in=NAMED) & named)


def stop_waits() -> Q:
    """Orders with a stop that is to be judged (R51)."""
    return Q(Exists(Feedback.objects.filter(order=OuterRef("pk"), end__isnull=True, outcome=Outcome.STOP)))


def reply_owed() -> Q:
    """Orders with a reply that is still owed: their feedback cannot pass (R58)."""
    owed = OrderCaller.objects.filter(order=OuterRef("pk"), withdrawn=False, reply__in=OPEN_REPLIES)
    return Q(Exists(owed))
