"""Results of inspections over a period, by agent and by criterion; each figure opens to its cases. No ranking."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access.inspections import DESK
from lianxin.law.inspection import MOST_DAYS, READING
from lianxin.law.inspection_form import InspectionForm
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.records.inspection_forms import form_of
from lianxin.records.inspections import by_agent, by_criterion, cases, forms_used, scored_in
from lianxin.records.intakes import Days
from lianxin.web.inspections.lists import by_of, desk_href, shown_row, titles_of
from lianxin.web.shell import now_of

MONTH = dt.timedelta(days=30)
MOST_CASES = 100
"""Cases shown of one figure, the latest first."""

HEADING = Spoken("质检结果", "Results of inspection")
CASES = Spoken("质检个案", "Cases")


@require_safe
def inspection_results(request: HttpRequest) -> HttpResponse:
    """How many were scored and how, by agent in the order of their numbers, and by criterion in the form's."""
    days, error = _days(request)
    chosen = _chosen(request, days)
    forms = [form_of(version) for version in forms_used(chosen)]
    agents = [
        {
            "name": f"{one.number} {one.name}".strip(),
            "count": one.count,
            "average": _average(one.total, one.count),
            "fatal": one.fatal,
            "href": _cases_href(days, agent=str(one.agent)),
            "fatal_href": _cases_href(days, agent=str(one.agent), fault="any"),
        }
        for one in by_agent(chosen)
    ]
    context = {
        "heading": HEADING,
        "crumbs": [{"text": DESK, "href": reverse("inspections")}, {"text": HEADING, "href": ""}],
        "days": {"first": str(days.first), "last": str(days.last), "error": error},
        "agents": agents,
        "criteria": _criteria(chosen, forms, days),
    }
    return render(request, "inspections/results.html", context)


@require_safe
def inspection_cases(request: HttpRequest) -> HttpResponse:
    """The inspections behind one figure: of an agent, those in which a criterion lost points, or with a fatal fault."""
    days, _ = _days(request)
    given = {name: request.GET.get(name, "") for name in ("agent", "form", "criterion", "fault")}
    rows = _chosen(request, days)
    if given["agent"]:
        agent = given["agent"]
        rows = rows.filter(agent=int(agent) if agent.isdecimal() and len(agent) < 10 else 0)
    most = 0
    if given["criterion"]:
        criterion = form_of(given["form"]).criteria.get(given["criterion"])
        if criterion is None:
            raise Refused("form_unknown", "")
        most = criterion.most
    rows = cases(rows, form=given["form"], criterion=given["criterion"], most=most, faults=bool(given["fault"]))
    found = list(rows.select_related("agent", "order", "call").order_by("-scored_at", "-id")[: MOST_CASES + 1])
    titles, staff = titles_of(request, found), by_of(request).actor.staff
    back = f"{reverse('inspection_results')}?{urlencode(_said(days))}"
    context = {
        "heading": CASES,
        "crumbs": [
            {"text": DESK, "href": reverse("inspections")},
            {"text": HEADING, "href": back},
            {"text": CASES, "href": ""},
        ],
        "rows": [shown_row(row, titles, staff) | {"href": desk_href("done", row.pk)} for row in found[:MOST_CASES]],
        "count": Spoken(f"共 {len(found)} 件", f"{len(found)} found")
        if len(found) <= MOST_CASES
        else Spoken(f"最近 {MOST_CASES} 件", f"the latest {MOST_CASES}"),
    }
    return render(request, "inspections/cases.html", context)


def _chosen(request: HttpRequest, days: Days) -> QuerySet[Any]:
    by = by_of(request)
    if by.actor.role not in READING:
        raise Refused("not_your_duty")
    return scored_in(days, by.actor, of_vendor=by.of_vendor)


def _days(request: HttpRequest) -> tuple[Days, Spoken | str]:
    """The period asked for, a month without one; what is wrong with it, and then the month."""
    today = now_of(request).astimezone(SHANGHAI).date()
    month = Days(today - MONTH, today)
    said = request.GET.get("first", ""), request.GET.get("last", "")
    if not any(said):
        return month, ""
    try:
        asked = Days(dt.date.fromisoformat(said[0]), dt.date.fromisoformat(said[1]))
    except ValueError:
        return month, Spoken("请填写起止日期", "Give both dates")
    if not asked.first <= asked.last or (asked.last - asked.first).days >= MOST_DAYS:
        return month, Spoken(
            f"止日不得早于起日，最多 {MOST_DAYS} 日",
            f"The last day is not before the first, and at most {MOST_DAYS} days apart",
        )
    return asked, ""


def _criteria(chosen: QuerySet[Any], forms: list[InspectionForm], days: Days) -> list[dict[str, Any]]:
    most = {(form.version, code): one.most for form in forms for code, one in form.criteria.items()}
    found = {(one.form_version, one.code): one for one in by_criterion(chosen, most)}
    shown = []
    for form in forms:
        for code, one in form.criteria.items():
            result = found.get((form.version, code))
            if result is None:
                continue
            shown.append(
                {
                    "name": Spoken(one.zh, one.en),
                    "version": form.version,
                    "count": result.count,
                    "href": _cases_href(days, form=form.version),
                    "share": _average(result.points * 100, result.count * one.most),
                    "lost": result.lost,
                    "lost_href": _cases_href(days, form=form.version, criterion=code),
                }
            )
    return shown


def _average(total: int, count: int) -> str:
    """To one decimal place, half up."""
    tenths = (total * 20 + count) // (count * 2)
    return f"{tenths // 10}.{tenths % 10}"


def _said(days: Days) -> dict[str, str]:
    return {"first": str(days.first), "last": str(days.last)}


def _cases_href(days: Days, **more: str) -> str:
    return f"{reverse('inspection_cases')}?{urlencode(_said(days) | more)}"
