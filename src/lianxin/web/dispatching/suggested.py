"""Units that the desk suggests for an order, with grounds and a digit each; those that are barred with the reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.records.rules import Rules
from lianxin.records.suggestions import Suggestion, suggest_for
from lianxin.web.citations import cited
from lianxin.web.desks.desk import Waiting
from lianxin.web.names import names_of_units
from lianxin.web.orders.sheet import Sheet
from lianxin.web.refusing import what
from lianxin.web.suggested_notes import said_notes

DIGITS = 9


def suggestions_context(sheet: Sheet, rules: Rules, waiting: Waiting) -> dict[str, Any]:
    """What templates/dispatching/_suggestions.html shows."""
    found = suggest_for(sheet.draft, rules)
    names = names_of_units([one.unit for one in found.units] + [one.unit for one, _ in found.barred])
    shown = [
        _shown(one, names, sheet.draft.now)
        | {
            "key": str(place) if place <= DIGITS else "",
            "href": waiting.href(waiting.opened, unit=str(one.unit)),
        }
        for place, one in enumerate(found.units, start=1)
    ]
    barred = [_shown(one, names, sheet.draft.now) | {"why": what(refusal)} for one, refusal in found.barred]
    return {"suggestions": shown, "barred": barred}


def _shown(one: Suggestion, names: dict[int, Spoken], now: dt.datetime) -> dict[str, Any]:
    return {
        "value": str(one.unit),
        "unit": names[one.unit],
        "source": one.source,
        "ground": one.ground,
        "basis": cited(one.basis) if one.basis else None,
        "note": said_notes(one.notes, now),
    }
