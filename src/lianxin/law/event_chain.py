"""Every event carries the hash of the one before it: this finds what was tampered with, and says where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from lianxin.law.chain_breaks import Break, diagnose, missing_since_seal, subject_gone, tail_cut, wrong_head
from lianxin.law.event_body import (
    GENESIS,
    EventBody,
    PayloadRefused,
    StoredEvent,
    Subject,
    canonical_bytes,
    link,
    link_stored,
)
from lianxin.law.seals import NO_SEAL, Head, leaf, merkle_root, seal_body, seal_hash

__all__ = [
    "GENESIS",
    "NO_SEAL",
    "Break",
    "EventBody",
    "Head",
    "PayloadRefused",
    "StoredEvent",
    "Subject",
    "Verdict",
    "canonical_bytes",
    "leaf",
    "link",
    "link_stored",
    "merkle_root",
    "seal_body",
    "seal_hash",
    "verify_all",
    "verify_chain",
]


@dataclass(slots=True)
class Verdict:
    """What a walk over chains came to: how many events and subjects were read, and every break found."""

    events: int = 0
    subjects: int = 0
    breaks: list[Break] = field(default_factory=list)


def _intact(events: list[StoredEvent], head: Head, sealed: Head | None) -> bool:
    """The short way: every sequence, every link, the head and the sealed hash as they should be."""
    previous = GENESIS
    for expected, event in enumerate(events, start=1):
        if event.sequence != expected or link_stored(previous, event) != event.hash:
            return False
        previous = event.hash
    if head.sequence != len(events) or (events and head.hash != previous):
        return False
    return sealed is None or (sealed.sequence <= len(events) and events[sealed.sequence - 1].hash == sealed.hash)


def verify_chain(events: Iterable[StoredEvent], head: Head | None, sealed: Head | None = None) -> list[Break]:
    """Every break in one subject's chain; empty when it is whole.

    `events` come in the order of their sequence, `head` is what the subject's row says (None when the row is gone),
    `sealed` what the last seal said of it. What was rewritten to the end after a seal is only found by `sealed`.
    """
    rows = list(events)
    if head is None:
        return subject_gone(rows, sealed)
    if not rows:
        return [tail_cut(head.subject, 1)] if head.sequence else []
    if _intact(rows, head, sealed):
        return []
    breaks = diagnose(rows, head)
    if sealed:
        breaks += missing_since_seal(rows, head, sealed, breaks)
    return breaks or [wrong_head(head)]


class _Ahead:
    """A run of heads in the order of their subjects, read once beside the events."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self._heads = iter(heads)
        self._next = next(self._heads, None)

    def before(self, subject: Subject | None) -> Iterator[Head]:
        """All heads whose subject stands before this one (all that are left when None)."""
        while self._next is not None and (subject is None or self._next.subject < subject):
            yield self._next
            self._next = next(self._heads, None)

    def take(self, subject: Subject) -> Head | None:
        """The head of exactly this subject, if it is next."""
        if self._next is None or self._next.subject != subject:
            return None
        head, self._next = self._next, next(self._heads, None)
        return head


def verify_all(events: Iterable[StoredEvent], heads: Iterable[Head], sealed: Iterable[Head] = ()) -> Verdict:
    """Walks many chains in one pass and constant memory: about as much as the longest chain.

    All three come ordered by (subject_kind, subject_id, sequence), texts by code point (`COLLATE "C"`); the ids of one
    kind are all integers or all texts. `sealed` are the heads of the last seal: a subject that it names and nothing
    else knows has vanished.
    """
    verdict, rows_ahead, seals_ahead = Verdict(), _Ahead(heads), _Ahead(sealed)
    for subject, group in groupby(events, key=attrgetter("subject")):
        _without_events(verdict, rows_ahead, seals_ahead, subject)
        rows = list(group)
        verdict.events += len(rows)
        verdict.subjects += 1
        verdict.breaks += verify_chain(rows, rows_ahead.take(subject), seals_ahead.take(subject))
    _without_events(verdict, rows_ahead, seals_ahead, None)
    return verdict


def _without_events(verdict: Verdict, rows: _Ahead, seals: _Ahead, until: Subject | None) -> None:
    """Judges the subjects before `until` that have a row or a seal, but no event."""
    for head in rows.before(until):
        for gone in seals.before(head.subject):
            verdict.breaks += verify_chain((), None, gone)
        verdict.subjects += 1
        verdict.breaks += verify_chain((), head, seals.take(head.subject))
    for gone in seals.before(until):
        verdict.breaks += verify_chain((), None, gone)
