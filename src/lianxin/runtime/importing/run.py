"""Brings a file of messages in, one pass from its first row to its last; safe to be stopped and begun again."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lianxin.actions._door import Door
from lianxin.actions._history import SourceRow, system_of
from lianxin.actions.import_history import import_history
from lianxin.law.actors import SYSTEM
from lianxin.law.decisions.history import History
from lianxin.law.refusals import Refused
from lianxin.records.models import ExternalReference, Topic
from lianxin.records.rules import current_rules
from lianxin.runtime.bulk import in_bulk
from lianxin.runtime.importing.columns import ColumnMap
from lianxin.runtime.importing.judging import Judge
from lianxin.runtime.importing.messages import PastMessage, RowRefused, read_message
from lianxin.runtime.importing.naming import UnitNames, read_unit_names
from lianxin.runtime.importing.rejects import Rejects
from lianxin.runtime.importing.summary import ImportSummary, count_without_limit, read_judged, read_judged_by
from lianxin.runtime.importing.tables import Table, TableRow, open_table
from lianxin.runtime.speech import CommandRefused, say

AT_A_TIME = 500
"""Rows that are looked up together, to see which are here already."""
SAY_EVERY = 3.0  # seconds


@dataclass(frozen=True)
class Import:
    """What to bring in: the file, what its source is called, its columns, and by what its messages are judged."""

    file: Path
    source: str
    columns: ColumnMap
    judge: Judge
    now: dt.datetime


@dataclass
class _Run:
    """One import on its way."""

    order: Import
    units: UnitNames
    topics: frozenset[str]
    rejects: Rejects
    summary: ImportSummary
    said_at: float = 0.0


def import_messages(order: Import, *, regime: str | None, rejects_folder: Path) -> ImportSummary:
    """Imports what is not here yet and tells what came of it; raises `CommandRefused` for a file that is no table."""
    summary = ImportSummary(source=order.source, asked=regime)
    with open_table(order.file) as table:
        _check_headings(order, table)
        with Rejects(rejects_folder, order.source, table.headings, order.now) as rejects:
            topics = frozenset(Topic.objects.values_list("code", flat=True))
            run = _Run(order, read_unit_names(), topics, rejects, summary, said_at=time.monotonic())
            with in_bulk():
                for rows in _chunks(table.rows):
                    _bring_in(run, rows)
            if rejects.count:
                summary.rejects_file = str(rejects.place)
    summary.count(read_judged(order.source, current_rules().calendar))
    summary.judged_by = read_judged_by(order.source)
    summary.without_limit = count_without_limit(order.source)
    return summary


def _check_headings(order: Import, table: Table) -> None:
    if missing := order.columns.missing(table.headings):
        raise CommandRefused(
            "columns",
            zh=f"{order.file} 没有这些列：{'、'.join(missing)}；现有：{'、'.join(table.headings)}",
            en=f"{order.file} has no column {', '.join(missing)}; it has: {', '.join(table.headings)}",
            next_step="Name the file's headings in a map and give it with --map FILE.toml.",
        )


def _chunks(rows: Iterator[TableRow]) -> Iterator[list[TableRow]]:
    while chunk := list(islice(rows, AT_A_TIME)):
        yield chunk


def _bring_in(run: _Run, rows: list[TableRow]) -> None:
    """Reads these rows, leaves out what is here already, and takes in the rest one by one."""
    messages = [(row, message) for row in rows if (message := _read(run, row)) is not None]
    ids = [message.id for _, message in messages]
    references = ExternalReference.objects.filter(system=system_of(run.order.source), external_id__in=ids)
    known = set(references.values_list("external_id", flat=True))
    for row, message in messages:
        if message.id in known:
            run.summary.duplicates += 1
        else:
            _take_in(run, row, message)
            known.add(message.id)
        _say_how_far(run)


def _read(run: _Run, row: TableRow) -> PastMessage | None:
    run.summary.rows += 1
    try:
        message = read_message(row, run.order.columns, run.order.now)
        if message.topic is not None and message.topic not in run.topics:
            zh, en = f"没有主题 {message.topic}", f"names the topic {message.topic}, which the city does not have"
            raise RowRefused("topic_unknown", zh, en)
    except RowRefused as refused:
        _reject(run, row, refused)
        return None
    return message


def _take_in(run: _Run, row: TableRow, message: PastMessage) -> None:
    """Through the door, as the system, at the message's own moment."""
    key = hashlib.sha256(f"{run.order.source}\0{message.id}".encode()).hexdigest()[:32]
    door = Door(actor=SYSTEM, now=message.sent_at, request_key=f"import:{key}")
    try:
        reference = SourceRow(run.order.source, message.id, message.user, run.order.judge.version_for(message.sent_at))
        done = import_history(door, reference=reference, history=_history(run, message))
    except Refused as refused:
        reason = refused.reason
        zh, en = f"{reason.zh} {refused.detail}".strip(), f"{reason.en} {refused.detail}".strip()
        _reject(run, row, RowRefused(reason.code, zh, en))
        return
    if done.repeated:
        run.summary.duplicates += 1
    else:
        run.summary.imported += 1


def _history(run: _Run, message: PastMessage) -> History:
    return History(
        title=message.title,
        account=message.account,
        unit=run.units.named_in(message.reply),
        request_type=message.request_type,
        channel=message.channel,
        topic=message.topic,
        reply=message.reply,
        replied_at=message.replied_at,
    )


def _reject(run: _Run, row: TableRow, refused: RowRefused) -> None:
    run.rejects.add(row, refused)
    run.summary.rejected += 1


def _say_how_far(run: _Run) -> None:
    if time.monotonic() - run.said_at < SAY_EVERY:
        return
    run.said_at = time.monotonic()
    done, rows = run.summary.imported, run.summary.rows
    say(f"已读 {rows} 行，导入 {done} 件……", f"{rows} rows read, {done} imported …")
