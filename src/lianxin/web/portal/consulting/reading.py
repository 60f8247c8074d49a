"""The consultations that were published, and one of them as text with its paragraphs, questions and report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxin.law.consultation_tally import small_counts
from lianxin.law.open_data import WHY_HIDDEN
from lianxin.law.words import ConsultationState
from lianxin.records.consultations import content_of, facts_of, in_state, notes_of, report_of, tally_of
from lianxin.web.consultations.shown import counts_context, items_context, notes_context, read_context, title_of
from lianxin.web.portal.consulting.opening import Opened, head, open_one
from lianxin.web.portal.frame import for_citizens, show
from lianxin.web.shell import now_of

S = ConsultationState
MOST = 50
"""Consultations on the list, the latest first."""


@for_citizens()
def portal_consultations(request: HttpRequest) -> HttpResponse:
    """Those that are open first, then those that are over."""
    now = now_of(request)
    found = [
        Opened(row, content_of(row), facts_of(row).is_open(now))
        for row in in_state((S.PUBLISHED, S.CLOSED, S.REPORTED))[:MOST]
    ]
    rows = [head(one, now) | {"title": title_of(one.content)} for one in found]
    context = {
        "here": reverse("portal_consultations"),
        "open_ones": [row for row in rows if row["open_now"]],
        "others": [row for row in rows if not row["open_now"]],
    }
    return show(request, "portal/consulting/list.html", context)


@for_citizens()
def portal_consultation(request: HttpRequest, consultation: int) -> HttpResponse:
    """One consultation to be read, printed, answered; with what became of it once that was published."""
    opened = open_one(request, consultation)
    return show(request, "portal/consulting/one.html", one_context(opened, request))


def one_context(opened: Opened, request: HttpRequest) -> dict[str, Any]:
    """What templates/portal/consulting/one.html shows."""
    row = opened.row
    context: dict[str, Any] = {
        "one": head(opened, now_of(request)),
        "read": read_context(opened.content),
        "notes": notes_context(notes_of(row)),
        "counts": None,
        "why_hidden": None,
        "results": [],
    }
    if row.state is S.REPORTED:
        found = tally_of(row)
        hidden = small_counts(opened.content, found)
        context["counts"] = counts_context(opened.content, found, hidden)
        context["results"] = items_context(opened.content, found, report_of(row), hidden)
        context["why_hidden"] = WHY_HIDDEN if hidden else None
    return context
