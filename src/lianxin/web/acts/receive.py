"""Receiving a matter: one page from the first word to the unit that gets it, with its dates before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin import actions
from lianxin.access import Reading
from lianxin.actions import Done
from lianxin.law import transitions
from lianxin.law.decide import check_duty
from lianxin.law.decisions.intake import Intake, start_order
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.visibility import Audience, Part
from lianxin.law.words import Channel, RequestType
from lianxin.records.rules import surroundings
from lianxin.web.acts.answers import Answers, as_posted, read_answers
from lianxin.web.acts.asked import Asked, initial
from lianxin.web.acts.beside import known_caller, similar_orders
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered, errors_text, fields_of
from lianxin.web.acts.intake import (
    BEFORE,
    SECTIONS,
    SIDE_BY_SIDE,
    caller_of,
    check_title,
    disposition_of,
    intake_fields,
    intake_of,
)
from lianxin.web.acts.intake_preview import intake_preview
from lianxin.web.acts.misplaced import errors_of
from lianxin.web.acts.showing import done, door_of, new_key, refusal_context, show_form, show_preview
from lianxin.web.acts.texts import Flagged, check_field, look, refuse_barred, sent_at_intake, unticked
from lianxin.web.citations import cited
from lianxin.web.kept_words import keep, kept
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of, rules_of

ROW = transitions.BY_ACTION["receive"]
TITLE = Spoken("受理登记", "Receive")


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Shows the intake form, or receives the matter and does with it at once what was chosen."""
    desk = _desk(request)
    fields = intake_fields(desk)
    if request.method != "POST":
        said = {**initial(desk, fields), **BEFORE}
        if phone := kept(request, request.GET.get("caller", "")):
            said["caller_phone"] = [phone]
        return _show(request, _form(desk, fields, Entered(said)), said)
    answers = read_answers(fields, request.POST)
    check_title(answers)
    found = look(sent_at_intake(desk, fields, answers))
    refuse_barred(answers, found)
    flagged = unticked(found, request.POST)
    if answers.errors or flagged:
        return _again(request, desk, fields, answers, flagged=flagged)
    try:
        received = _receive(request, answers)
    except Refused as refusal:
        return _again(request, desk, fields, answers, refusal=refusal)
    number, first = received[0].number, received[-1]
    return done(request, number, received, Spoken(f"已受理，工单号 {number}", f"Received as {number}"), first)


@require_POST
def receive_call(request: HttpRequest) -> HttpResponse:
    """Opens the form for whoever calls; the number is posted here, because addresses are written down."""
    token = keep(request, plain(request.POST.get("phone", "")))
    return HttpResponseRedirect(f"{reverse('receive')}?{urlencode({'caller': token})}")


@require_POST
def receive_preview(request: HttpRequest) -> HttpResponse:
    """When the caller will have an answer, and by which article, with what stands in the form by now."""
    desk = _desk(request)
    fields = intake_fields(desk)
    told = intake_preview(desk, fields, read_answers(fields, request.POST))
    return show_preview(request, told, reverse("receive_preview"))


@require_POST
def receive_beside(request: HttpRequest) -> HttpResponse:
    """What is known of the caller, and orders like this one, with what stands in the form by now."""
    desk = _desk(request)
    answers = read_answers(intake_fields(desk), request.POST)
    return render(request, "orders/_beside.html", _beside(request, answers))


# ---- understanding and doing -----------------------------------------------------------------------------------------


def _desk(request: HttpRequest) -> Desk:
    """A blank order before its time: what may be chosen is asked of the law as for any other."""
    actor, now = actor_of(request), now_of(request)
    blank = Intake(
        request_type=_type(request), channel=Channel.PHONE, title="", account="", subject_unit=_subject(request)
    )
    draft = start_order(surroundings(actor, now, rules_of(request)), 0, "", blank)
    check_duty(draft, "receive")
    return Desk("receive", draft, Reading(Audience.CENTRE, frozenset(Part)))


def _type(request: HttpRequest) -> RequestType:
    posted = request.POST.get("request_type", "")
    return RequestType(posted) if posted in list(RequestType) else RequestType.HELP


def _subject(request: HttpRequest) -> int | None:
    posted = request.POST.get("subject_unit", "")
    return int(posted) if posted.isdecimal() and len(posted) < 10 else None


def _receive(request: HttpRequest, answers: Answers) -> list[Done]:
    """Both acts or none, the later one first: a refused transfer leaves no order behind that nobody asked for."""
    door = door_of(request)
    action, given = disposition_of(answers.values)
    second = actions.Door(actor=door.actor, now=door.now, request_key=f"{door.request_key}:{action}")

    def both() -> list[Done]:
        received = actions.receive(door, intake=intake_of(answers.values), callers=(caller_of(answers.values),))
        what_follows: Callable[..., Done] = actions.ACTIONS[action]
        return [what_follows(second, order=received.order, **given), received]

    return actions.together(both)


# ---- showing ---------------------------------------------------------------------------------------------------------


def _show(
    request: HttpRequest, form: dict[str, Any], entered: Mapping[str, list[str]], status: int = 200
) -> HttpResponse:
    context = {"crumbs": [{"text": TITLE, "href": ""}], **_beside(request, Answers(said=dict(entered)))}
    return show_form(request, form, page="orders/receive.html", context=context, status=status)


def _beside(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    return {"known": known_caller(request, answers), **similar_orders(request, answers)}


def _again(
    request: HttpRequest,
    desk: Desk,
    fields: list[Asked],
    answers: Answers,
    *,
    refusal: Refused | None = None,
    flagged: Sequence[Flagged] = (),
) -> HttpResponse:
    errors = dict(answers.errors)
    if refusal is not None:
        errors |= errors_of(refusal, {one.name for one in fields})
    form = _form(desk, fields, Entered(answers.said, errors), key=request.POST.get("request_key", ""))
    if refusal is not None:
        form |= {"refusal": refusal_context(refusal), "preview": [], "preview_basis": None}
    form["fields"] += check_field(flagged)
    return _show(request, form, answers.said, 422 if errors or flagged else 409)


def _form(desk: Desk, fields: list[Asked], entered: Entered, key: str = "") -> dict[str, Any]:
    shown = fields_of(fields, entered)
    for field in shown:
        field |= {"title": SECTIONS.get(field["name"], ""), "half": field["name"] in SIDE_BY_SIDE}
    told = intake_preview(desk, fields, read_answers(fields, as_posted(entered.said)))
    return {
        "href": reverse("receive"),
        "title": TITLE,
        "article": cited(ROW.articles[0]),
        "fields": shown,
        "hidden": [{"name": "request_key", "value": key or new_key()}],
        "refusal": None,
        "errors_text": errors_text(entered.errors),
        "preview": told.lines,
        "preview_href": reverse("receive_preview"),
        "preview_basis": cited(told.basis) if told.basis else None,
        "submit": {"text": Spoken("提交", "Submit"), "tone": "primary"},
        "drafts": True,
        "cancel_href": reverse("home"),
    }
