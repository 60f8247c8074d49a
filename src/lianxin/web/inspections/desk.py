"""The inspectors' desk: a list at the left, one inspection with its form, and the next one by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access.inspections import desk_name
from lianxin.actions.note_reading import note_reading
from lianxin.law.decisions.inspection import inspects
from lianxin.law.inspection import DRAWING, READING
from lianxin.law.lamps import Spoken
from lianxin.records.models import Inspection
from lianxin.web.acts.showing import door_of
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.inspections.flagging import may_flag
from lianxin.web.inspections.lists import Waiting, by_of, desk_href, find, queue_context, read_waiting
from lianxin.web.inspections.matter import matter_context
from lianxin.web.shell import actor_of

NOTHING = {
    "to_score": Spoken("没有待评分的受理。", "Nothing waits to be scored."),
    "appealed": Spoken("没有待裁定的申诉。", "No appeal waits to be decided."),
    "done": Spoken("还没有评过分的受理。", "Nothing has been scored yet."),
    "mine": Spoken("您的受理还没有评过分。", "None of what you took in has been scored yet."),
}
TO_DO = {
    "to_score": Spoken("可以抽取样本，或者由人工提请。", "Draw a sample, or flag an intake."),
    "mine": Spoken("评分后会出现在这里，可以确认或者申诉。", "Scores appear here; let them stand, or appeal."),
}


@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """The list with the inspection that is open; reading both is noted."""
    waiting = _noted(request)
    code = waiting.chosen.code
    context = {"desk": desk_name(waiting.chosen), **queue_context(request, waiting), "ways": _ways(request)}
    if waiting.opened is None:
        context["empty"] = {"why": NOTHING[code], "todo": TO_DO.get(code, ""), "icon": "clipboard-check"}
        return render(request, "inspections/desk.html", context)
    context |= _opened(request, waiting, find(request, waiting.opened))
    return render(request, "inspections/desk.html", context)


@require_safe
def inspection_queue(request: HttpRequest) -> HttpResponse:
    """The list alone, as the page fetches it anew when something changed."""
    return render(request, "inspections/_queue.html", queue_context(request, _noted(request)))


@require_safe
def inspection_matter(request: HttpRequest, inspection: int) -> HttpResponse:
    """The inspection that is open, anew, wherever it is by now."""
    row = find(request, inspection)
    waiting = replace(read_waiting(request), opened=row.pk)
    return render(request, "inspections/_matter.html", _opened(request, waiting, row))


def _opened(request: HttpRequest, waiting: Waiting, row: Inspection) -> dict[str, Any]:
    """What is open, with what its reader has typed before, and which one follows; the same in the page and anew."""
    code, following = waiting.chosen.code, waiting.following
    context = matter_context(request, row, code)
    context["form"] = bring_back(request, context["form"]) if context["form"] else None
    context["following_href"] = desk_href(code, following) if following not in (None, row.pk) else ""
    return context


def _noted(request: HttpRequest) -> Waiting:
    """The list asked for; what it showed of orders is noted."""
    waiting = read_waiting(request)
    orders = [row.order_id for row in waiting.rows if row.order_id is not None]
    if orders:
        note_reading(door_of(request), query={"list": "inspections", "orders": orders})
    return waiting


def _ways(request: HttpRequest) -> list[dict[str, object]]:
    """What else is done from here, by who may."""
    actor, by = actor_of(request), by_of(request)
    found: list[tuple[str, str, Spoken]] = []
    if actor.role in DRAWING and (inspects(by) or not by.of_vendor):
        found.append(("inspection_draw", "list-details", Spoken("抽取样本", "Draw a sample")))
    if may_flag(request):
        found.append(("inspection_flag", "flag", Spoken("提请质检", "Flag an intake")))
    if actor.role in READING:
        found.append(("inspection_results", "chart-bar", Spoken("质检结果", "Results")))
    return [{"href": reverse(name), "icon": icon, "text": text} for name, icon, text in found]
