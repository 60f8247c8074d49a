"""A sample is drawn, with a look at how many there are first; one intake is flagged by a person who says why."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.access.inspections import DESK
from lianxin.actions.draw_inspections import draw_inspections
from lianxin.actions.flag_for_inspection import flag_for_inspection
from lianxin.law.decisions.inspection import draw as may_draw
from lianxin.law.inspection import BY_ACTION, FLAGGING, MOST_PER_AGENT
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import InspectedKind
from lianxin.records.intakes import Days, sizes
from lianxin.records.log import people
from lianxin.web.acts.showing import door_of, go_on, show_form
from lianxin.web.inspections.forms import REASON, act_form, said_in, words_field
from lianxin.web.inspections.lists import by_of, desk_href
from lianxin.web.orders.open import open_draft
from lianxin.web.plain import plain
from lianxin.web.refusing import what as said_refusal
from lianxin.web.shell import actor_of, now_of

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
    context = {"form": form, "crumbs": _crumbs("draw_inspections"), "found": _found(found, said["per_agent"])}
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


# ---- flagged by a person ---------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def flag(request: HttpRequest) -> HttpResponse:
    """Puts one order before the inspectors, by its number and with a reason; the reader must be able to open it."""
    if actor_of(request).role not in FLAGGING:
        raise Refused("not_your_duty")
    if by_of(request).of_vendor:
        raise Refused("vendor_barred")
    number = plain(request.POST.get("number", "") or request.GET.get("number", ""))
    if request.method != "POST":
        return _ask(request, number, {})
    errors: dict[str, Spoken] = {}
    try:
        _, draft, _ = open_draft(request, number)
        door = door_of(request)
        flag_for_inspection(door, what=InspectedKind.ORDER, subject=draft.order.id, reason=said_in(request, REASON))
    except Refused as refusal:
        errors = {REASON if refusal.code == "inspection_reason_missing" else "number": said_refusal(refusal)}
        return _ask(request, number, errors, status=422)
    return go_on(request, reverse("inspections"), Spoken("已提请质检", "Flagged for inspection"))


def _ask(request: HttpRequest, number: str, errors: dict[str, Spoken], *, status: int = 200) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    about = {"name": "number", "kind": "text", "label": Spoken("工单编号", "Number of the order"), "required": True}
    about |= {"value": number, "help": "", "error": errors.get("number", ""), "autofocus": not number}
    fields = [about, words_field(REASON, Spoken("理由", "Reason"), given, errors, required=True)]
    words = Spoken("提请质检", "Flag for inspection")
    form = act_form("flag_for_inspection", reverse("inspection_flag"), reverse("inspections"), fields, words)
    context = {"crumbs": _crumbs("flag_for_inspection")}
    return show_form(request, form, page="inspections/form.html", context=context, status=status)


def _crumbs(action: str) -> list[dict[str, Any]]:
    row = BY_ACTION[action]
    return [{"text": DESK, "href": reverse("inspections")}, {"text": Spoken(row.zh, row.en), "href": ""}]
