"""A sample is drawn, with a look at how many there are first."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.draw_inspections import draw_inspections
from lianxin.law.decisions.inspection import draw as may_draw
from lianxin.law.inspection import MOST_PER_AGENT
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import InspectedKind
from lianxin.records.intakes import Days, sizes
from lianxin.records.log import people
from lianxin.web.acts.showing import door_of, go_on
from lianxin.web.inspections.forms import act_crumbs, act_form
from lianxin.web.inspections.lists import by_of, desk_href
from lianxin.web.refusing import what as said_refusal
from lianxin.web.shell import now_of

WEEK = dt.timedelta(days=7)


WHAT = Spoken("抽取", "Draw")
KINDS = {InspectedKind.ORDER: Spoken("工单", "Orders"), InspectedKind.CALL: Spoken("通话", "Calls")}
PREVIEW = "preview"


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Asks for days and how many of each agent; shows how many there are to draw from; draws."""
    by = by_of(request)
    may_draw(by, first=now_of(request).date(), last=now_of(request).date(), per_agent=1)  # whose duty it is
    given = request.POST if request.method == "POST" else request.GET
    today = now_of(request).astimezone(SHANGHAI).date()
    said = {"what": given.get("what", InspectedKind.ORDER.value)}
    said |= {"first": given.get("first", str(today - WEEK)), "last": given.get("last", str(today))}
    said["per_agent"] = given.get("per_agent", "2")
    wanted, errors = _read(said)
    if wanted is None or errors:
        return _show(request, said, errors, status=422 if request.method == "POST" else 200)
    what, days, per_agent = wanted
    try:
        may_draw(by, first=days.first, last=days.last, per_agent=per_agent)
        if request.method == "POST" and PREVIEW not in request.POST:
            done = draw_inspections(
                door_of(request), what=what, days=days, per_agent=per_agent, seed=secrets.token_hex(16)
            )
            told = Spoken(f"已抽取 {len(done)} 件", f"{len(done)} drawn")
            return go_on(request, desk_href("to_score"), told)
    except Refused as refusal:
        field = {"inspection_period": "last", "sample_size": "per_agent"}.get(refusal.code, "first")
        return _show(request, said, {field: said_refusal(refusal)}, status=422)
    return _show(request, said, {}, found=sizes(what, days) if given else None)


def _read(said: dict[str, str]) -> tuple[tuple[InspectedKind, Days, int] | None, dict[str, Spoken]]:
    """What was asked for; what of it cannot be read, by field."""
    errors: dict[str, Spoken] = {}
    dates: dict[str, dt.date] = {}
    for name in ("first", "last"):
        try:
            dates[name] = dt.date.fromisoformat(said[name])
        except ValueError:
            errors[name] = Spoken("请填写日期", "Give a date")
    if said["what"] not in {*InspectedKind}:
        errors["what"] = Spoken("请选择工单或者通话", "Choose orders or calls")
    if not (said["per_agent"].isdecimal() and len(said["per_agent"]) < 5):
        errors["per_agent"] = Spoken("请填写件数", "Give a number")
    if errors:
        return None, errors
    return (InspectedKind(said["what"]), Days(dates["first"], dates["last"]), int(said["per_agent"])), {}


def _show(
    request: HttpRequest,
    said: dict[str, str],
    errors: dict[str, Spoken],
    *,
    found: list[tuple[int, int]] | None = None,
    status: int = 200,
) -> HttpResponse:
    kinds = [
        {"value": one.value, "text": words, "key": str(place), "selected": one.value == said["what"]}
        for place, (one, words) in enumerate(KINDS.items(), start=1)
    ]
    fields = [
        _field("what", "segmented", WHAT, said, errors) | {"choices": kinds},
        _field("first", "date", Spoken("从", "From"), said, errors),
        _field("last", "date", Spoken("到", "To"), said, errors),
        _field("per_agent", "number", Spoken("每人件数", "Of each agent"), said, errors)
        | {"min": "1", "max": str(MOST_PER_AGENT)},
    ]
    form = act_form("draw_inspections", reverse("inspection_draw"), desk_href("to_score"), fields, DRAW)
    context = {"form": form, "crumbs": act_crumbs("draw_inspections"), "found": _found(found, said["per_agent"])}
    return render(request, "inspections/draw.html", context, status=status)


DRAW = Spoken("抽取", "Draw")


def _field(name: str, kind: str, label: Spoken, said: dict[str, str], errors: dict[str, Spoken]) -> dict[str, Any]:
    shown = {"name": name, "kind": kind, "label": label, "required": True, "value": said[name], "help": ""}
    return shown | {"error": errors.get(name, "")}


def _found(found: list[tuple[int, int]] | None, per_agent: str) -> dict[str, Any] | None:
    """How many intakes there are of each agent, and how many would be drawn; None before one asked."""
    if found is None:
        return None
    names, size = people({agent for agent, _ in found}), int(per_agent)
    rows = [
        {"agent": f"{names[agent].number} {names[agent].name}".strip(), "count": count, "drawn": min(count, size)}
        for agent, count in found
        if agent in names
    ]
    total = sum(row["drawn"] for row in rows if isinstance(row["drawn"], int))
    return {"rows": rows, "told": Spoken(f"将抽取 {total} 件", f"{total} would be drawn")}
