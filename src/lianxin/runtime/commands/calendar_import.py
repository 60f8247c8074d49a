"""Take over one year's notice of public holidays, and let every open limit follow it."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from lianxin.law.calendar import CalendarYear, parse_year
from lianxin.runtime.commands.verify import tables_needed
from lianxin.runtime.data_refusals import files_explained
from lianxin.runtime.ready import need_installation, ready_database
from lianxin.runtime.speech import CommandRefused, pick

LONG = 3600.0  # seconds: the person at the terminal waits; what is left after that the worker does


def add_arguments(parser: ArgumentParser) -> None:
    """`import FILE`, the file in the form of cities/calendars."""
    parser.add_argument("verb", choices=["import"], help="the only word there is")
    parser.add_argument("file", type=Path, metavar="FILE", help="one year, as in cities/calendars")


def run(options: Namespace) -> int:
    """Keep the year as a new edition and recompute; the same file twice changes nothing."""
    year = _read(options.file)
    need_installation()
    with ready_database(), tables_needed():
        from lianxin.actions.import_calendar import import_calendar
        from lianxin.jobs.recompute import recompute_open_clocks
        from lianxin.jobs.turn import Turn, system_door

        now = dt.datetime.now(dt.UTC)
        new = import_calendar(system_door(now, "import_calendar", year.year, now.isoformat()), year=year)
        worked = recompute_open_clocks(now, Turn(LONG))
    if options.json:
        print(json.dumps({"year": year.year, "new": new, "recomputed": worked.done}))
    else:
        print(_sentence(year.year, worked.done, new=new))
    return 0


def _read(file: Path) -> CalendarYear:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise CommandRefused(
            "file_missing",
            zh=f"没有这个文件：{file}",
            en=f"There is no file {file}",
            next_step=pick(
                "请核对路径；格式见 cities/calendars", "Check the path; the form is that of cities/calendars"
            ),
        ) from missing
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandRefused(
            "file_unreadable",
            zh=f"读不了 {file}：{problem}",
            en=f"{file} cannot be read: {problem}",
            next_step=pick("请给出 UTF-8 文本文件。", "Give a text file in UTF-8."),
        ) from problem
    with files_explained("calendar_refused"):
        return parse_year(text, file.name)


def _sentence(year: int, recomputed: int, *, new: bool) -> str:
    if new:
        return pick(
            f"{year} 年放假安排已导入，{recomputed} 件未结工单的时限已重算。",
            f"The holidays of {year} are imported; the open limits of {recomputed} orders were computed anew.",
        )
    return pick(
        f"{year} 年放假安排没有变化；重算了 {recomputed} 件工单。",
        f"The holidays of {year} are known already; {recomputed} orders were computed anew.",
    )
