"""Where a list lies: the city, the units above the reader, the reader's own."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from lianxin.law.lamps import Spoken
from lianxin.records.models import City
from lianxin.web.names import names_of_units
from lianxin.web.shell import actor_of, rules_of


def crumbs_of(request: HttpRequest, last: Spoken) -> list[dict[str, Any]]:
    """From the city down to the reader's unit, then the page itself."""
    unit = actor_of(request).unit
    above = list(rules_of(request).units.chain(unit)) if unit is not None else []
    names = _names(rules_of(request).revision, tuple(reversed(above)))
    return [{"text": name, "href": ""} for name in (*names, last)]


@lru_cache(maxsize=2000)
def _names(revision: uuid.UUID, units: tuple[int, ...]) -> tuple[Spoken, ...]:
    """Kept until a unit changes, which draws a new revision."""
    _ = revision
    names = names_of_units(units)
    city = [Spoken(zh, en or zh) for zh, en in City.objects.values_list("name_zh", "name_en")]
    return (*city, *(names[unit] for unit in units))
