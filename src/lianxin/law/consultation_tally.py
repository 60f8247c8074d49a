"""Counts the answers of a consultation: by channel, by group, and by group for each paragraph and question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.consultation_text import Content
from lianxin.law.small_numbers import hidden
from lianxin.law.words import ConsultationItemKind

EVERYBODY = ""
"""Stands for all groups together."""

Count = tuple[str | int, ...]
"""A count by name: ("total",), ("channels", code), ("groups", code), ("answered", item, group), or ("picked", item,
choice, group), where `EVERYBODY` stands for all groups."""


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

    def count_of(self, name: Count) -> int:
        """One count by its name."""
        kind, *key = name
        if kind == "total":
            return self.total
        counters: dict[str | int, Counter[Any]] = {
            "channels": self.channels,
            "groups": self.groups,
            "answered": self.answered,
            "picked": self.picked,
        }
        return counters[kind][key[0] if len(key) == 1 else tuple(key)]


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


def small_counts(content: Content, found: Tally) -> frozenset[Count]:
    """Which counts are not published because they are small, or would give a small one away (`small_numbers`)."""
    counts: dict[Count, int] = {("total",): found.total}
    counts |= {("channels", code): count for code, count in found.channels.items()}
    counts |= {("groups", code): count for code, count in found.groups.items()}
    counts |= {("answered", *key): count for key, count in found.answered.items()}
    counts |= {("picked", *key): count for key, count in found.picked.items()}
    return hidden(counts, [(members, total) for members, total in _sums(content, counts) if members])


def _sums(content: Content, counts: Mapping[Count, int]) -> Iterator[tuple[list[Count], Count]]:
    """What adds up to what: channels and groups to all answers, the groups and, where one is ticked, the choices."""
    groups = [one.code for one in content.groups]

    def known(*keys: Count) -> list[Count]:
        return [key for key in keys if key in counts]

    yield [key for key in counts if key[0] == "channels"], ("total",)
    yield [key for key in counts if key[0] == "groups"], ("total",)
    for item in content.items:
        serial = item.serial
        yield known(*(("answered", serial, group) for group in groups)), ("answered", serial, EVERYBODY)
        for code in item.codes:
            yield known(*(("picked", serial, code, group) for group in groups)), ("picked", serial, code, EVERYBODY)
        if item.kind is not ConsultationItemKind.SEVERAL:
            for group in (EVERYBODY, *groups):
                yield known(*(("picked", serial, code, group) for code in item.codes)), ("answered", serial, group)
