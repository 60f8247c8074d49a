"""All figures of a month, and one figure with its definition, by month, by unit and by topic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxin.law.indicators import INDICATORS, Figure, Indicator, frozen_at
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Verdict
from lianxin.records.choices import topics
from lianxin.records.indicator_months import Counted, figures_of, months_counted, months_of, parts_of
from lianxin.records.indicators import By, Key, answered_for, figure, figures_by, figures_of_units
from lianxin.records.rules import current_policy
from lianxin.web.citations import cited
from lianxin.web.dates import day_words, moment_words
from lianxin.web.indicators.asked import (
    HEADING,
    LEFT,
    NOBODY,
    OVER,
    Seen,
    asked_of,
    cases_href,
    crumbs,
    figure_href,
    index_href,
    indicator_of,
    month_of,
    said_month,
    seen_by,
)
from lianxin.web.names import names_of_units
from lianxin.web.shell import now_of, rules_of

MOST_MONTHS = 13
"""Months to choose from, and of a figure's course."""
MOST_PARTS = 60
"""Units or topics shown at once, those with the most cases first; the others by one more click."""

NO_UNIT, NO_TOPIC = Spoken("没有承办单位", "No unit"), Spoken("未归类", "No topic")


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every figure of one month: numerator, denominator, what was left out; each number opens to its cases."""
    seen, month = seen_by(request), month_of(request)
    kept = months_counted()
    found = _month(request, seen, month, kept)
    context = {
        "heading": HEADING,
        "crumbs": crumbs({"text": said_month(month), "href": ""}),
        "month": said_month(month),
        "months": _months(request, month, kept),
        "state": _state(request, month, kept),
        "whose": _whose(seen),
        "rows": [_index_row(row, found.get(row.code, Figure()), month) for row in INDICATORS],
    }
    return render(request, "indicators/index.html", context)


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: what it counts and leaves out and by which text, its course, and its parts."""
    row, seen, month = indicator_of(code), seen_by(request), month_of(request)
    kept = months_counted()
    whole = _month(request, seen, month, kept, row).get(code, Figure())
    by = By.TOPIC if request.GET.get("by") == "topic" and seen.city else By.UNIT
    parts = _parts(request, seen, row, month, by)
    everything = request.GET.get("all") == "yes"
    context = {
        "heading": Spoken(row.zh, row.en),
        "crumbs": crumbs(
            {"text": said_month(month), "href": index_href(month)}, {"text": Spoken(row.zh, row.en), "href": ""}
        ),
        "month": said_month(month),
        "months": _months(request, month, kept),
        "state": _state(request, month, kept),
        "whose": _whose(seen),
        "row": _shown(row, whole, month),
        "definition": _definition(row),
        "left": _left(row, whole, month),
        "course": _course(row, seen, kept),
        "splits": _splits(row, month, by) if seen.city else [],
        "part_name": Spoken("单位", "Unit") if by is By.UNIT else Spoken("事项", "Topic"),
        "answers": by is By.UNIT,
        "parts": parts if everything else parts[:MOST_PARTS],
        "all_href": "" if everything or len(parts) <= MOST_PARTS else figure_href(code, month, by=by.value, all="yes"),
        "part_count": len(parts),
    }
    return render(request, "indicators/figure.html", context)


# ---- counts ----------------------------------------------------------------------------------------------------------


def _month(
    request: HttpRequest, seen: Seen, month: dt.date, kept: Mapping[dt.date, Counted], only: Indicator | None = None
) -> dict[str, Figure]:
    """The figures of a month as they were last counted, or counted now where nobody did yet."""
    if month in kept:
        return figures_of(month, seen.units)
    wanted = INDICATORS if only is None else (only,)
    return {row.code: figure(asked_of(request, seen, row.code, month)) for row in wanted}


def _split(request: HttpRequest, seen: Seen, row: Indicator, month: dt.date, by: By) -> dict[Key, Figure]:
    if month in months_counted():
        return parts_of(row.code, month, by, seen.units)
    return figures_by(asked_of(request, seen, row.code, month), by)


def _parts(request: HttpRequest, seen: Seen, row: Indicator, month: dt.date, by: By) -> list[dict[str, Any]]:
    found = _split(request, seen, row, month, by)
    if by is By.UNIT:
        found = _of_units(request, seen, found)
        names: Mapping[Any, Spoken] = names_of_units([one for one in found if isinstance(one, int)])
    else:
        names = {one.value: Spoken(one.zh, one.en) for one in topics()}
    nobody = NO_UNIT if by is By.UNIT else NO_TOPIC
    ranked = sorted(found.items(), key=lambda one: (-one[1].denominator, str(one[0])))
    return [
        {
            "name": names.get(key, nobody),
            "below": by is By.UNIT and isinstance(key, int) and len(answered_for(key, rules_of(request).units)) > 1,
            **_numbers(row, part, month, **_named(by, key)),
        }
        for key, part in ranked
    ]


