"""Typical cases for everybody: told anew by a person, looked through, and published by another (Art. 33(3))."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from lianxin.law.lamps import Spoken
from lianxin.law.words import TypicalCaseTextKind
from lianxin.records.models import TypicalCase
from lianxin.records.typical_cases import public_cases, words_of
from lianxin.web.names import unit_name
from lianxin.web.portal.frame import for_citizens, show

MOST = 100
"""Cases on the page, the latest first."""


@for_citizens()
def cases(request: HttpRequest) -> HttpResponse:
    """The titles, with topic and day."""
    rows = list(public_cases()[:MOST])
    words = words_of([row.pk for row in rows])
    shown = [_shown(row, words[row.pk]) for row in rows]
    return show(request, "portal/publishing/cases.html", {"cases": shown})


@for_citizens()
def case(request: HttpRequest, case: int) -> HttpResponse:
    """One case; the same page for one that was never there and for one that was withdrawn."""
    row = public_cases().filter(pk=case).first()
    if row is None:
        raise Http404
    return show(request, "portal/publishing/case.html", {"case": _shown(row, words_of([row.pk])[row.pk])})


def _shown(row: TypicalCase, words: dict[TypicalCaseTextKind, str]) -> dict[str, Any]:
    host = row.order.host_unit
    return {
        "id": row.pk,
        "title": words.get(TypicalCaseTextKind.TITLE, ""),
        "body": words.get(TypicalCaseTextKind.BODY, ""),
        "topic": Spoken(row.topic.name_zh, row.topic.name_en or row.topic.name_zh) if row.topic is not None else "",
        "unit": unit_name(host) if host is not None else "",
        "at": row.decided_at,
    }
