"""One rule of a regime: for which orders it speaks, how specific it is, and which rule would contradict it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lianxin.law.words import Channel, OrderFlag, RequestType, Urgency, Word

DIMENSIONS: tuple[str, ...] = ("topic", "type", "channel", "urgency", "flag")
"""What rules match on; at an equal number of matched keys the earlier one is the more specific."""

WORDS: Mapping[str, type[Word]] = MappingProxyType(
    {"type": RequestType, "channel": Channel, "urgency": Urgency, "flag": OrderFlag}
)
"""The codes a dimension can have; topics are a city's own codes and match what begins with them."""

Specificity = tuple[int, tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules match on. `on` is the day of the act; a policy's values are those of its own day (R69)."""

    type: RequestType
    topic: str | None
    channel: Channel
    urgency: Urgency
    flags: frozenset[str]
    on: dt.date

    def has(self, dimension: str, code: str) -> bool:
        """Whether the order has this code in this dimension."""
        if dimension == "topic":
            return self.topic is not None and self.topic.startswith(code)
        if dimension == "flag":
            return code in self.flags
        return bool(getattr(self, dimension) == code)


@dataclass(frozen=True, slots=True)
class Match:
    """For which orders a rule speaks: each dimension named must have one of its codes, none of `unless`."""

    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, facts: Facts) -> bool:
        """Whether the rule speaks for this order."""
        named = all(any(facts.has(dim, code) for code in codes) for dim, codes in self.codes.items())
        return named and not any(facts.has(dim, code) for dim, codes in self.unless.items() for code in codes)

    @property
    def unconditional(self) -> bool:
        """Whether the rule speaks for every order."""
        return not self.codes and not self.unless

    @property
    def specificity(self) -> Specificity:
        """How many keys are matched, then which: topic before type, channel, urgency, flag."""
        return len(self.codes), tuple(dim in self.codes for dim in DIMENSIONS)

    def meets(self, other: Match) -> bool:
        """Whether some order could satisfy both with equal right."""
        if self.specificity != other.specificity:
            return False
        return all(_shared(dim, codes, other.codes[dim]) for dim, codes in self.codes.items()) and not (
            self._excludes(other) or other._excludes(self)
        )

    def _excludes(self, other: Match) -> bool:
        return any(dim in other.codes and set(codes) >= set(other.codes[dim]) for dim, codes in self.unless.items())


def _shared(dimension: str, these: tuple[str, ...], those: tuple[str, ...]) -> bool:
    if dimension == "flag":  # an order can have any two flags at once
        return True
    if dimension == "topic":
        return any(one.startswith(other) or other.startswith(one) for one in these for other in those)
    return bool(set(these) & set(those))


@dataclass(frozen=True, slots=True)
class Rule:
    """One value for one key. `article` is a citation key; `until` is the last day it is in force."""

    key: str
    value: object
    match: Match
    article: str
    number: int
    since: dt.date | None = None
    until: dt.date | None = None
    uncertain: bool = False

    def in_force(self, on: dt.date) -> bool:
        """Whether the rule binds on this day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def ties_with(self, other: Rule) -> bool:
        """Whether both could bind the same order on the same day with equal right."""
        overlap = (self.since is None or other.until is None or self.since <= other.until) and (
            other.since is None or self.until is None or other.since <= self.until
        )
        return self.key == other.key and overlap and self.match.meets(other.match)
