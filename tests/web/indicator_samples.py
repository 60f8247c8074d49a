"""What the pages of figures show, made by the views' own parts from invented counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lianxin.law.indicators import BY_CODE, Figure, Indicator
from lianxin.law.lamps import Spoken
from lianxin.law.terms import midnight
from lianxin.law.words import Exclusion, OrderState, Verdict
from lianxin.records.indicators import By
from lianxin.web.indicators import views
from lianxin.web.indicators.asked import HEADING, crumbs, said_month
from tests.web import samples

MONTH = dt.date(2026, 11, 1)
BUREAU = Spoken("市城市管理局", "City Management Bureau")
STATE = Spoken("统计于 11 月 23 日 15:30，12 月 6 日冻结", "Counted 23 Nov 15:30, to be frozen on 6 Dec")
WHOLE = Spoken("全市", "The whole city")
FIGURES = {
    "on_time": Figure(222, 43, {Exclusion.NOT_DUE: 25, Exclusion.AWAITING_EXAMINATION: 6}),
    "second_date_kept": Figure(),
    "rehandled": Figure(3, 81),
}


def _around(heading: Spoken) -> dict[str, Any]:
    months = [
        {"value": f"2026-{month}", "text": said_month(dt.date(2026, month, 1)), "selected": month == 11}
        for month in (11, 10)
    ]
    return {
        "shell": samples.shell(current="indicators"),
        "heading": heading,
        "crumbs": crumbs({"text": said_month(MONTH), "href": ""}),
        "month": said_month(MONTH),
        "months": months,
        "state": STATE,
        "whose": WHOLE,
    }


def index_page() -> dict[str, Any]:
    """All figures of a month: one with much left out, one over nothing."""
    rows = [views._index_row(BY_CODE[code], figure, MONTH) for code, figure in FIGURES.items()]
    return _around(HEADING) | {"rows": rows}


def figure_page(code: str = "on_time", *, empty: bool = False) -> dict[str, Any]:
    """One figure by unit, with its course; of an empty month, by topic."""
    row, figure = BY_CODE[code], FIGURES[code]
    parts = [] if empty else [_part(row, BUREAU, below=True), _part(row, views.NO_UNIT)]
    course = [] if empty else [_part(row, said_month(MONTH)), _part(row, said_month(dt.date(2026, 10, 1)), frozen=True)]
    return _around(Spoken(row.zh, row.en)) | {
        "row": views._shown(row, figure, MONTH),
        "definition": views._definition(row),
        "left": views._left(row, figure, MONTH),
        "course": course,
        "splits": views._splits(row, MONTH, By.TOPIC if empty else By.UNIT),
        "part_name": Spoken("事项", "Topic") if empty else Spoken("单位", "Unit"),
        "answers": not empty,
        "parts": parts,
        "all_href": "" if empty else "/indicators/on_time?all=yes",
        "part_count": 103,
    }


def _part(row: Indicator, name: Spoken, **more: bool) -> dict[str, Any]:
    return {"name": name, **more, **views._numbers(row, FIGURES[row.code], MONTH)}


def cases_page(*, empty: bool = False) -> dict[str, Any]:
    """The cases of a number, and others that are not the reader's to open."""
    row = BY_CODE["on_time"]
    case = {
        "href": samples.HREF,
        "number": samples.NUMBER,
        "title": "柳岸小区北门路灯不亮",
        "at": midnight(dt.date(2026, 11, 21)),
        "unit": BUREAU,
        "state": OrderState.CALLBACK,
    }
    verdicts = [(Verdict.HOLDS, "green"), (Verdict.FAILS, "amber"), (Exclusion.NOT_DUE, "")]
    rows = [case | {"verdict": verdict, "tone": tone} for verdict, tone in verdicts]
    return _around(Spoken(f"{row.zh}：{row.over.zh}", f"{row.en}: {row.over.en}")) | {
        "about": [said_month(MONTH), BUREAU],
        "falls": row.falls,
        "rows": [] if empty else rows,
        "hidden": 0 if empty else 2,
        "paging": samples.list_page()["paging"],
    }
