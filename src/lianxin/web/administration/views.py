"""The administrator's tables: units, people and their offices, rule versions, the working calendar, readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Role
from lianxin.records import administration as records
from lianxin.records.offices import offices_on
from lianxin.web.names import unit_name
from lianxin.web.shell import actor_of, now_of, said_office

View = Callable[[HttpRequest], HttpResponse]
MANAGE = Spoken("管理", "Manage")
MOST_READINGS = 200


def for_administrators(view: View) -> View:
    """Refuses every other office."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if actor_of(request).role is not Role.ADMINISTRATOR:
            raise Refused("not_your_duty")
        return view(request)

    return require_safe(guarded)


@for_administrators
def units(request: HttpRequest) -> HttpResponse:
    """Every unit that is or was."""
    rows = [
        [
            unit.code,
            unit_name(unit),
            unit.kind,
            unit.legal_role,
            unit_name(unit.parent) if unit.parent else "",
            _until(unit.valid_until),
        ]
        for unit in records.all_units()
    ]
    heads = ("代码|Code", "名称|Name", "类别|Kind", "法律地位|Legal role", "上级|Above", "止|Until")
    return _table(request, Spoken("单位", "Units"), heads, rows)


@for_administrators
def staff(request: HttpRequest) -> HttpResponse:
    """Everyone who holds an office today."""
    today = now_of(request).astimezone(SHANGHAI).date()
    rows = [
        [
            row.staff.username,
            row.staff.display_name,
            row.staff.number,
            said_office(row),
            _until(row.valid_until),
            _yes(row.staff.is_active),
        ]
        for row in offices_on(today)
    ]
    heads = ("用户名|User name", "姓名|Name", "工号|Number", "岗位|Office", "止|Until", "可登录|May sign in")
    return _table(request, Spoken("人员", "People"), heads, rows)


@for_administrators
def regimes(request: HttpRequest) -> HttpResponse:
    """The versions of the rules that were ever adopted."""
    rows = [
        [row.version, "、".join(row.regimes), _moment(row.in_force_from), _moment(row.recorded_at)]
        for row in records.regime_versions()
    ]
    heads = ("版本|Version", "文本|Texts", "生效|In force from", "登记|Recorded")
    return _table(request, Spoken("规则版本", "Rules in force"), heads, rows)


@for_administrators
def calendar(request: HttpRequest) -> HttpResponse:
    """The years known, and the days their notices name."""
    rows = [
        [
            str(row.year),
            row.notice_number,
            _until(row.notice_date),
            str(row.off),
            str(row.made_up),
            _moment(row.recorded_at),
        ]
        for row in records.calendar_years()
    ]
    heads = ("年|Year", "通知文号|Notice", "发文日期|Dated", "放假天数|Days off", "调休上班|Made up", "登记|Recorded")
    return _table(request, Spoken("工作日历", "Working calendar"), heads, rows, note=CALENDAR_NOTE)


CALENDAR_NOTE = Spoken(
    "下一年的放假通知公布后，由运维人员以“./lianxin”命令导入；正在计时的时限随后重算并留痕。",
    "Next year's notice is imported by the ./lianxin command; running limits are then computed again and logged.",
)


@for_administrators
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened which order or list, the latest first; no words of any order."""
    rows = [
        [
            _moment(row.hour),
            row.staff.display_name,
            row.order.number if row.order else "",
            (row.query or {}).get("list", ""),
        ]
        for row in records.latest_readings(MOST_READINGS)
    ]
    heads = ("小时|Hour", "人员|Who", "工单|Order", "列表|List")
    return _table(request, Spoken("查看记录", "Who read what"), heads, rows)


def _until(day: object) -> str:
    return str(day) if day is not None else ""


def _moment(at: dt.datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at is not None else ""


def _yes(value: bool) -> Spoken:
    return Spoken("是", "yes") if value else Spoken("否", "no")


def _table(
    request: HttpRequest, heading: Spoken, heads: tuple[str, ...], rows: list[list[Any]], *, note: object = ""
) -> HttpResponse:
    said = [Spoken(*head.split("|")) for head in heads]
    lines = [[{"label": head, "value": value} for head, value in zip(said, row, strict=True)] for row in rows]
    shown = {
        "heading": heading,
        "heads": said,
        "lines": lines,
        "note": note,
        "count": Spoken(f"共 {len(rows)} 行", f"{len(rows)} rows"),
        "crumbs": [{"text": MANAGE, "href": ""}, {"text": heading, "href": ""}],
    }
    return render(request, "administration/table.html", shown)
