"""One act on one order: its form, what it would do, and the deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.access import may
from lianxin.actions import Done
from lianxin.law import transitions
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.web.acts.answers import Answers, as_posted, read_answers
from lianxin.web.acts.asked import Asked, asked, initial
from lianxin.web.acts.card import card
from lianxin.web.acts.doing import Told, do, preview_of
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import INTRODUCTIONS, Entered, errors_text, fields_of, submit_of
from lianxin.web.acts.misplaced import errors_of
from lianxin.web.acts.said_before import said_before
from lianxin.web.acts.showing import (
    done,
    door_of,
    new_key,
    order_href,
    refusal_context,
    show_form,
    show_preview,
)
from lianxin.web.acts.signature import FORMS, Kind
from lianxin.web.acts.texts import Flagged, check_field, look, refuse_barred, sent_with, unticked, warned
from lianxin.web.citations import cited
from lianxin.web.handed import GIVING
from lianxin.web.orders.open import open_draft

CONFLICTS = 409
WRONG = 422


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Shows the form of an act, or does it and goes back to the order."""
    desk = _desk(request, number, action)
    fields = asked(desk)
    if request.method != "POST":
        _need_allowed(desk)
        return _show(request, desk, _form(desk, fields, Entered(initial(desk, fields))))
    answers = read_answers(fields, request.POST)
    found = look(sent_with(desk, fields, answers))
    refuse_barred(answers, found)
    flagged = unticked(found, request.POST)
    if answers.errors or flagged:
        return _again(request, desk, fields, answers, flagged=flagged)
    try:
        did = do(desk, fields, answers, door_of(request))
    except Refused as refusal:
        return _again(request, desk, fields, answers, refusal=refusal)
    row = transitions.BY_ACTION[action]
    giving = did if action in GIVING and isinstance(did, Done) else None
    return done(request, desk.draft.order.number, did, Spoken(f"已办理：{row.zh}", f"Done: {row.en}"), giving)


@require_POST
def act_preview(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """What the act would do with what stands in the form by now."""
    desk = _desk(request, number, action)
    fields = asked(desk)
    answers = read_answers(fields, request.POST)
    told = warned(preview_of(desk, fields, answers), look(sent_with(desk, fields, answers)))
    return show_preview(request, told, _href("act_preview", desk))


# ---- understanding ---------------------------------------------------------------------------------------------------


def _desk(request: HttpRequest, number: str, action: str) -> Desk:
    if action not in FORMS:
        raise Http404
    _, draft, reading = open_draft(request, number)
    return Desk(action, draft, reading)


def _need_allowed(desk: Desk) -> None:
    refusal = may(desk.draft, desk.action)
    if refusal is not None:
        raise refusal


# ---- showing ---------------------------------------------------------------------------------------------------------


def _show(request: HttpRequest, desk: Desk, form: dict[str, Any], status: int = 200) -> HttpResponse:
    context = card(desk)
    return show_form(request, form, page="orders/action.html", context=context, status=status)


def _again(
    request: HttpRequest,
    desk: Desk,
    fields: list[Asked],
    answers: Answers,
    *,
    refusal: Refused | None = None,
    flagged: Sequence[Flagged] = (),
) -> HttpResponse:
    """The form with everything that was typed, and what is wrong with it."""
    errors = dict(answers.errors)
    if refusal is not None:
        errors |= errors_of(refusal, {one.name for one in fields})
    entered = Entered(answers.said, errors)
    form = _form(desk, fields, entered, key=request.POST.get("request_key") or new_key())
    if refusal is not None:
        form |= {"refusal": refusal_context(refusal), "preview": [], "preview_basis": None}
        if refusal.code == "request_key_reused":
            form["hidden"] = [{"name": "request_key", "value": new_key()}]
    form["fields"] += check_field(flagged)
    return _show(request, desk, form, WRONG if entered.errors or flagged else CONFLICTS)


def _form(desk: Desk, fields: list[Asked], entered: Entered, key: str = "") -> dict[str, Any]:
    row, order = transitions.BY_ACTION[desk.action], desk.draft.order
    told = Told() if entered.errors else preview_of(desk, fields, read_answers(fields, as_posted(entered.said)))
    return {
        "href": _href("act", desk),
        "title": Spoken(row.zh, row.en),
        "intro": INTRODUCTIONS.get(desk.action) or said_before(desk, fields),
        "article": cited(row.articles[0]),
        "fields": fields_of(fields, entered),
        "hidden": [{"name": "request_key", "value": key or new_key()}],
        "refusal": None,
        "errors_text": errors_text(entered.errors),
        "preview": told.lines,
        "preview_href": _href("act_preview", desk),
        "preview_basis": cited(told.basis) if told.basis else None,
        "submit": submit_of(row, order.number),
        "drafts": any(one.parameter.kind is Kind.TEXT for one in fields),
        "cancel_href": order_href(order.number),
    }


def _href(name: str, desk: Desk) -> str:
    return reverse(name, args=[desk.draft.order.number, desk.action])
