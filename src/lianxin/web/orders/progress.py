"""A caller asks by telephone how far the matter is: who knows number and query code hears state and dates (R47)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lianxin.access import need_reading
from lianxin.actions.note_reading import note_reading
from lianxin.actions.try_query_code import try_query_code
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.load import read_order
from lianxin.records.query_codes import progress_of
from lianxin.web.acts.showing import door_of, refusal_context
from lianxin.web.citations import cited
from lianxin.web.menu import may_tell_progress
from lianxin.web.orders.open import draft_of
from lianxin.web.orders.told import told_context
from lianxin.web.shell import actor_of

TITLE = Spoken("查询进度", "Progress by telephone")
INTRODUCTION = Spoken(
    "只告知状态和日期。保密件、举报件不在电话中告知任何情况。",
    "Tell state and dates only; about secret orders and tip-offs nothing is told by telephone.",
)
LABELS: Mapping[str, Spoken] = {
    "number": Spoken("工单号", "Number"),
    "query_code": Spoken("查询码", "Query code"),
}
EMPTY: Mapping[str, Spoken] = {
    "number": Spoken("请填写工单号", "Give the number"),
    "query_code": Spoken("请填写查询码", "Give the query code"),
}
STATUS = {"query_code_wrong": 422, "query_codes_tried_too_often": 429}
FORBIDDEN = 403


@sensitive_post_parameters("query_code")
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """Asks for number and code, and says what may be told."""
    if not may_tell_progress(actor_of(request).role):
        raise Refused("not_your_duty")
    if request.method == "GET":
        return _page(request)
    given = {name: request.POST.get(name, "") for name in LABELS}
    errors = {name: EMPTY[name] for name in LABELS if not given[name].strip()}
    if errors:
        return _page(request, errors=errors, status=422)
    try:
        told = _told(request, given["number"], given["query_code"])
    except Refused as refusal:
        return _page(request, refusal=refusal, status=STATUS.get(refusal.code, FORBIDDEN))
    return _page(request, told=told)


def _told(request: HttpRequest, number: str, code: str) -> dict[str, Any]:
    """What may be told; reads only what the person at the desk may open, and notes that it was read."""
    door = door_of(request)
    holder = try_query_code(door, number=number, code=code)
    told = progress_of(holder)
    for order in (holder.order, told.number):
        loaded = read_order(order)
        draft = draft_of(request, loaded.aggregate)
        need_reading(draft)
        note_reading(door, order=loaded.row.pk)
    return told_context(request, draft, told)


def _page(
    request: HttpRequest,
    *,
    errors: Mapping[str, Spoken] | None = None,
    refusal: Refused | None = None,
    told: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = {
        "href": reverse("progress"),
        "title": TITLE,
        "article": cited("R47"),
        "intro": INTRODUCTION,
        "fields": [_field(request, name, (errors or {}).get(name)) for name in LABELS],
        "refusal": refusal_context(refusal) if refusal is not None else None,
    }
    context = {"form": form, "progress": told, "crumbs": [{"text": TITLE, "href": ""}]}
    return render(request, "orders/progress.html", context, status=status)


def _field(request: HttpRequest, name: str, error: Spoken | None) -> dict[str, Any]:
    """The number stays in its field; the code is typed anew each time."""
    return {
        "name": name,
        "kind": "text",
        "label": LABELS[name],
        "required": True,
        "narrow": True,
        "autocomplete": "off",
        "value": request.POST.get(name, "") if name == "number" else "",
        "error": error or "",
    }
