"""The administrator's tables: units, people and their offices, rule versions, readings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lianxin.access import LISTS
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.records import administration as records
from lianxin.records.models import ReadingLog
from lianxin.records.offices import offices_on
from lianxin.web.administration.table import for_administrators, table
from lianxin.web.names import unit_name
from lianxin.web.shell import now_of, said_office

MOST_READINGS = 200
YES, NO = Spoken("是", "yes"), Spoken("否", "no")


@for_administrators
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit that is or was."""
    rows = [
        [
            unit.code,
            unit_name(unit),
            unit.kind,
            unit.legal_role,
            unit_name(unit.parent) if unit.parent else "",
            unit.valid_until,
        ]
        for unit in records.all_units()
    ]
    heads = ("代码|Code", "名称|Name", "类别|Kind", "法律地位|Legal role", "上级|Above", "止|Until")
    return table(request, Spoken("单位", "Units"), heads, rows)


@for_administrators
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """Everyone who holds an office today."""
    rows = [
        [
            row.staff.username,
            row.staff.display_name,
            row.staff.number,
            said_office(row),
            row.valid_until,
            YES if row.staff.is_active else NO,
        ]
        for row in offices_on(now_of(request).astimezone(SHANGHAI).date())
    ]
    heads = ("用户名|User name", "姓名|Name", "工号|Number", "岗位|Office", "止|Until", "可登录|May sign in")
    return table(request, Spoken("人员", "People"), heads, rows)


@for_administrators
@require_safe
def regimes(request: HttpRequest) -> HttpResponse:
    """The versions of the rules that were ever adopted."""
    rows = [
        [row.version, Spoken("、".join(row.regimes), ", ".join(row.regimes)), row.in_force_from, row.recorded_at]
        for row in records.regime_versions()
    ]
    heads = ("版本|Version", "文本|Texts", "生效|In force from", "登记|Recorded")
    return table(request, Spoken("规则版本", "Rules in force"), heads, rows)


@for_administrators
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened which order or list, the latest first, by person and day; no words of any order."""
    staff, day = request.GET.get("staff", ""), _day(request.GET.get("day", ""))
    reader = int(staff) if staff.isdecimal() and len(staff) < 10 else None
    rows = [
        [row.hour, row.staff.display_name, _order_of(row), _what(row.query)]
        for row in records.latest_readings(MOST_READINGS, staff=reader, day=day)
    ]
    heads = ("小时|Hour", "人员|Who", "工单|Order", "列表或附件|List or file")
    filters = [_readers(staff), {"name": "day", "kind": "date", "label": DAY, "value": day.isoformat() if day else ""}]
    return table(request, Spoken("查看记录", "Who read what"), heads, rows, filters=filters)


DAY, EVERYBODY = Spoken("日期", "Day"), Spoken("全部人员", "Everybody")
LIST_NAMES = {row.code: Spoken(row.zh, row.en) for row in LISTS} | {
    "home": Spoken("我的工作台", "My desk"),
    "precedents": Spoken("先例", "Precedents"),
    "inspections": Spoken("受理质检", "Inspection of intake"),
}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _order_of(row: ReadingLog) -> str:
    """The order that was opened, or of which a file was."""
    return row.order.number if row.order else str((row.query or {}).get("order", ""))


def _what(query: dict[str, Any] | None) -> object:
    """A list by its name, a file by its number: its own name may tell of a person."""
    asked = query or {}
    if "file" not in asked:
        return _list_name(query)
    page = asked.get("page")
    zh, en = (f"第 {page} 页", f"page {page}") if page else ("保存到本机", "saved")
    return Spoken(f"附件 {asked['file']}，{zh}", f"file {asked['file']}, {en}")


def _list_name(query: dict[str, Any] | None) -> object:
    """The list as its readers know it; that it left as a file; that words were searched for, but not which."""
    code, form = (query or {}).get("list", ""), (query or {}).get("export", "")
    name = LIST_NAMES.get(code, Spoken(code, code))
    if form:
        name = Spoken(f"{name.zh}（导出 {form}）", f"{name.en} (exported, {form})")
    if (query or {}).get("words"):
        return Spoken(f"{name.zh}（查找）", f"{name.en} (search)")
    return name


def _readers(chosen: str) -> dict[str, Any]:
    people = [{"value": str(one.pk), "text": Spoken(one.display_name, one.display_name)} for one in records.readers()]
    choices = [{"value": "", "text": EVERYBODY}, *people]
    shown = [{**one, "selected": one["value"] == chosen} for one in choices]
    return {"name": "staff", "kind": "select", "label": Spoken("人员", "Who"), "choices": shown}
