"""What an actor may see of an order; asked once for a page, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law import visibility
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.visibility import Audience, Part


@dataclass(frozen=True, slots=True)
class Reading:
    """The reader's standing and the parts open to them."""

    audience: Audience
    parts: frozenset[Part]

    def __contains__(self, part: Part) -> bool:
        return part in self.parts


def reading(draft: Draft) -> Reading:
    """Which parts of the order the actor may see."""
    return Reading(visibility.audience(draft), frozenset(part for part in Part if visibility.sees(draft, part)))


def need_reading(draft: Draft) -> Reading:
    """Like `reading`; refuses whoever may not open the order at all, in the same words as for an unknown number."""
    found = reading(draft)
    if Part.ORDER not in found:
        raise Refused("order_unknown")
    return found
