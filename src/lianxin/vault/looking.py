"""Looks at words that are meant for the public: each flagged place is removed, or confirmed to be no personal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lianxin.law.words import FlaggedKind
from lianxin.vault.flags import NOBODY, FlaggedSpan, Known, flags, known_in


@dataclass(frozen=True, slots=True)
class Place:
    """One flagged place: which text, where in it, the words there; `callers`: they tell somebody who is known."""

    field: str
    span: FlaggedSpan
    words: str
    callers: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in all texts together."""

    places: tuple[Place, ...] = ()

    @property
    def open(self) -> int:
        """Places that are still to be removed or confirmed."""
        return sum(not one.confirmed and not one.callers for one in self.places)

    @property
    def callers(self) -> int:
        """Places that tell who called: nobody can confirm them."""
        return sum(one.callers for one in self.places)

    @property
    def confirmed(self) -> Mapping[FlaggedKind, int]:
        """How many places of each kind were confirmed."""
        return Counter(one.span.kind for one in self.places if one.confirmed and not one.callers)


def look(texts: Mapping[str, str], *, confirmed: Collection[str], known: Known = NOBODY) -> Seen:
    """The flagged places of these texts, by field; `confirmed` are the words that somebody confirmed.

    A place is confirmed by its words, so that editing elsewhere keeps what was looked at, and other words at the same
    place have to be looked at again.
    """
    return Seen(tuple(one for field, text in texts.items() for one in _places(field, text, confirmed, known)))


def _places(field: str, text: str, confirmed: Collection[str], known: Known) -> Iterable[Place]:
    callers = {(one.start, one.end) for one in known_in(text, known)}
    for span in flags(text, known):
        words = text[span.start : span.end].strip()
        theirs = any(start < span.end and span.start < end for start, end in callers)
        yield Place(field, span, words, callers=theirs, confirmed=words in confirmed)
