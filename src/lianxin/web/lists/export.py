"""A list as a file: the rows and columns of the page, all of them, for whoever has to go on with it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from lianxin.access import WorkList
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Lamp, Spoken
from lianxin.law.terms import SHANGHAI, until
from lianxin.records.models import WorkOrder
from lianxin.records.paging import page
from lianxin.web.acts.showing import door_of
from lianxin.web.kept_words import is_personal
from lianxin.web.lists.asked import AskedList, asked_list, noted
from lianxin.web.lists.files import FORMS, Row
from lianxin.web.lists.shown import shown_rows
from lianxin.web.shell import now_of
from lianxin.web.template_tags import said

MOST_EXPORTED = 2000
"""Orders in one file."""

AT_A_TIME = 100
"""Orders that are read together while the file is on its way."""

Cell = Callable[[Mapping[str, Any]], str]


def _lamps(row: Mapping[str, Any]) -> str:
    """The words of the lamp and of the requests that stand beside it."""
    lamps: list[Lamp] = [one for one in (row["lamp"], *row["pending"]) if one is not None]
    return _joined(" · ".join(filter(None, (said(one.prefix), said(one.text)))) for one in lamps)


def _notes(row: Mapping[str, Any]) -> str:
    """What else ends until when."""
    return _joined(f"{said(one['text'])} {until(one['at'])}" for one in row["due_notes"])


def _joined(parts: Iterator[str]) -> str:
    return said(Spoken("；", "; ")).join(parts)


COLUMNS: tuple[tuple[Spoken, Cell], ...] = (
    (Spoken("剩余时限", "Time left"), _lamps),
    (Spoken("到期", "Due"), lambda row: until(row["due_at"]) if row["due_at"] else ""),
    (Spoken("时限", "Limit"), lambda row: said(row["limit"])),
    (Spoken("其他时限", "Other limits"), _notes),
    (Spoken("工单号", "Order"), lambda row: row["number"]),
    (Spoken("诉求类型", "Type"), lambda row: said(row["type"])),
    (Spoken("受理日期", "Received"), lambda row: row["received_date"].isoformat()),
    (Spoken("标题", "Title"), lambda row: row["title"]),
    (Spoken("标签", "Labels"), lambda row: _joined(said(one["text"]) for one in row["tags"])),
    (Spoken("内容", "Matter"), lambda row: row["summary"]),
    (Spoken("地点", "Place"), lambda row: row["place"]),
    (Spoken("来源", "Channel"), lambda row: said(row["channel"])),
)  # fmt: skip
"""What templates/orders/_rows.html shows of a row, cell by cell."""


@require_GET
def export_list(request: HttpRequest) -> HttpResponseBase:
    """The list as it was asked for, in its order; what left the house is written down before it does."""
    form = next((one for one in FORMS if one.code == request.GET.get("as")), None)
    if form is None or is_personal(request.GET.get("words", "")):
        raise Http404
    asked = asked_list(request)
    whole = page(asked.wanted, by=asked.by, size=MOST_EXPORTED)
    if whole.after is not None:
        messages.error(request, said(TOO_MANY))
        return HttpResponseRedirect(f"{reverse('orders')}?{urlencode(asked.address)}")
    note_reading(door_of(request), query=noted(asked, whole.rows) | {"export": form.code})
    response = StreamingHttpResponse(form.pieces(_table(request, asked, whole.rows)), content_type=form.media_type)
    name = f"{said(Spoken(asked.work_list.zh, asked.work_list.en))}-{now_of(request).astimezone(SHANGHAI):%Y%m%d-%H%M}"
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{form.code}")
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


TOO_MANY = Spoken(
    f"一次最多导出 {MOST_EXPORTED} 件，此列表更多。请先筛选，再导出。",
    f"At most {MOST_EXPORTED} orders go into one file, and this list has more: narrow it first.",
)


def _table(request: HttpRequest, asked: AskedList, rows: Sequence[WorkOrder]) -> Iterator[Row]:
    """Headings and rows in the reader's language, a few orders at a time: the page is over when they are asked for."""
    language, columns = translation.get_language(), (*COLUMNS, *_standing(asked.work_list))
    with translation.override(language):
        yield [said(heading) for heading, _ in columns]
        for first in range(0, len(rows), AT_A_TIME):
            for row in shown_rows(request, asked.work_list, rows[first : first + AT_A_TIME]):
                yield [cell(row) for _, cell in columns]


def _standing(work_list: WorkList) -> tuple[tuple[Spoken, Cell], ...]:
    """The last columns, of which one says another thing in lists of many units."""
    capacity = Spoken("主办单位", "Host") if work_list.of_units else Spoken("角色", "Capacity")
    return (
        (capacity, lambda row: said(row["capacity"])),
        (Spoken("状态", "State"), lambda row: said(row["state"])),
    )
