"""Walk the chains of events and the seals, and say whether they hold."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick, say

if TYPE_CHECKING:  # tables can be loaded only once Django is set up
    from lianxin.law.event_chain import Break
    from lianxin.records.seals import BrokenSeal, SealFolder
    from lianxin.records.verification import Report

SHOWN = 50
"""How many findings are written out for people; with --json all are."""


def add_arguments(parser: ArgumentParser) -> None:
    """How much is read."""
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--all", action="store_true", help="every chain from its first event (the default)")
    scope.add_argument("--since-seal", action="store_true", help="only chains that changed since the last seal")


def run(options: Namespace) -> int:
    """Exit code 0 when everything holds, 1 when something is broken."""
    need_installation()
    with ready_database(), tables_needed():
        started = time.monotonic()
        report = _verify(since_seal=options.since_seal)
        seconds = time.monotonic() - started
    if options.json:
        print(json.dumps(as_json(report), ensure_ascii=False))
    else:
        _print(report, seconds)
    return 1 if report.broken else 0


@contextmanager
def tables_needed() -> Iterator[None]:
    """Says in one sentence that a database was never migrated."""
    try:
        yield
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable):
            raise
        zh, en = "这个数据库里还没有本系统的表。", "This database has no tables of the hotline yet."
        raise CommandRefused("not_migrated", zh=zh, en=en, next_step="./lianxin migrate") from error


def _verify(*, since_seal: bool) -> Report:
    from lianxin.records.verification import verify_everything, verify_since_seal

    seals = _seals(needed=since_seal)
    return verify_since_seal(seals) if since_seal and seals else verify_everything(seals)


def _seals(*, needed: bool) -> SealFolder | None:
    from lianxin.records.seals import SealFolder, SealPlaceMissing

    try:
        return SealFolder.of_installation()
    except SealPlaceMissing as missing:
        if needed:
            raise CommandRefused("seals_missing", zh=missing.zh, en=missing.en) from missing
        say(f"不核对存证：{missing.zh}", f"Without the seals: {missing.en}")
        return None


def as_json(report: Report) -> dict[str, Any]:
    """The answer scripts rely on: `events subjects broken[] sealed_until`."""
    return {
        "events": report.events,
        "subjects": report.subjects,
        "broken": [_finding(one) for one in report.broken],
        "sealed_until": report.sealed_until.isoformat() if report.sealed_until else None,
    }


def _finding(one: Break | BrokenSeal) -> dict[str, Any]:
    from lianxin.records.seals import BrokenSeal

    where: dict[str, Any]
    if isinstance(one, BrokenSeal):
        where = {"subject": "seal", "id": one.number, "sequence": None, "kind": one.fault.value}
    else:
        where = {"subject": one.subject_kind, "id": one.subject_id, "sequence": one.sequence, "kind": one.kind.value}
    return {**where, "zh": one.zh, "en": one.en}


def _print(report: Report, seconds: float) -> None:
    for one in report.broken[:SHOWN]:
        print(pick(one.zh, one.en))
    if len(report.broken) > SHOWN:
        more = len(report.broken) - SHOWN
        print(pick(f"……另有 {more} 处，用 --json 全部列出", f"… and {more} more; --json lists all"))
    until = report.sealed_until.isoformat() if report.sealed_until else pick("尚无存证", "no seal yet")
    pace = round(report.events / seconds) if seconds else 0
    zh = f"核验 {report.events} 条记录、{report.subjects} 个主体，{len(report.broken)} 处不符；存证至：{until}"
    en = f"{report.events} events of {report.subjects} subjects, {len(report.broken)} broken; sealed until {until}"
    print(pick(f"{zh}（{seconds:.1f} 秒，每秒 {pace} 条）", f"{en} ({seconds:.1f} s, {pace}/s)"))
