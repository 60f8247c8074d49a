"""Receiving a matter: one page from the first word to the unit that gets it, with its dates before anything is sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin import actions
from lianxin.actions import Done
from lianxin.actions.save_draft import save_draft
from lianxin.law import transitions
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import CallRelation, RequestType
from lianxin.records.drafts import KeptDraft, kept_draft, kept_drafts
from lianxin.records.skeletons import skeletons
from lianxin.web.acts.act_form import Problem
from lianxin.web.acts.answers import Answers, as_posted
from lianxin.web.acts.asked import Asked, initial
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered, errors_text, fields_of
from lianxin.web.acts.intake import BEFORE, caller_of, check_title, disposition_of, intake_fields, intake_of
from lianxin.web.acts.intake_help import begin_transfer, beside, intake_desk, name_by_catalogue
from lianxin.web.acts.intake_layout import laid_out
from lianxin.web.acts.intake_preview import intake_preview
from lianxin.web.acts.misplaced import errors_of
from lianxin.web.acts.showing import done, door_of, new_key, refusal_context, show_form
from lianxin.web.acts.texts import check_field, look, refuse_barred, sent_at_intake, unticked
from lianxin.web.acts.topics import recommended
from lianxin.web.calls.acting import after_href, caller_said, hidden_of, tie_call
from lianxin.web.calls.caller import caller_context
from lianxin.web.calls.desk import CALL, PERSON, call_asked, form_href
from lianxin.web.calls.masked import read_called
from lianxin.web.citations import cited
from lianxin.web.drafts.restoring import SLOT, slot_of, with_key
from lianxin.web.drafts.views import title_of
from lianxin.web.files.taking import NAME, Taken, files_field, on_hand, take
from lianxin.web.kept_words import keep, kept
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of

ROW = transitions.BY_ACTION["receive"]
TITLE = Spoken("受理登记", "Receive")
FORM = "orders/_intake.html"
OF_THE_CALL = frozenset({"wishes", "channel"})
"""What a further matter of the same call shares with the first, beside who calls."""


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Shows the intake form, or receives the matter and does with it at once what was chosen."""
    desk = intake_desk(request)
    fields = intake_fields(desk)
    if request.method != "POST":
        return _open(request, desk, fields)
    answers = read_called(request, fields, name_by_catalogue(desk, request.POST))
    check_title(answers)
    begin_transfer(answers)
    found = look(sent_at_intake(desk, fields, answers))
    refuse_barred(answers, found)
    door = door_of(request)
    problem = Problem(flagged=unticked(found, request.POST), taken=take(request, door))
    if answers.errors or problem.wrong:
        return _again(request, desk, fields, answers, problem)
    try:
        received = _receive(request, answers, replace(door, files=problem.taken.entries()))
    except Refused as refusal:
        problem.taken.put_back()
        return _again(request, desk, fields, answers, replace(problem, refusal=refusal))
    problem.taken.done()
    number, first = received[0].number, received[-1]
    said_so = Spoken(f"已受理，工单号 {number}", f"Received as {number}")
    return done(request, number, received, said_so, first, href=_onward(request, desk, fields, answers))


@require_POST
def receive_call(request: HttpRequest) -> HttpResponse:
    """Opens the form for whoever calls; the number is posted here, because addresses are written down."""
    token = keep(request, plain(request.POST.get("phone", "")))
    return HttpResponseRedirect(f"{reverse('receive')}?{urlencode({'caller': token})}")


# ---- doing -----------------------------------------------------------------------------------------------------------


def _receive(request: HttpRequest, answers: Answers, door: actions.Door) -> list[Done]:
    """Both acts or none, the later one first: a refused transfer leaves no order behind that nobody asked for.

    What the caller gave is the matter's own: it comes with the first of them (Art. 22).
    """
    action, given = disposition_of(answers.values)
    second = actions.Door(actor=door.actor, now=door.now, request_key=f"{door.request_key}:{action}")

    def both() -> list[Done]:
        received = actions.receive(door, intake=intake_of(answers.values), callers=(caller_of(answers.values),))
        what_follows: Callable[..., Done] = actions.ACTIONS[action]
        answered = action == "answer" and answers.values["request_type"] is RequestType.CONSULT
        tie_call(request, door, CallRelation.ANSWERED if answered else CallRelation.RECEIVED, received.order)
        return [what_follows(second, order=received.order, **given), received]

    return actions.together(both)


