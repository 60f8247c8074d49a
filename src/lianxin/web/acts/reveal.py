"""Shows one masked field of one caller, once, for a purpose that is written down and logged (R44)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxin import actions
from lianxin.access import may
from lianxin.law import transitions
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import RevealField, TextKind
from lianxin.records.models import Person
from lianxin.records.people import identity
from lianxin.records.texts import texts_of
from lianxin.web.acts.answers import Answers, read_answers
from lianxin.web.acts.asked import Asked, asked, initial
from lianxin.web.acts.card import card
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered, errors_text, fields_of
from lianxin.web.acts.misplaced import errors_of
from lianxin.web.acts.showing import door_of, is_partial, new_key, refusal_context, show_form
from lianxin.web.addresses import here_href, listed_field
from lianxin.web.citations import cited
from lianxin.web.orders.open import open_draft

ROW = transitions.BY_ACTION["reveal"]
TITLE = Spoken(ROW.zh, ROW.en)
INTRODUCTION = Spoken(
    "每次显示都记入工单日志：何人、何时、何项、何用。", "Every showing is logged: who, when, which field, what for."
)

SHOWN_BEFORE = Spoken(
    "此次显示已经记录并显示过；需要再看，请填写用途后重新提交",
    "It was shown and logged: say again what for, and submit",
)


@never_cache
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Asks for the purpose, then shows the field once."""
    _, draft, reading = open_draft(request, number)
    desk = Desk("reveal", draft, reading)
    refusal = may(draft, "reveal")
    if refusal is not None:
        raise refusal
    fields = asked(desk)
    if not next(one for one in fields if one.name == "field").choices:
        raise Refused("secret_towards_units")
    if request.method != "POST":
        asked_for = {name: request.GET.getlist(name) for name in ("caller", "field") if name in request.GET}
        return _ask(request, desk, fields, Entered(initial(desk, fields) | asked_for))
    answers = read_answers(fields, request.POST)
    if answers.errors:
        return _ask(request, desk, fields, Entered(answers.said, answers.errors), status=422)
    try:
        did = actions.reveal(door_of(request), order=draft.order.id, **_given(answers))
    except Refused as problem:
        errors = errors_of(problem, {one.name for one in fields})
        return _ask(request, desk, fields, Entered(answers.said, errors), refusal=problem, status=409)
    if did.repeated:  # one showing, one entry in the log: whoever wants to see it again says so again
        return _ask(request, desk, fields, Entered(answers.said, {"purpose": SHOWN_BEFORE}), status=409)
    return _show(request, desk, _given(answers))


def _given(answers: Answers) -> dict[str, Any]:
    return {name: answers.values[name] for name in ("caller", "field", "purpose")}


def _ask(
    request: HttpRequest,
    desk: Desk,
    fields: list[Asked],
    entered: Entered,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    number = desk.draft.order.number
    form = {
        "href": reverse("reveal", args=[number]),
        "title": TITLE,
        "intro": INTRODUCTION,
        "article": cited(ROW.articles[0]),
        "fields": fields_of(fields, entered),
        "hidden": [{"name": "request_key", "value": new_key()}, *listed_field(request)],
        "refusal": refusal_context(refusal) if refusal is not None else None,
        "errors_text": errors_text(entered.errors),
        "submit": {"text": Spoken("显示并记录", "Show and log"), "tone": "primary"},
        "cancel_href": here_href(request, number),
    }
    return show_form(
        request, form, page="orders/action.html", context=card(desk, here_href(request, number)), status=status
    )


def _show(request: HttpRequest, desk: Desk, given: dict[str, Any]) -> HttpResponse:
    order = desk.draft.order
    shown = {
        "field": given["field"],
        "revealed": clear_value(desk.draft, given["caller"], given["field"]),
        "caller": given["caller"],
        "number": order.number,
        "order_href": here_href(request, order.number),
    }
    page = "orders/_revealed.html" if is_partial(request) else "orders/revealed.html"
    response = render(request, page, {**shown, "crumbs": [{"text": order.number, "href": shown["order_href"]}]})
    response["Cache-Control"] = "no-store"
    return response


def clear_value(draft: Draft, caller: int, field: RevealField) -> str:
    """The field in clear: only after the act that logged it."""
    if field is RevealField.ACCOUNT:
        return "\n\n".join(texts_of(draft.order.id, TextKind.ACCOUNT, caller=caller))
    row = draft.caller(caller)
    known = identity(Person.objects.get(pk=row.person)) if row.person is not None else None
    if known is None:
        return ""
    return known.name if field is RevealField.NAME else known.phone or known.contact
