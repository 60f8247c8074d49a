"""Seal the chains that changed since the last seal; the worker does this every night."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, Namespace

from lianxin.runtime.commands.verify import as_json, tables_needed
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Exit code 1 when a chain does not hold: it is left out of the seal, and `verify` says more."""
    need_installation()
    with ready_database(), tables_needed():
        from lianxin.actions.seal_chains import seal_chains
        from lianxin.records.seals import SealFolder, SealPlaceMissing

        try:
            line, report = seal_chains(SealFolder.of_installation(), dt.datetime.now(dt.UTC))
        except SealPlaceMissing as missing:
            raise CommandRefused("seals_missing", zh=missing.zh, en=missing.en) from missing
    number = line.number if line else None
    if options.json:
        print(json.dumps({"number": number, "subjects": line.subjects if line else 0, **as_json(report)}))
    elif line:
        print(pick(f"第 {number} 份存证：{line.subjects} 个主体", f"Seal {number}: {line.subjects} subjects"))
    else:
        print(pick("上次存证以来没有变化", "Nothing changed since the last seal"))
    for one in [] if options.json else report.broken:
        print(pick(one.zh, one.en))
    return 1 if report.broken else 0
