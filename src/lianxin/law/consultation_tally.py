"""Counts the answers of a consultation: by channel, by group, and by group for each paragraph and question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.consultation_text import Content

EVERYBODY = ""
"""Stands for all groups together."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is counted of one answer."""

    group: str
    channel: str
    picks: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Tally:
    """The counts. Those of an item go by group, `EVERYBODY` for all: how many answered it, and who ticked what."""

    total: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    answered: Counter[tuple[int, str]] = field(default_factory=Counter)
    picked: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def share(self, serial: int, code: str, group: str = EVERYBODY) -> int:
        """Of a hundred who answered the item how many ticked this, half up; 0 where nobody answered."""
        return share(self.picked[serial, code, group], self.answered[serial, group])


def share(part: int, whole: int) -> int:
    """Per cent, half up; 0 of nothing."""
    return (part * 200 + whole) // (whole * 2) if whole else 0


def tally(content: Content, answers: Iterable[Answer]) -> Tally:
    """Counts answers; of each giver only the one that counts may be among them."""
    found = Tally()
    for answer in answers:
        found.total += 1
        found.channels[answer.channel] += 1
        found.groups[answer.group] += 1
        for item in content.items:
            codes = answer.picks.get(str(item.serial), ())
            for group in {EVERYBODY, answer.group} if codes else ():
                found.answered[item.serial, group] += 1
                found.picked.update((item.serial, code, group) for code in codes)
    return found


def as_figures(found: Tally) -> dict[str, Any]:
    """The counts as a record keeps them when the report is published."""
    return {
        "total": found.total,
        "channels": dict(found.channels),
        "groups": dict(found.groups),
        "answered": [[*key, count] for key, count in sorted(found.answered.items())],
        "picked": [[*key, count] for key, count in sorted(found.picked.items())],
    }


def of_figures(kept: Mapping[str, Any]) -> Tally:
    """The counts again."""
    return Tally(
        total=kept["total"],
        channels=Counter(kept["channels"]),
        groups=Counter(kept["groups"]),
        answered=Counter({(serial, group): count for serial, group, count in kept["answered"]}),
        picked=Counter({(serial, code, group): count for serial, code, group, count in kept["picked"]}),
    )
