"""Where a list lies: the city, the units above the reader, the reader's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from lianxin.law.lamps import Spoken
from lianxin.records.models import City, Unit
from lianxin.web.city_data import of_city
from lianxin.web.names import unit_name
from lianxin.web.shell import actor_of, now_of, rules_of


def crumbs_of(request: HttpRequest, last: Spoken) -> list[dict[str, Any]]:
    """From the city down to the reader's unit, then the page itself."""
    units, unit = rules_of(request).units, actor_of(request).unit
    above = reversed(list(units.chain(unit))) if unit is not None else ()
    names = of_city(units, now_of(request), _names)
    return [{"text": name, "href": ""} for name in (*names.city, *(names.units[one] for one in above), last)]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the city and all its units are called."""

    city: list[Spoken]
    units: dict[int, Spoken]


def _names(_: dt.date) -> _Names:
    city = [Spoken(zh, en or zh) for zh, en in City.objects.values_list("name_zh", "name_en")]
    return _Names(city, {unit.pk: unit_name(unit) for unit in Unit.objects.all()})
