"""Typical cases: the list, one case with what is flagged in it, and what the reader may do with it (Art. 33(3))."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianxin.actions.decline_case import decline_case
from lianxin.actions.note_reading import note_reading
from lianxin.actions.publish_case import publish_case
from lianxin.actions.withdraw_case import withdraw_case
from lianxin.actions.write_case import write_case
from lianxin.law.by import By, check_duty
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.decisions.typical_case import may, reads
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.law.publishing import CASE_ACT, LONGEST_TEXT, LONGEST_TITLE
from lianxin.law.refusals import Refused
from lianxin.law.words import TypicalCaseState, TypicalCaseTextKind
from lianxin.records import typical_cases
from lianxin.records.models import TypicalCase
from lianxin.web.acts.showing import came_back, door_of, go_on, show_form
from lianxin.web.cases.forms import BODY, NUMBER, REASON, TITLE, act_forms, crumbs, number_form, write_form
from lianxin.web.cases.order import beside
from lianxin.web.marked import CONFIRMED, marked
from lianxin.web.orders.open import open_draft
from lianxin.web.refusing import what
from lianxin.web.shell import actor_of, now_of, rules_of
from lianxin.web.subject_forms import Errors, said_in

MOST = 60
"""Cases on the page, the latest first."""

BELONGS = {
    "case_places_open": CONFIRMED,
    "case_tells_caller": BODY,
    "case_incomplete": BODY,
    "case_too_long": BODY,
    "publishing_reason_missing": REASON,
}
"""To which field of a form a refusal belongs."""

DONE = {
    "publish_case": Spoken("案例已公开", "The case is public"),
    "decline_case": Spoken("已说明不同意公开", "The case was declined"),
    "withdraw_case": Spoken("案例已撤下", "The case was withdrawn"),
}
WRITTEN = Spoken("已提交，等待另一人决定公开", "Handed in: another person decides on it")


def by_of(request: HttpRequest) -> By:
    """Who is at the desk; refuses whoever has nothing to do with cases."""
    actor = actor_of(request)
    by = By(actor, now_of(request), of_vendor=unit_is_of_vendor(rules_of(request).units, actor.unit))
    if not reads(by):
        raise Refused("not_your_duty")
    return by


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All cases by where they stand: those that wait first."""
    by = by_of(request)
    rows = [row for state in TypicalCaseState for row in typical_cases.cases_in((state,))[:MOST]]
    words = typical_cases.words_of([row.pk for row in rows])
    shown = [_row(row, words[row.pk]) for row in rows]
    writes = by.actor.role in CASE_ACT["write_case"].roles
    context = {"rows": shown, "write_href": reverse("case_order") if writes else "", "crumbs": crumbs()}
    return render(request, "publishing/cases.html", context)


def _row(row: TypicalCase, words: dict[TypicalCaseTextKind, str]) -> dict[str, Any]:
    return {
        "href": reverse("case", args=[row.pk]),
        "title": words.get(TypicalCaseTextKind.TITLE, "") or row.order.number,
        "number": row.order.number,
        "topic": Spoken(row.topic.name_zh, row.topic.name_en or row.topic.name_zh) if row.topic is not None else "",
        "state": row.state,
        "writer": row.writer.display_name,
        "at": row.written_at,
        "decider": row.decider.display_name if row.decider is not None else "",
        "decided_at": row.decided_at,
    }


@require_safe
def case(request: HttpRequest, case: int) -> HttpResponse:
    """One case: its words with every flagged place marked, and the forms of what the reader may do."""
    return _show(request, _found(request, case), {})


@require_POST
def case_act(request: HttpRequest, case: int, action: str) -> HttpResponse:
    """It is published, declined or withdrawn; or the form comes back with what is missing."""
    row, door, reason = _found(request, case), door_of(request), said_in(request, REASON)
    try:
        if action == "publish_case":
            publish_case(door, case=row.pk)
        elif action == "decline_case":
            decline_case(door, case=row.pk, reason=reason)
        elif action == "withdraw_case":
            withdraw_case(door, case=row.pk, reason=reason)
        else:
            raise Http404
    except Refused as refusal:
        if refusal.code not in BELONGS:
            raise
        return _show(request, row, {REASON: what(refusal)}, action=action)
    return go_on(request, reverse("case", args=[row.pk]), DONE[action])