def _onward(request: HttpRequest, desk: Desk, fields: list[Asked], answers: Answers) -> str:
    """Where one goes on: to a further matter of the same call (R26) if asked for, else to what came of the call."""
    if "again" not in request.POST:
        return after_href(request)
    call = call_asked(request)
    if call is not None:
        return form_href(call)
    slot = secrets.token_urlsafe(9)
    caller = {name: said for name, said in answers.said.items() if name.startswith("caller_") or name in OF_THE_CALL}
    words = {**initial(desk, fields), **BEFORE, **caller}
    save_draft(
        actions.Door(actor_of(request), now_of(request), new_key()), form=reverse("receive"), slot=slot, words=words
    )
    return _href(slot)


# ---- showing ---------------------------------------------------------------------------------------------------------


def _open(request: HttpRequest, desk: Desk, fields: list[Asked]) -> HttpResponse:
    """A new form, or one of the actor's drafts as they left it."""
    slot = slot_of(request.GET.get("draft", "")) or secrets.token_urlsafe(9)
    draft = kept_draft(actor_of(request), reverse("receive"), slot)
    if draft is not None and not request.GET.get(CALL) and draft.words.get(CALL):
        return HttpResponseRedirect(_draft_href(draft))
    said = {**initial(desk, fields), **BEFORE}
    if phone := kept(request, request.GET.get("caller", "")):
        said["caller_phone"] = [phone]
    said |= caller_said(request)
    taken = Taken()
    if draft is not None:
        said |= {one.name: list(draft.words.get(one.name, [])) for one in fields}
        taken = on_hand(draft.words.get(NAME, []), actor_of(request).key)
    form = _form(request, desk, fields, Entered(said), {"request_key": new_key(), SLOT: slot}, taken)
    if draft is not None:
        form |= {"restored": draft.saved_at, "hidden": with_key(form["hidden"], draft)}
    return _show(request, form, said)


def _show(
    request: HttpRequest, form: dict[str, Any], entered: Mapping[str, list[str]], status: int = 200
) -> HttpResponse:
    here = next(one["value"] for one in form["hidden"] if one["name"] == SLOT)
    others = [one for one in kept_drafts(actor_of(request), reverse("receive")) if one.slot != here]
    form |= {"kept": [_kept(one) for one in others], "skeletons": skeletons()}
    answers = Answers(said=dict(entered))
    context = {**caller_context(request, answers.said), **beside(request, answers)}
    return show_form(request, form, page="orders/receive.html", context=context, status=status, body=FORM)


def _kept(draft: KeptDraft) -> dict[str, Any]:
    return {
        "title": title_of(draft),
        "at": draft.saved_at,
        "href": _draft_href(draft),
        "discard_href": reverse("discard_draft", args=[draft.slot]),
    }


def _href(slot: str) -> str:
    return f"{reverse('receive')}?{urlencode({'draft': slot})}"


def _draft_href(draft: KeptDraft) -> str:
    """A draft with the call it is about, in which the number stands in clear nowhere else."""
    named = {name: draft.words[name][0] for name in (CALL, PERSON) if any(draft.words.get(name, []))}
    return f"{_href(draft.slot)}{'&' + urlencode(named) if named else ''}"


def _again(
    request: HttpRequest,
    desk: Desk,
    fields: list[Asked],
    answers: Answers,
    problem: Problem,
) -> HttpResponse:
    errors, refusal = dict(answers.errors), problem.refusal
    if refusal is not None:
        errors |= errors_of(refusal, {one.name for one in fields})
    key, slot = request.POST.get("request_key", ""), slot_of(request.POST.get(SLOT, ""))
    if refusal is not None and refusal.code == "request_key_reused":
        key = ""  # these words joined an order before: handed in once more, they are a matter of their own
    hidden = {"request_key": key or new_key(), SLOT: slot}
    form = _form(request, desk, fields, Entered(answers.said, errors), hidden, problem.taken)
    if refusal is not None:
        form |= {"refusal": refusal_context(refusal), "preview": [], "preview_basis": None}
    form["check"] = check_field(problem.flagged)
    return _show(request, form, answers.said, 422 if errors or problem.wrong else 409)


def _form(
    request: HttpRequest, desk: Desk, fields: list[Asked], entered: Entered, hidden: Mapping[str, str], taken: Taken
) -> dict[str, Any]:
    told = intake_preview(desk, fields, read_called(request, fields, as_posted(entered.said)))
    return {
        "href": reverse("receive"),
        "title": TITLE,
        "article": cited(ROW.articles[0]),
        "fields": [],
        **laid_out([*fields_of(fields, entered), files_field(taken)]),
        "check": [],
        "topics": recommended(request, entered.said),
        "hidden": [*({"name": name, "value": value} for name, value in hidden.items()), *hidden_of(request)],
        "refusal": None,
        "errors_text": errors_text(entered.errors),
        "preview": told.lines,
        "preview_href": reverse("receive_preview"),
        "preview_basis": cited(told.basis) if told.basis else None,
        "drafts": False,
        "cancel_href": reverse("home"),
    }
