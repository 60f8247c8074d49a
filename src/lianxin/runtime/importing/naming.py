"""Which unit a reply names: the first name in the text that is one of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lianxin.law.words import LegalRole
from lianxin.records.models import Unit
from lianxin.runtime.speech import CommandRefused

HANDLERS = (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT)
SHORTEST = 4
"""Characters a name must have: shorter ones are words of everyday."""


class UnitNames:
    """Finds the unit a text names; of names that begin at one place the longest wins."""

    def __init__(self, units: Mapping[str, int], placeholder: int) -> None:
        self._units, self._placeholder = units, placeholder
        names = sorted((name for name in units if len(name) >= SHORTEST), key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def named_in(self, text: str) -> int:
        """The id of the unit named first, the placeholder's where none is."""
        found = self._pattern.search(text) if self._pattern else None
        return self._units[found[0]] if found else self._placeholder


def read_unit_names() -> UnitNames:
    """The names of all units that handle orders; raises `CommandRefused` when the city has no placeholder."""
    placeholder = Unit.objects.filter(legal_role=LegalRole.PLACEHOLDER).order_by("pk").first()
    if placeholder is None:
        raise CommandRefused(
            "no_placeholder",
            zh="没有导入占位单位，无法安放查不出承办单位的历史留言。",
            en="There is no placeholder unit for messages whose unit is unknown.",
            article="R68",
            next_step="Load a city that has a unit of kind imported_placeholder: ./lianxin load-city FOLDER",
        )
    named = Unit.objects.filter(legal_role__in=HANDLERS).order_by("-pk").values_list("name_zh", "pk")
    return UnitNames(dict(named), placeholder.pk)