def _found(request: HttpRequest, case: int) -> TypicalCase:
    by_of(request)
    row = typical_cases.case(case)
    if row is None:
        raise Refused("case_unknown")
    return row


def _show(request: HttpRequest, row: TypicalCase, errors: Errors, *, action: str = "") -> HttpResponse:
    by, words = by_of(request), typical_cases.words_of([row.pk])[row.pk]
    title, body = words.get(TypicalCaseTextKind.TITLE, ""), words.get(TypicalCaseTextKind.BODY, "")
    seen = typical_cases.looked_at(row.order_id, {TITLE: title, BODY: body}, ())
    facts = typical_cases.facts_of(row)
    shown = {TITLE: (Spoken("标题", "Title"), title), BODY: (Spoken("正文", "Text"), body)}
    forms = act_forms(row.pk, facts, by, request.POST if action else None, (action, errors))
    context = {
        "row": _row(row, words),
        "texts": marked(shown, seen),
        "reason": words.get(TypicalCaseTextKind.REASON, ""),
        "found": len(seen.places),
        "order_href": reverse("order", args=[row.order.number]),
        "public_href": reverse("portal_case", args=[row.pk]) if row.state is TypicalCaseState.PUBLISHED else "",
        "unfit": not facts.order.fit,
        "write_href": reverse("case_write", args=[row.order.number]) if may(facts, by, "write_case") else "",
        "forms": forms,
        "crumbs": crumbs(row.order.number),
    }
    if not action:
        return render(request, "publishing/case.html", context)
    form = came_back(request, forms)
    return show_form(request, form, page="publishing/case.html", context=context, status=422)


# ---- written ---------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def find_order(request: HttpRequest) -> HttpResponse:
    """Of which order: by its number."""
    check_duty(by_of(request), CASE_ACT["write_case"])
    if request.method != "POST":
        return _number(request, {})
    number = find_number(said_in(request, NUMBER))
    if number is None:
        return _number(request, {NUMBER: Spoken("请填写完整的工单号", "Give the whole number of an order")})
    return HttpResponseRedirect(reverse("case_write", args=[number]))


def _number(request: HttpRequest, errors: Errors) -> HttpResponse:
    form = number_form(request.POST if errors else None, errors)
    context = {"crumbs": crumbs(), "beside": None, "texts": []}
    return show_form(request, form, page="publishing/write.html", context=context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, number: str) -> HttpResponse:
    """The editor's own words beside what the order says; each flagged place is removed or confirmed."""
    check_duty(by_of(request), CASE_ACT["write_case"])
    loaded, draft, reading = open_draft(request, number)
    note_reading(door_of(request), order=draft.order.id)
    earlier = typical_cases.case_of_order(draft.order.id)
    before = typical_cases.words_of([earlier.pk])[earlier.pk] if earlier is not None else {}
    given = {
        TITLE: said_in(request, TITLE, LONGEST_TITLE + 1) or before.get(TypicalCaseTextKind.TITLE, ""),
        BODY: said_in(request, BODY, LONGEST_TEXT + 1) or before.get(TypicalCaseTextKind.BODY, ""),
    }
    confirmed = request.POST.getlist(CONFIRMED)
    seen = typical_cases.looked_at(draft.order.id, given, confirmed)
    errors: dict[str, Spoken] = {}
    if request.method == "POST":
        try:
            words = {"title": said_in(request, TITLE, LONGEST_TITLE + 1), "body": given[BODY]}
            done = write_case(door_of(request), order=draft.order.id, **words, confirmed=confirmed)
        except Refused as refusal:
            if refusal.code not in BELONGS:
                raise
            errors = {BELONGS[refusal.code]: what(refusal)}
        else:
            return go_on(request, reverse("case", args=[done.id]), WRITTEN)
    form = write_form(loaded.row.number, given, seen, errors)
    shown = {TITLE: (Spoken("标题", "Title"), given[TITLE]), BODY: (Spoken("正文", "Text"), given[BODY])}
    texts = marked(shown, seen) if request.method == "POST" else []
    context = {"crumbs": crumbs(loaded.row.number), "beside": beside(draft.order.id, reading), "texts": texts}
    return show_form(request, form, page="publishing/write.html", context=context, status=422 if errors else 200)
