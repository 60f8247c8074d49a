"""Import messages of the past from a CSV, gzipped CSV or xlsx file; safe to be stopped and run again."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from lianxin.runtime.data_refusals import files_explained
from lianxin.runtime.installation import Installation
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick

if TYPE_CHECKING:  # both load models, which need Django set up
    from lianxin.runtime.importing.run import Import
    from lianxin.runtime.importing.summary import ImportSummary, Lateness

ENDINGS = (".gz", ".csv", ".xlsx")


def add_arguments(parser: ArgumentParser) -> None:
    """What to import, how to read it, and by which rules to judge it."""
    parser.add_argument("kind", choices=["messages"], help="messages with their replies")
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, gzipped CSV or xlsx")
    parser.add_argument("--map", type=Path, metavar="FILE", help="which heading means what (TOML)")
    parser.add_argument("--source", metavar="NAME", help="name of the source, default: the file's name")
    parser.add_argument("--regime", metavar="R", help="a file of cities/regimes to judge by; several with commas")
    parser.add_argument("--as-if-in-force", action="store_true", help="also before and after the regime was in force")


def run(options: Namespace) -> int:
    """Print the summary; bad rows are no failure, they lie in the rejects file that the summary names."""
    if options.as_if_in_force and not options.regime:
        raise CommandRefused(
            "regime_missing",
            zh="--as-if-in-force 须与 --regime 一起使用。",
            en="--as-if-in-force needs a regime.",
            next_step="Add --regime, such as: --regime national_2025",
        )
    need_installation()
    with ready_database() as ready:
        summary = _import(options, ready.installation)
    if options.json:
        print(json.dumps(summary.as_json(), ensure_ascii=False))
    else:
        _print(summary)
    return 0


def _import(options: Namespace, installation: Installation) -> ImportSummary:
    from lianxin.runtime.city.presence import need_city
    from lianxin.runtime.importing.run import import_messages

    need_city(installation)
    with files_explained("import_files"):
        order = _order(options)
    return import_messages(order, regime=options.regime, rejects_folder=installation.data / "rejects")


def _order(options: Namespace) -> Import:
    from lianxin.runtime.city.files import regime_texts
    from lianxin.runtime.importing.columns import SHIPPED, read_map
    from lianxin.runtime.importing.judging import Judge
    from lianxin.runtime.importing.run import Import

    now = dt.datetime.now(dt.UTC)
    regimes = [one.strip() for one in (options.regime or "").split(",") if one.strip()]
    return Import(
        file=options.file,
        source=options.source or _source_of(options.file),
        columns=read_map(options.map or SHIPPED),
        judge=Judge(regimes, regime_texts(), as_if_in_force=options.as_if_in_force, now=now),
        now=now,
    )


def _source_of(file: Path) -> str:
    name = file.name
    while name.lower().endswith(ENDINGS):
        name = name[: name.rindex(".")]
    return name


def _print(summary: ImportSummary) -> None:
    from lianxin.runtime.importing.summary import UPPER_BOUND_EN, UPPER_BOUND_ZH

    print(
        pick(
            f"来源 {summary.source}：{summary.rows} 行，导入 {summary.imported}，退回 {summary.rejected}，"
            f"重复 {summary.duplicates}。",
            f"Source {summary.source}: {summary.rows} rows, {summary.imported} imported, {summary.rejected} rejected, "
            f"{summary.duplicates} duplicates.",
        )
    )
    if summary.rejects_file:
        print(pick("退回的行及原因：", "Rejected rows and why: ") + summary.rejects_file)
    if summary.judged_by:
        print(pick("判定依据：", "Judged by: ") + pick("；", "; ").join(summary.judged_by))
    if summary.duplicates:
        zh, en = "件已在库中，不再重新判定。", "were here already and are not judged again."
        print(pick(f"{summary.duplicates} {zh}", f"{summary.duplicates} {en}"))
    print(_lateness(pick("合计", "All"), summary.total))
    if summary.without_limit:
        print(pick("没有时限可判的：", "Without a limit to judge: ") + str(summary.without_limit))
    for month in sorted(summary.months):
        print(_lateness(month, summary.months[month]))
    print(pick(UPPER_BOUND_ZH, UPPER_BOUND_EN))


def _lateness(label: str, group: Lateness) -> str:
    days = ""
    if group.late:
        days = pick(
            f"，超期中位 {group.median:g} 个工作日，九成以内 {group.p90}",
            f", late by a median of {group.median:g} working days, nine in ten by at most {group.p90}",
        )
    return pick(
        f"{label}　按时 {group.on_time}　超期 {group.late}{days}",
        f"{label}  on time {group.on_time}  late {group.late}{days}",
    )
