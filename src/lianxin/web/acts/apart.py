"""Acts that are about no order: a failure of the hotline is written down, a unit goes over into another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin import actions
from lianxin.access import Reading
from lianxin.law.decisions.intake import Intake, start_order
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.visibility import Audience
from lianxin.law.words import Channel, RequestType
from lianxin.records.rules import surroundings
from lianxin.web.acts.answers import Answers, read_answers
from lianxin.web.acts.apart_table import ACTS
from lianxin.web.acts.asked import Asked, ask, initial
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered, errors_text, fields_of
from lianxin.web.acts.misplaced import errors_of
from lianxin.web.acts.showing import accepted, door_of, new_key, refusal_context
from lianxin.web.acts.signature import arguments, parameters
from lianxin.web.citations import cited
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.shell import actor_of, now_of, rules_of
from lianxin.web.template_tags import said


@require_http_methods(["GET", "POST"])
def act_apart(request: HttpRequest, action: str) -> HttpResponse:
    """Shows the form of such an act, or does it."""
    desk = _desk(request, action)
    fields = [ask(desk, one) for one in parameters(action)]
    if request.method != "POST":
        return _show(request, action, fields, Entered(initial(desk, fields)))
    answers = read_answers(fields, request.POST)
    if answers.errors:
        return _show(request, action, fields, Entered(answers.said, answers.errors), status=422)
    try:
        _do(request, action, answers)
    except Refused as refusal:
        errors = errors_of(refusal, {one.name for one in fields})
        return _show(request, action, fields, Entered(answers.said, errors), refusal=refusal, status=409)
    name = ACTS[action].name
    messages.success(request, said(Spoken(f"已办理：{name.zh}", f"Done: {name.en}")))
    return accepted(request, reverse("home"))


def _desk(request: HttpRequest, action: str) -> Desk:
    """No order lies on it; the blank one only carries who acts, when, and among which units."""
    if action not in ACTS:
        raise Http404
    actor = actor_of(request)
    if actor.role not in ACTS[action].roles:
        raise Refused("not_your_duty")
    blank = Intake(request_type=RequestType.OTHER, channel=Channel.PHONE, title="", account="")
    draft = start_order(surroundings(actor, now_of(request), rules_of(request)), 0, "", blank)
    return Desk(action, draft, Reading(Audience.CENTRE, frozenset()))


def _do(request: HttpRequest, action: str, answers: Answers) -> None:
    act = actions.ACTIONS[action]
    act(door_of(request), **arguments(act, answers.values, frozenset()))


def _show(
    request: HttpRequest,
    action: str,
    fields: list[Asked],
    entered: Entered,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    act = ACTS[action]
    form: dict[str, Any] = {
        "href": reverse("act_apart", args=[action]),
        "title": act.name,
        "intro": act.introduction,
        "article": cited(act.article),
        "fields": fields_of(fields, entered),
        "hidden": [{"name": "request_key", "value": new_key()}],
        "refusal": refusal_context(refusal) if refusal is not None else None,
        "errors_text": errors_text(entered.errors),
        "submit": {"text": act.name, "tone": "danger" if act.danger else "primary"},
        "drafts": True,
        "cancel_href": reverse("home"),
    }
    context = {"form": bring_back(request, form), "crumbs": [{"text": act.name, "href": ""}]}
    return render(request, "orders/many.html", context, status=status)
