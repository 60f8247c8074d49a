"""A chain that does not hold is read a second time, slowly, to say which event was touched and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from lianxin.law.event_body import GENESIS, StoredEvent, Subject, link_stored
from lianxin.law.seals import Head
from lianxin.law.words import ChainBreak, SubjectKind

_LARGEST_GAP = 1_000
"""A gap longer than this is reported by its first so many events."""

_MOST_TRIALS = 20_000
"""Beyond so many combinations the events of a scrambled chain are called changed, not sorted out."""


_KINDS = {kind.value: kind for kind in SubjectKind}


@dataclass(frozen=True, slots=True)
class Break:
    """One place where a chain does not hold: which subject, at which sequence, what happened."""

    subject_kind: str
    subject_id: int | str
    sequence: int
    kind: ChainBreak

    @property
    def zh(self) -> str:
        """The finding in Chinese, with where it is."""
        kind = _KINDS.get(self.subject_kind)
        return f"{kind.zh if kind else self.subject_kind} {self.subject_id} 第 {self.sequence} 条记录：{self.kind.zh}"

    @property
    def en(self) -> str:
        """The finding in English, with where it is."""
        subject = _KINDS.get(self.subject_kind)
        return (
            f"{subject.en if subject else self.subject_kind} {self.subject_id}, event {self.sequence}: {self.kind.en}"
        )


def _at(subject: Subject, sequence: int, kind: ChainBreak) -> Break:
    return Break(subject_kind=subject[0], subject_id=subject[1], sequence=sequence, kind=kind)


def subject_gone(rows: list[StoredEvent], sealed: Head | None) -> list[Break]:
    """The subject has no row: it vanished; when no seal ever named it either, its events were put in from outside."""
    if sealed is not None:
        return [_at(sealed.subject, rows[0].sequence if rows else 1, ChainBreak.VANISHED_SUBJECT)]
    return [_at(row.subject, row.sequence, ChainBreak.UNKNOWN_SUBJECT) for row in rows[:1]]


def tail_cut(subject: Subject, sequence: int) -> Break:
    """From this sequence on the events are missing."""
    return _at(subject, sequence, ChainBreak.CUT_TAIL)


def wrong_head(head: Head) -> Break:
    """The head does not name the last event."""
    return _at(head.subject, head.sequence, ChainBreak.HEAD_MISMATCH)


def missing_since_seal(rows: list[StoredEvent], head: Head, sealed: Head, known: list[Break]) -> list[Break]:
    """What only the last seal can tell: a chain rewritten or shortened together with its head."""
    if head.sequence < sealed.sequence:
        cut = tail_cut(head.subject, head.sequence + 1)
        return [] if cut in known else [cut]
    if known or any(row.sequence == sealed.sequence and row.hash == sealed.hash for row in rows):
        return []
    return [_at(head.subject, sealed.sequence, ChainBreak.CHANGED)]


@dataclass(slots=True)
class _Findings:
    """What the slow walk gathers: the row taken for each sequence, and those that do not fit."""

    place: dict[int, StoredEvent] = field(default_factory=dict)
    computed: dict[int, bytes] = field(default_factory=dict)
    suspects: dict[int, StoredEvent] = field(default_factory=dict)
    extra: list[StoredEvent] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    moved_to: set[int] = field(default_factory=set)
    breaks: set[tuple[int, ChainBreak]] = field(default_factory=set)

    def hashes_before(self, sequence: int) -> set[bytes]:
        """Every hash by which the event at `sequence` may have known the one before it; empty when that is missing."""
        if sequence == 1:
            return {GENESIS}
        if sequence - 1 not in self.place:
            return set()
        return {self.place[sequence - 1].hash, self.computed[sequence - 1]}

    def take(self, sequence: int, row: StoredEvent, *, suspect: bool) -> None:
        """Lets this row stand at this sequence."""
        self.computed[sequence] = row.hash
        if suspect:
            self.suspects[sequence] = row
            self.computed[sequence] = link_stored(self.place[sequence - 1].hash if sequence > 1 else GENESIS, row)
        self.place[sequence] = row


def diagnose(rows: list[StoredEvent], head: Head) -> list[Break]:
    """The breaks of a chain known not to hold, in the order of their sequence."""
    found = _Findings()
    for before, row in pairwise(rows):
        if row.sequence < before.sequence:
            found.breaks.add((row.sequence, ChainBreak.REORDERED))
    _walk(found, rows, head)
    _match_moved(found, head)
    _judge_tail(found, head)
    found.breaks |= {(sequence, ChainBreak.CHANGED) for sequence in found.suspects}
    found.breaks |= {(row.sequence, ChainBreak.INSERTED) for row in found.extra}
    found.breaks |= {(sequence, ChainBreak.REMOVED) for sequence in found.missing}
    return [_at(head.subject, sequence, kind) for sequence, kind in sorted(found.breaks)]


def _walk(found: _Findings, rows: list[StoredEvent], head: Head) -> None:
    """Takes one row for each sequence up to the head and sets the others aside."""
    groups: dict[int, list[StoredEvent]] = {}
    for row in rows:
        groups.setdefault(row.sequence, []).append(row)
    last = 0
    for sequence in sorted(groups):
        group = groups[sequence]
        if not 0 < sequence <= head.sequence:
            found.extra += group
            continue
        found.missing |= set(range(last + 1, min(sequence, last + _LARGEST_GAP)))
        last = sequence
        previous = found.hashes_before(sequence)
        fitting = [row for row in group if any(link_stored(hash_, row) == row.hash for hash_ in previous)]
        chosen = _followed(fitting or group, groups.get(sequence + 1, []), head)
        found.take(sequence, chosen, suspect=bool(previous) and not fitting)
        found.extra += [row for row in group if row is not chosen]


def _followed(group: list[StoredEvent], after: list[StoredEvent], head: Head) -> StoredEvent:
    """Of several rows with one sequence, the one that the next event or the head builds on; else the first."""
    for row in group:
        if row.hash == head.hash or any(link_stored(row.hash, later) == later.hash for later in after):
            return row
    return group[0]


def _match_moved(found: _Findings, head: Head) -> None:
    """Finds rows that are genuine, but stand at another sequence than the one they were written for."""
    strays = [*found.suspects.values(), *found.extra]
    last = max(found.place, default=0)
    tail = range(last + 1, min(head.sequence, last + len(strays)) + 1)
    targets = sorted({*found.missing, *found.suspects, *tail})
    stray_hashes = {row.hash for row in strays}
    if len(strays) * len(targets) * (len(stray_hashes) + 2) > _MOST_TRIALS:
        return
    for row in strays:
        for target in targets:
            if target != row.sequence and _belongs(found, row, target, stray_hashes):
                found.breaks |= {(row.sequence, ChainBreak.REORDERED), (target, ChainBreak.REORDERED)}
                found.missing.discard(target)
                found.moved_to.add(target)
                found.suspects.pop(target, None)
                found.suspects.pop(row.sequence, None)
                found.extra = [other for other in found.extra if other is not row]
                break
    _clear_followers(found, strays)


def _belongs(found: _Findings, row: StoredEvent, target: int, stray_hashes: Iterable[bytes]) -> bool:
    """Whether the row, given `target` as its sequence, has the hash it carries or the one that stands there."""
    wanted = {row.hash} | ({found.place[target].hash} if target in found.place else set())
    moved = row._replace(sequence=target)
    return any(link_stored(hash_, moved) in wanted for hash_ in found.hashes_before(target) | set(stray_hashes))


def _clear_followers(found: _Findings, strays: list[StoredEvent]) -> None:
    """Lets go of rows that were suspected only because the row before them had been moved."""
    hashes = {row.hash for row in strays}
    for sequence, row in list(found.suspects.items()):
        if sequence - 1 in found.moved_to and any(link_stored(hash_, row) == row.hash for hash_ in hashes):
            del found.suspects[sequence]


def _judge_tail(found: _Findings, head: Head) -> None:
    """Tells a cut tail from a head that was altered."""
    last = max({*found.place, *found.moved_to}, default=0)
    named = [row.sequence for row in [*found.place.values(), *found.extra] if row.hash == head.hash]
    if last == head.sequence:
        good = last in found.moved_to or head.hash in (found.place[last].hash, found.computed[last])
        altered = not good
    else:
        altered = last in named
        if not altered:
            found.breaks.add((last + 1, ChainBreak.CUT_TAIL))
    beyond = [sequence for sequence in named if sequence > head.sequence]
    if beyond:
        found.extra = [row for row in found.extra if not head.sequence < row.sequence <= max(beyond)]
    if altered or beyond:
        found.breaks.add((head.sequence, ChainBreak.HEAD_MISMATCH))
