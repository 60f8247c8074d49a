"""Who is at the desk and which consultation is open; lists, and the way from one page to the next."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access.consultations import DESK, consultation_lists, counts, reads_words
from lianxin.law.by import By
from lianxin.law.consultation import BY_ACTION
from lianxin.law.consultation_text import Content
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.consultations import content_of, in_state, one
from lianxin.records.models import Consultation
from lianxin.web.consultations.shown import title_of
from lianxin.web.shell import actor_of, now_of, rules_of

MOST = 100
"""Consultations in one list."""


def by_of(request: HttpRequest) -> By:
    """Who is at the desk, as the law of consultations asks it."""
    actor = actor_of(request)
    return By(actor, now_of(request), of_vendor=unit_is_of_vendor(rules_of(request).units, actor.unit))


def may(request: HttpRequest, action: str) -> bool:
    """Whether the act is one of the office's, whatever the state."""
    by, row = by_of(request), BY_ACTION[action]
    return by.actor.role in row.roles and (row.vendor or not by.of_vendor)


def may_count(request: HttpRequest) -> bool:
    """Whether the reader sees counts that are not published."""
    return counts(by_of(request).actor.role, of_vendor=by_of(request).of_vendor)


def may_read_words(request: HttpRequest) -> bool:
    """Whether the reader sees what people wrote."""
    return reads_words(by_of(request).actor.role, of_vendor=by_of(request).of_vendor)


def find(request: HttpRequest, consultation: int) -> tuple[Consultation, Content]:
    """One consultation that the reader may open; refuses others in the words for one that does not exist."""
    lists = consultation_lists(by_of(request).actor.role)
    if not lists:
        raise Refused("not_your_duty")
    row = one(consultation)
    if row is None or row.state not in {each.state for each in lists}:
        raise Refused("consultation_unknown")
    return row, content_of(row)


def find_for_words(request: HttpRequest, consultation: int) -> tuple[Consultation, Content]:
    """The same for who reads what people wrote."""
    if not may_read_words(request):
        raise Refused("not_your_duty")
    return find(request, consultation)


def one_href(consultation: int) -> str:
    """The page of a consultation at the desk."""
    return reverse("consultation", args=[consultation])


def crumbs(row: Consultation | None, *last: object) -> list[dict[str, Any]]:
    """The way to a page."""
    way: list[dict[str, Any]] = [{"text": DESK, "href": reverse("consultations")}]
    if row is not None:
        way.append({"text": title_of(content_of(row)), "href": one_href(row.pk)})
    return [*way[:-1], way[-1] | ({} if last else {"href": ""}), *({"text": text, "href": ""} for text in last)]


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """The consultations of one state, the latest first."""
    lists = consultation_lists(actor_of(request).role)
    if not lists:
        raise Refused("not_your_duty")
    chosen = next((row for row in lists if row.code == request.GET.get("list")), lists[0])
    tabs = [
        {"href": list_href(row.code), "text": Spoken(row.zh, row.en), "current": row is chosen, "count": ""}
        for row in lists
    ]
    rows = [listed(row, request) for row in in_state([chosen.state])[:MOST]]
    empty = {"why": Spoken("这里没有民意征集。", "No consultation here."), "icon": "speakerphone"}
    context = {
        "heading": DESK,
        "crumbs": crumbs(None),
        "tabs": tabs,
        "rows": rows,
        "empty": empty,
        "new_href": reverse("consultation_new") if may(request, "draft_consultation") else "",
    }
    return render(request, "consultations/list.html", context)


def listed(row: Consultation, request: HttpRequest) -> dict[str, Any]:
    """One row of a list."""
    entering = may(request, "answer_consultation") and row.state in BY_ACTION["answer_consultation"].states
    return {
        "title": title_of(content_of(row)),
        "href": one_href(row.pk),
        "state": row.state,
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "answers": row.answers if may_count(request) else None,
        "enter_href": reverse("consultation_enter", args=[row.pk]) if entering else "",
    }


def list_href(code: str) -> str:
    """The list of one state."""
    return f"{reverse('consultations')}?{urlencode({'list': code})}"
