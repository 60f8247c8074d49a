"""Loads a city through the door: once in full, and not again until its files say something new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.hashers import make_password

from lianxin.actions._city import LoadedCity
from lianxin.actions._door import Door
from lianxin.actions.load_city import load_city as load
from lianxin.law.actors import SYSTEM
from lianxin.records.partitions import ensure_partitions
from lianxin.runtime.city.accounts import DEMO_PASSWORD
from lianxin.runtime.city.files import read_city_files
from lianxin.runtime.data_refusals import files_explained
from lianxin.runtime.speech import say

Progress = Callable[[str, str], None]
"""Told in Chinese and English what is being done."""


def load_city(folder: Path, *, demo: bool = False, progress: Progress = say) -> LoadedCity:
    """Writes what the files in `folder` say; the same content twice changes nothing. Raises `CommandRefused`.

    `demo` gives every new account the demonstration's password and marks it, so that production refuses to start.
    """
    progress("读取并核对城市文件……", "Reading and checking the city's files …")
    files = read_city_files(folder)
    now = dt.datetime.now(dt.UTC)
    ensure_partitions(now)
    # One hash for all: these accounts are invented, marked, and refused by production.
    password = make_password(DEMO_PASSWORD) if demo else None
    door = Door(actor=SYSTEM, now=now, request_key=f"load_city:{files.content[:16]}:{now.isoformat()}")
    with files_explained("city_data"):
        summary = load(door, files=files, demo_password=password)
    if summary.changed:
        progress(
            f"{summary.name_zh}：{summary.divisions} 个区划，{summary.units} 个单位，{summary.staff} 名人员，"
            f"{summary.topics} 个主题，{summary.catalogue_rows} 条派单目录。",
            f"{summary.name_en}: {summary.divisions} places, {summary.units} units, {summary.staff} people, "
            f"{summary.topics} topics, {summary.catalogue_rows} rows of the catalogue.",
        )
        if summary.mergers:
            progress(
                f"单位承继：{summary.mergers} 个单位，移交未结工单 {summary.moved} 件。",
                f"Units that went over into another: {summary.mergers}, with {summary.moved} orders.",
            )
    else:
        progress(f"{summary.name_zh}没有变化。", f"{summary.name_en} is unchanged.")
    return summary
