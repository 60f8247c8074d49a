"""Walks the chains of the log and says what does not hold, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from itertools import groupby, islice
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from lianxin.law.chain_breaks import Break
from lianxin.law.event_chain import StoredEvent, Verdict, verify_all
from lianxin.law.seals import Head
from lianxin.records.frozen_months import altered_months
from lianxin.records.heads import pair, stream_heads
from lianxin.records.models import Seal
from lianxin.records.seal_faults import BrokenSeal, Judged, judge
from lianxin.records.seals import SealFolder, SealLine

SUBJECTS_AT_A_TIME = 5_000
SEALED_AT_A_TIME = 100_000
"""Heads that one seal takes up: as many as are in memory together."""

_COLUMNS = sql.SQL(", ".join(name if name != "payload" else "payload::text" for name in StoredEvent._fields))
_TYPES = ("text", "int8", "int4", "text", "int2", "timestamptz", "timestamptz", "text", "int8", "int8", "int8", "text")
_COPY = sql.SQL(
    "COPY (SELECT {} FROM event WHERE {} ORDER BY subject_kind, subject_id, sequence, recorded_at)"
    " TO STDOUT (FORMAT binary)"
)
_ALL = _COPY.format(_COLUMNS, sql.SQL("true"))
_OF_SUBJECTS = _COPY.format(_COLUMNS, sql.SQL("subject_kind = %s AND subject_id = ANY(%s)"))


@dataclass(slots=True)
class Report:
    """What a walk came to. What it promises is relative to the last seal, of the moment `sealed_until`."""

    events: int = 0
    subjects: int = 0
    broken: list[Break | BrokenSeal] = field(default_factory=list)
    sealed_until: dt.datetime | None = None
    changed: list[Head] = field(default_factory=list)
    """Heads that no seal knows yet and whose chains hold, in order; filled by `verify_since_seal` alone."""
    more: bool = False
    """Whether it ended before all that changed was walked: what is in `changed` is to be sealed first."""


def verify_everything(seals: SealFolder | None) -> Report:
    """Every chain from its first event to its head, every seal, every subject that a seal ever named, and the counts of
    every month that was frozen."""
    there = seals.numbers() if seals else []  # before the moment: what these seals name was committed by then
    with one_moment():
        judged = judge(seals, _known(), there) if seals else Judged()
        sealed = seals.heads(judged.sound) if seals else ()
        verdict = verify_all(_events(_ALL, []), stream_heads(), sealed)
        altered = altered_months()
    return _report(judged, verdict, altered)


def verify_since_seal(seals: SealFolder, *, most: int = SEALED_AT_A_TIME) -> Report:
    """The seals, and the chains whose heads are not those that the last seal knew, `most` of them together.

    It goes on until some of them hold, or all were walked: what does not hold keeps nothing else from being sealed.
    """
    there = seals.numbers()
    with one_moment():
        judged = judge(seals, _known(), there)
        report = Report(broken=list(judged.broken), sealed_until=judged.until)
        differing = (both for both in pair(stream_heads(), seals.heads(judged.sound)) if both[0] != both[1])
        while some := list(islice(differing, most)):
            _walk(some, report)
            if report.changed:
                break
        report.more = next(differing, None) is not None
    return report


def _walk(differing: list[tuple[Head | None, Head | None]], report: Report) -> None:
    """Adds to the report what came of the chains of these subjects, each with its head and what was sealed of it."""
    heads = [head for head, _ in differing if head]
    verdict = verify_all(_events_of(heads), heads, [seal for _, seal in differing if seal])
    bad = {(one.subject_kind, one.subject_id) for one in verdict.breaks}
    report.events += verdict.events
    report.subjects += verdict.subjects
    report.broken += verdict.breaks
    report.changed = [head for head in heads if head.subject not in bad]


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction in which everything is seen as of one moment, whatever is being written meanwhile."""
    nested = connection.in_atomic_block
    with transaction.atomic(savepoint=False):
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _report(judged: Judged, verdict: Verdict, altered: list[Break]) -> Report:
    broken: list[Break | BrokenSeal] = [*judged.broken, *verdict.breaks, *altered]
    return Report(verdict.events, verdict.subjects, broken, sealed_until=judged.until)


def _known() -> dict[int, SealLine]:
    """What the database remembers of each seal."""
    names = [each.name for each in fields(SealLine)]
    found: dict[int, SealLine] = {}
    for row in Seal.objects.values(*names):
        plain: dict[str, Any] = {
            name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()
        }
        found[row["number"]] = SealLine(**plain)
    return found


def _events_of(heads: Iterable[Head]) -> Iterator[StoredEvent]:
    for kind, same in groupby(heads, key=lambda head: head.subject_kind):
        while some := [head.subject_id for head in islice(same, SUBJECTS_AT_A_TIME)]:
            yield from _events(_OF_SUBJECTS, [kind, some])


def _events(statement: sql.Composed, parameters: list[object]) -> Iterator[StoredEvent]:
    """Events in the order of their chains, over a connection of their own that sees the same moment.

    The database writes ahead while these are being hashed, which makes the walk half as fast again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [moment])
            with cursor.copy(statement, parameters) as rows:
                rows.set_types((*_TYPES, "text", "bytea"))
                yield from map(StoredEvent._make, rows.rows())
    finally:
        beside.close()
