"""What an actor may see of an order; asked once for a page, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law import visibility
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.visibility import Audience, Part
from lianxin.law.words import TextKind

PART_OF: Mapping[TextKind, Part] = {
    TextKind.TITLE: Part.ORDER,
    TextKind.TRANSFER: Part.TRANSFER,
    TextKind.ADDRESS: Part.TRANSFER,
    TextKind.SUBJECT_PERSON: Part.SUBJECT,
}
"""To which part of the page a text belongs; all others to the work."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The reader's standing and the parts open to them."""

    audience: Audience
    parts: frozenset[Part]

    def __contains__(self, part: Part) -> bool:
        return part in self.parts

    def has_words(self, kind: TextKind, *, private: bool) -> bool:
        """Whether a text of this kind is open to the reader; `private` ones are for the centre alone (R43)."""
        if kind is TextKind.ACCOUNT:
            return Part.ACCOUNT in self
        return PART_OF.get(kind, Part.WORK) in self and (not private or Part.CENTRE_TEXTS in self)


def reading(draft: Draft) -> Reading:
    """Which parts of the order the actor may see."""
    return Reading(visibility.audience(draft), frozenset(part for part in Part if visibility.sees(draft, part)))


def need_reading(draft: Draft) -> Reading:
    """Like `reading`; refuses whoever may not open the order at all, in the same words as for an unknown number."""
    found = reading(draft)
    if Part.ORDER not in found:
        raise Refused("order_unknown")
    return found
