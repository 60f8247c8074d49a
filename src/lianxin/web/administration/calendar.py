"""The working calendar: which years are known, and next year's notice taken over from its file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.import_calendar import import_calendar
from lianxin.law.calendar import CalendarYear, parse_year
from lianxin.law.city_files import DataRefused
from lianxin.law.lamps import Spoken
from lianxin.records import administration as records
from lianxin.web.acts.showing import accepted, door_of, new_key
from lianxin.web.administration.table import for_administrators, table
from lianxin.web.citations import cited
from lianxin.web.template_tags import said

LARGEST = 200_000
"""Bytes: a year's notice has about ten thousand."""

NOTE = Spoken(
    "下一年的放假通知公布后在此导入。未结工单的时限由后台在五分钟内重算并留痕，不会使任何时限倒算逾期。",
    "Next year's notice is imported here. Running limits are computed again within five minutes and logged; "
    "nothing becomes overdue by it in retrospect.",
)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The years known with their notices; a posted file is a new year, or a new edition of one."""
    if request.method != "POST":
        return _show(request)
    try:
        year = _year(request.FILES.get("file"))
    except DataRefused as wrong:
        return _show(request, error=Spoken(f"{wrong.key}：{wrong.zh}", f"{wrong.key}: {wrong.en}"), status=422)
    added = import_calendar(door_of(request), year=year)
    told = Spoken(f"已导入 {year.year} 年放假安排", f"The holidays of {year.year} were imported")
    known = Spoken(f"{year.year} 年放假安排没有变化", f"The holidays of {year.year} were known already")
    messages.success(request, said(told if added else known))
    return accepted(request, reverse("calendar"))


def _year(file: UploadedFile[Any] | None) -> CalendarYear:
    """The year in the file; raises `DataRefused` with what is wrong in it."""
    if file is None:
        raise DataRefused("", "(file)", "请选择文件", "choose a file")
    name = file.name or "upload"
    if (file.size or 0) > LARGEST:
        raise DataRefused(name, "(file)", "文件过大，不是一年的放假安排", "is too large for one year's notice")
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError as problem:
        raise DataRefused(name, "(file)", "须为 UTF-8 文本", "must be text in UTF-8") from problem
    return parse_year(text, name)


def _show(request: HttpRequest, *, error: Spoken | None = None, status: int = 200) -> HttpResponse:
    rows: list[list[Any]] = [
        [
            str(row.year),
            row.notice_number,
            row.notice_date,
            str(row.off),
            str(row.made_up),
            row.recorded_at,
        ]
        for row in records.calendar_years()
    ]
    heads = ("年|Year", "通知文号|Notice", "发文日期|Dated", "放假天数|Days off", "调休上班|Made up", "登记|Recorded")
    heading = Spoken("工作日历", "Working calendar")
    return table(request, heading, heads, rows, note=NOTE, form=_form(error), status=status)


def _form(error: Spoken | None) -> dict[str, Any]:
    help_text = Spoken("一年一个 TOML 文件，格式同 cities/calendars", "One TOML file a year, as in cities/calendars")
    field = {"name": "file", "kind": "file", "label": Spoken("文件", "File"), "required": True, "help": help_text}
    return {
        "href": reverse("calendar"),
        "title": Spoken("导入放假安排", "Import a year"),
        "article": cited("R23"),
        "fields": [field | {"error": error or ""}],
        "hidden": [{"name": "request_key", "value": new_key()}],
        "errors_text": Spoken("文件没有导入，见下方红字。", "The file was not imported, see below.") if error else "",
        "submit": {"text": Spoken("导入", "Import"), "tone": "primary"},
        "cancel_href": reverse("home"),
    }
