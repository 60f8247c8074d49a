"""What is done with an inspection: scored, acknowledged, appealed against, decided; or the form comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lianxin.access.inspections import DESK
from lianxin.actions.acknowledge_score import acknowledge_score
from lianxin.actions.appeal_score import appeal_score
from lianxin.actions.decide_appeal import decide_appeal
from lianxin.actions.score_intake import score_intake
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.inspection_forms import form_at, form_of
from lianxin.records.models import Inspection
from lianxin.web.acts.showing import door_of, go_on, is_partial, kept_apart
from lianxin.web.inspections.forms import BETTER, CHANGED, GOOD, REASON, STANDS, VERDICT, read_score, said_in
from lianxin.web.inspections.lists import by_of, desk_href, find, queue_context, read_waiting
from lianxin.web.inspections.matter import matter_context
from lianxin.web.orders.open import open_draft
from lianxin.web.refusing import what

BELONGS: Mapping[str, str] = {"better_missing": BETTER, "inspection_reason_missing": REASON}
"""To which field of a form a refusal belongs."""
SAY_WHY = Spoken("请填写", "Write it down")


@require_POST
def score(request: HttpRequest, inspection: int) -> HttpResponse:
    """The inspector's score; on to the next that waits."""
    row = _judged(request, inspection)
    given, errors = read_score(form_at(by_of(request).now), request.POST)

    def act() -> None:
        good, better = said_in(request, GOOD), said_in(request, BETTER)
        score_intake(door_of(request), inspection=row.pk, score=given, good=good, better=better)

    return _done(request, row, act, errors, Spoken(f"已评分：{given.total} 分", f"Scored: {given.total}"))


@require_POST
def acknowledge(request: HttpRequest, inspection: int) -> HttpResponse:
    """The agent lets the score stand."""
    row = find(request, inspection)

    def act() -> None:
        acknowledge_score(door_of(request), inspection=row.pk)

    return _done(request, row, act, {}, Spoken("已确认评分", "The score is acknowledged"))


@require_POST
def appeal(request: HttpRequest, inspection: int) -> HttpResponse:
    """The agent asks another person to look again."""
    row = find(request, inspection)

    def act() -> None:
        appeal_score(door_of(request), inspection=row.pk, reason=said_in(request, REASON))

    return _done(request, row, act, {}, Spoken("已提交申诉", "The appeal is made"))


@require_POST
def decide(request: HttpRequest, inspection: int) -> HttpResponse:
    """Another person decides on the appeal."""
    row = _judged(request, inspection)
    given, errors = read_score(form_of(row.form_version or ""), request.POST)
    verdict = request.POST.get(VERDICT, "")
    if verdict != CHANGED:
        errors = {} if verdict == STANDS else {VERDICT: Spoken("请选择“裁定”", "Choose: decision")}

    def act() -> None:
        reason, changed = said_in(request, REASON), given if verdict == CHANGED else None
        decide_appeal(door_of(request), inspection=row.pk, reason=reason, score=changed)

    return _done(request, row, act, errors, Spoken("申诉已裁定", "The appeal is decided"))


def _judged(request: HttpRequest, inspection: int) -> Inspection:
    """The inspection that somebody is about to judge; who may not open its order does not (R12, R14)."""
    row = find(request, inspection)
    if row.order is not None:
        open_draft(request, row.order.number)
    return row


def _done(
    request: HttpRequest, row: Inspection, act: Callable[[], None], errors: dict[str, Spoken], said_so: Spoken
) -> HttpResponse:
    """Acts where nothing is missing; back to the list the form was opened in, or to the form with what is wrong."""
    code = request.POST.get("list", "")
    if not errors:
        try:
            act()
        except Refused as refusal:
            if refusal.code not in BELONGS:
                raise
            errors = {BELONGS[refusal.code]: what(refusal)}
        else:
            return go_on(request, desk_href(code, row.pk if code == "mine" else None), said_so)
    context = matter_context(request, row, code or "to_score", request.POST, errors)
    if is_partial(request):
        return kept_apart(render(request, "orders/_form.html", {"form": context["form"]}, status=422))
    waiting = read_waiting(request)
    shown = {**queue_context(request, waiting), **context, "desk": DESK}
    return render(request, "inspections/desk.html", shown | {"ways": [], "following_href": ""}, status=422)
