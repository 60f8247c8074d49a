"""Who is at the desk: the person signed in, in the office they chose, and the moment of the request."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from lianxin.law.actors import Actor
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Role
from lianxin.records.models import Staff, StaffRole

OFFICE = "office"
"""The session's key for the office (the id of a staff role) a person acts in."""


def now_of(request: HttpRequest) -> dt.datetime:
    """The moment of the request, one for everything that is shown or done in it."""
    if not hasattr(request, "lianxin_now"):
        request.lianxin_now = timezone.now()  # type: ignore[attr-defined]
    moment: dt.datetime = request.lianxin_now  # type: ignore[attr-defined]
    return moment


def offices_of(staff: Staff, today: dt.date) -> list[StaffRole]:
    """The offices a person holds on a day, in the order they were given."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gt=today)
    rows = StaffRole.objects.filter(valid, staff=staff, valid_from__lte=today)
    return list(rows.select_related("unit").order_by("valid_from", "id"))


def actor_of(request: HttpRequest) -> Actor:
    """The person signed in, in the office they chose; refuses who holds none."""
    staff = request.user
    if not isinstance(staff, Staff):
        raise Refused("not_your_duty")
    held = offices_of(staff, now_of(request).astimezone(SHANGHAI).date())
    chosen = [row for row in held if row.pk == request.session.get(OFFICE)] or held
    if not chosen:
        raise Refused("not_your_duty")
    return Actor(role=Role(chosen[0].role), staff=staff.pk, unit=chosen[0].unit_id)
