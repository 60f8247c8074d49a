"""Monthly figures of frozen months for everybody, and how far each unit has come; never as a rank (Art. 33)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from lianxin.law.articles import citation
from lianxin.law.indicators import BY_CODE, Indicator
from lianxin.law.lamps import Spoken
from lianxin.law.open_data import WHY_HIDDEN
from lianxin.law.publishing import UNITS_FIGURES
from lianxin.records.published import city_figures, matters_of, unit_figures
from lianxin.web.portal.frame import for_citizens, show
from lianxin.web.portal.publishing.months import chosen_month, said_month, shown_cells, shown_share
from lianxin.web.shell import rules_of


@for_citizens()
def figures(request: HttpRequest) -> HttpResponse:
    """Matters received, by topic and by district; each figure with its definition, numerator and denominator."""
    month, months = chosen_month(request)
    context: dict[str, Any] = {"months": months, "why": WHY_HIDDEN}
    if month is not None:
        matters = matters_of(month)
        context |= {
            "month": said_month(month),
            "whole": matters.whole,
            "topics": shown_cells(matters.topics, matters.whole),
            "districts": shown_cells(matters.districts, matters.whole),
            "figures": [defined(BY_CODE[one.code]) | shown_share(one) for one in city_figures(month)],
        }
    return show(request, "portal/publishing/figures.html", context)


@for_citizens()
def unit_figures_page(request: HttpRequest) -> HttpResponse:
    """Each unit with what it closed and did in time, in the city's own order (国办函〔2025〕66号)."""
    month, months = chosen_month(request)
    context: dict[str, Any] = {
        "months": months,
        "why": WHY_HIDDEN,
        "figures": [defined(BY_CODE[code]) for code in UNITS_FIGURES],
    }
    if month is not None:
        rows = unit_figures(month, rules_of(request).units)
        context |= {
            "month": said_month(month),
            "units": [
                {"name": Spoken(unit.zh, unit.en), "figures": [_in_unit(one.code) | shown_share(one) for one in shares]}
                for unit, shares in rows
            ],
        }
    return show(request, "portal/publishing/units.html", context)


def _in_unit(code: str) -> dict[str, Any]:
    return {"name": Spoken(BY_CODE[code].zh, BY_CODE[code].en)}


def defined(row: Indicator) -> dict[str, Any]:
    """A figure's name, what it counts over what, by which day it falls into the month, and by which texts."""
    return {
        "code": row.code,
        "name": Spoken(row.zh, row.en),
        "counts": row.counts,
        "over": row.over,
        "falls": row.falls,
        "left": [Spoken(one.reason.zh, one.reason.en) for one in row.left],
        "articles": [citation(key) for key in row.articles],
    }
