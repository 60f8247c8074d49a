"""Walk the chains of events and the seals, and say whether they hold."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

from lianxin.law.words import SealFault
from lianxin.runtime.installation import default_data
from lianxin.runtime.keys import SEAL
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick

if TYPE_CHECKING:  # tables can be loaded only once Django is set up
    from lianxin.law.event_chain import Break
    from lianxin.records.seal_faults import BrokenSeal
    from lianxin.records.seals import SealFolder
    from lianxin.records.verification import Report

SHOWN = 50
"""How many findings are written out for people; with --json all are."""


def add_arguments(parser: ArgumentParser) -> None:
    """How much is read."""
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--all", action="store_true", help="every chain from its first event (the default)")
    scope.add_argument("--since-seal", action="store_true", help="only chains that changed since the last seal")
    scope.add_argument("--seals-only", action="store_true", help="only the files of the seals: needs no database")
    parser.add_argument("--seals", type=Path, metavar="DIR", help="a copy of the seals kept elsewhere, to go by")
    parser.add_argument("--public-key", type=Path, metavar="FILE", help="the key to try them with: a copy of seal.pub")


def run(options: Namespace) -> int:
    """Exit code 0 when everything holds, 1 when something is broken."""
    if options.seals_only:
        return _seals_alone(options)
    need_installation()
    with ready_database(reads=True), tables_needed():
        from lianxin.records.verification import verify_everything, verify_since_seal

        seals = _seals(options)
        started = time.monotonic()
        report = verify_since_seal(seals) if options.since_seal else verify_everything(seals)
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


def _seals(options: Namespace) -> SealFolder:
    """The seals to go by; without the key of this installation, or one that was named, they are not believed."""
    from lianxin.records.seals import SealFolder, SealPlaceMissing, read_key

    data, named = default_data().absolute(), options.public_key
    try:
        key = read_key(named or data / "keys" / SEAL)
    except SealPlaceMissing as missing:
        if named:
            raise CommandRefused("seals_unreadable", zh=missing.zh, en=missing.en, next_step=_key_needed()) from missing
        key = None
    folder = options.seals or data / "seals"
    if options.seals and not any(folder.glob("*.seal")):
        raise CommandRefused("no_seals", zh=f"{folder} 里没有存证文件。", en=f"There are no seals in {folder}.")
    return SealFolder(folder, key)


def _seals_alone(options: Namespace) -> int:
    """Tries the files of the seals by themselves, on whatever machine they were copied to."""
    from lianxin.records.seal_faults import judge

    judged = judge(_seals(options), None)
    until = judged.until.isoformat() if judged.until else None
    if options.json:
        found = [finding(one) for one in judged.broken]
        print(json.dumps({"seals": len(judged.sound), "broken": found, "sealed_until": until}, ensure_ascii=False))
    else:
        _print_findings(judged.broken)
        count, last = len(judged.sound), until or pick("无", "none")
        print(pick(f"{count} 份存证相符，存证至：{last}", f"{count} seals hold; sealed until: {last}"))
    return 1 if judged.broken else 0


def as_json(report: Report) -> dict[str, Any]:
    """The answer scripts rely on: `events subjects broken[] sealed_until`."""
    return {
        "events": report.events,
        "subjects": report.subjects,
        "broken": [finding(one) for one in report.broken],
        "sealed_until": report.sealed_until.isoformat() if report.sealed_until else None,
    }


def finding(one: Break | BrokenSeal) -> dict[str, Any]:
    """One finding for scripts; where the way out is known, it is in `next`."""
    from lianxin.records.seal_faults import BrokenSeal

    where: dict[str, Any]
    if isinstance(one, BrokenSeal):
        where = {"subject": "seal", "id": one.number, "sequence": None, "kind": one.fault.value}
    else:
        where = {"subject": one.subject_kind, "id": one.subject_id, "sequence": one.sequence, "kind": one.kind.value}
    way_out = {"next": _key_needed()} if where["kind"] == SealFault.UNREADABLE.value else {}
    return {**where, "zh": one.zh, "en": one.en, **way_out}


def _key_needed() -> str:
    return pick(
        f"请放回数据目录中的 keys/{SEAL}，或用 --public-key 指明另存的公钥 seal.pub。",
        f"Put keys/{SEAL} back into the data folder, or name a copy of seal.pub with --public-key.",
    )


def _print_findings(broken: Sequence[Break | BrokenSeal]) -> None:
    for found in map(finding, broken[:SHOWN]):
        print(pick(found["zh"], found["en"]))
        if "next" in found:
            print(pick("下一步：", "Next: ") + found["next"])
    if len(broken) > SHOWN:
        more = len(broken) - SHOWN
        print(pick(f"……另有 {more} 处，用 --json 全部列出", f"… and {more} more; --json lists all"))


def _print(report: Report, seconds: float) -> None:
    _print_findings(report.broken)
    until = report.sealed_until.isoformat() if report.sealed_until else pick("无", "none")
    pace = round(report.events / seconds) if seconds else 0
    zh = f"核验 {report.events} 条记录、{report.subjects} 个主体，{len(report.broken)} 处不符；存证至：{until}"
    en = f"{report.events} events of {report.subjects} subjects, {len(report.broken)} broken; sealed until: {until}"
    print(pick(f"{zh}（{seconds:.1f} 秒，每秒 {pace} 条）", f"{en} ({seconds:.1f} s, {pace}/s)"))