def _of_units(request: HttpRequest, seen: Seen, own: Mapping[Key, Figure]) -> dict[Key, Figure]:
    """With what each unit answers for (R1); a reader of a few units is shown no other's."""
    found = figures_of_units(own, rules_of(request).units)
    return {key: part for key, part in found.items() if seen.units is None or key in seen.units}


def _named(by: By, key: Key) -> dict[str, object]:
    return {"unit": key or NOBODY} if by is By.UNIT else {"topic": key or ""}


def _course(row: Indicator, seen: Seen, kept: Mapping[dt.date, Counted]) -> list[dict[str, Any]]:
    found = months_of(row.code, seen.units)
    return [
        {"name": said_month(month), "frozen": kept[month].frozen, **_numbers(row, found.get(month, Figure()), month)}
        for month in list(kept)[:MOST_MONTHS]
    ]


# ---- as templates show it --------------------------------------------------------------------------------------------


def _numbers(row: Indicator, found: Figure, month: dt.date, **part: object) -> dict[str, Any]:
    """The numbers of a figure, each with the address of its cases."""
    left = sum(found.left.values())
    return {
        "percent": found.percent,
        "numerator": found.numerator,
        "denominator": found.denominator,
        "left": left,
        "numerator_href": cases_href(row.code, month, Verdict.HOLDS.value, **part),
        "denominator_href": cases_href(row.code, month, OVER, **part),
        "left_href": cases_href(row.code, month, LEFT, **part),
    }


def _shown(row: Indicator, found: Figure, month: dt.date) -> dict[str, Any]:
    return {
        "name": Spoken(row.zh, row.en),
        "href": figure_href(row.code, month),
        "counts": row.counts,
        "over": row.over,
        "good": row.good,
        **_numbers(row, found, month),
    }


def _index_row(row: Indicator, found: Figure, month: dt.date) -> dict[str, Any]:
    reasons = [
        {"text": Spoken(reason.zh, reason.en), "count": count, "href": cases_href(row.code, month, reason.value)}
        for reason, count in found.left.items()
    ]
    return _shown(row, found, month) | {"reasons": reasons}


def _left(row: Indicator, found: Figure, month: dt.date) -> list[dict[str, Any]]:
    """Every reason for which the definition leaves cases out, with how many there were."""
    return [
        {
            "text": Spoken(left.reason.zh, left.reason.en),
            "count": found.left.get(left.reason, 0),
            "href": cases_href(row.code, month, left.reason.value),
            "source": cited(left.article),
        }
        for left in row.left
    ]


def _definition(row: Indicator) -> list[dict[str, Any]]:
    day = day_words(row.since)
    since = Spoken(f"{day.zh}起", f"from {day.en}")
    return [
        {"name": Spoken("分子", "Numerator"), "text": row.counts, "sources": []},
        {"name": Spoken("分母", "Denominator"), "text": row.over, "sources": []},
        {"name": Spoken("归入月份", "Falls in the month of"), "text": row.falls, "sources": []},
        {"name": Spoken("定义施行", "Definition holds"), "text": since, "sources": []},
        {"name": Spoken("依据", "By"), "text": Spoken(), "sources": [cited(key) for key in row.articles]},
    ]


def _splits(row: Indicator, month: dt.date, by: By) -> list[dict[str, Any]]:
    said = {By.UNIT: Spoken("按单位", "By unit"), By.TOPIC: Spoken("按事项", "By topic")}
    return [
        {"href": figure_href(row.code, month, by=one.value), "text": said[one], "current": one is by} for one in said
    ]


def _months(request: HttpRequest, chosen: dt.date, kept: Mapping[dt.date, Counted]) -> list[dict[str, Any]]:
    this = now_of(request).astimezone(SHANGHAI).date().replace(day=1)
    known = sorted({this, chosen, *list(kept)[:MOST_MONTHS]}, reverse=True)
    return [{"value": f"{one:%Y-%m}", "text": said_month(one), "selected": one == chosen} for one in known]


def _state(request: HttpRequest, month: dt.date, kept: Mapping[dt.date, Counted]) -> Spoken:
    """As of when the figures are, and until when they can change."""
    found, now = kept.get(month), now_of(request)
    at = moment_words(found.at if found is not None else now, now)
    if found is not None and found.frozen:
        return Spoken(f"已冻结，统计于 {at.zh}", f"Frozen, counted {at.en}")
    freezing = day_words(frozen_at(month, current_policy(now).freeze_days).date(), now)
    return Spoken(f"统计于 {at.zh}，{freezing.zh}冻结", f"Counted {at.en}, to be frozen on {freezing.en}")


def _whose(seen: Seen) -> Spoken:
    if seen.city:
        return Spoken("全市", "The whole city")
    if seen.scope.value == "within":
        return Spoken("本县区各单位", "The units of this county")
    return Spoken("本单位（含所属单位）", "Your unit with its sub-units")
