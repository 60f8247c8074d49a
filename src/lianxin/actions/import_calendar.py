"""导入放假安排 · Import a calendar."""

from __future__ import annotations

from django.db import transaction

from lianxin.actions._append import note_new_rules
from lianxin.actions._door import Door
from lianxin.actions._rules import keep_years
from lianxin.law.calendar import CalendarYear
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.records.models import City


def import_calendar(door: Door, *, year: CalendarYear) -> bool:
    """Keeps one year's notice as a new edition, with an event on its chain (R23); False when it is known already.

    Open limits do not follow in this act: `jobs.recompute` goes through them order by order.
    """
    if door.actor.role not in (Role.ADMINISTRATOR, Role.SYSTEM):
        raise Refused("not_your_duty")
    with transaction.atomic():
        if City.objects.select_for_update().first() is None:
            raise Refused("city_not_loaded")
        added = keep_years(door, [year], act="import_calendar")
        if added:
            note_new_rules()
    return bool(added)
