"""The same act on several orders chosen in a list: each is done or refused by itself, and said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lianxin.access import may
from lianxin.actions import Door
from lianxin.law import transitions
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.transitions import Row
from lianxin.web.acts.answers import read_answers
from lianxin.web.acts.asked import Asked, asked, initial
from lianxin.web.acts.doing import do
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered, errors_text, fields_of
from lianxin.web.acts.proposed import FROM_BOARD, TO_SEVERAL, WHY
from lianxin.web.acts.showing import accepted, door_of, new_key, show_form
from lianxin.web.acts.signature import FORMS
from lianxin.web.citations import cited
from lianxin.web.orders.open import open_draft
from lianxin.web.refusing import in_one
from lianxin.web.template_tags import said

AT_A_TIME = 100
"""Orders in one request."""

TOGETHER = frozenset({"sign", "delegate", "queue", "urge", "mark_difficult"})
"""Acts that ask the same of every order, so that they can be done on several."""


NOBODY = Spoken("没有选择工单。请先在列表中勾选。", "No order is chosen: tick some in the list.")


@dataclass(slots=True)
class Outcome:
    """Numbers of the orders where it was done, and the refusals by number."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, Refused] = field(default_factory=dict)


@require_POST
def act_on_many(request: HttpRequest) -> HttpResponse:
    """Does the act on every chosen order; asks first for what the act needs to know."""
    row, numbers = _chosen(request)
    if not numbers:
        messages.error(request, said(NOBODY))
        return accepted(request, back_to_list(request))
    desk = _first_desk(request, row.action, numbers)
    fields = asked(desk)
    if fields and "request_key" not in request.POST:
        return _ask(request, row, numbers, fields, Entered(initial(desk, fields) | _from_board(request, desk)))
    answers = read_answers(fields, request.POST)
    if answers.errors:
        return _ask(request, row, numbers, fields, Entered(answers.said, answers.errors), status=422)
    outcome = Outcome()
    for number in numbers:
        _do_one(request, row.action, number, outcome)
    _tell(request, row, outcome)
    return accepted(request, back_to_list(request))


# ---- understanding ---------------------------------------------------------------------------------------------------


def _chosen(request: HttpRequest) -> tuple[Row, list[str]]:
    action = request.POST.get("action", "")
    if action not in TOGETHER or action not in FORMS:
        raise Http404
    return transitions.BY_ACTION[action], chosen_numbers(request)[:AT_A_TIME]


def chosen_numbers(request: HttpRequest) -> list[str]:
    """The numbers of the orders ticked in a list, each once, as they stood there."""
    return list(dict.fromkeys(request.POST.getlist("order")))


def _first_desk(request: HttpRequest, action: str, numbers: Sequence[str]) -> Desk:
    """The form is made for the first order where the act is allowed, else for the first."""
    desks = []
    for number in numbers:
        _, draft, reading = open_draft(request, number)
        desks.append(Desk(action, draft, reading))
        if may(draft, action) is None:
            return desks[-1]
    return desks[0]


# ---- doing -----------------------------------------------------------------------------------------------------------


def _do_one(request: HttpRequest, action: str, number: str, outcome: Outcome) -> None:
    door = door_of(request)
    try:
        _, draft, reading = open_draft(request, number)
        desk = Desk(action, draft, reading)
        fields = asked(desk)
        own = Door(actor=door.actor, now=door.now, request_key=f"{door.request_key}:{draft.order.id}")
        do(desk, fields, read_answers(fields, request.POST), own)
        outcome.done.append(number)
    except Refused as refusal:
        outcome.refused[number] = refusal


# ---- showing ---------------------------------------------------------------------------------------------------------


def _tell(request: HttpRequest, row: Row, outcome: Outcome) -> None:
    if outcome.done:
        count = len(outcome.done)
        en = "1 order" if count == 1 else f"{count} orders"
        messages.success(request, said(Spoken(f"{row.zh}：已办理 {count} 件。", f"{row.en}: done for {en}.")))
    for number, refusal in outcome.refused.items():
        no = in_one(refusal)
        messages.error(request, said(Spoken(f"{number} 未办理：{no.zh}", f"{number} not done: {no.en}")))


def _ask(
    request: HttpRequest, row: Row, numbers: Sequence[str], fields: list[Asked], entered: Entered, status: int = 200
) -> HttpResponse:
    count = len(numbers)
    title = Spoken(f"{row.zh}（{count} 件）", f"{row.en} ({count} orders)" if count > 1 else f"{row.en} (1 order)")
    hidden = [("request_key", new_key()), ("action", row.action), ("next", back_to_list(request))]
    form: dict[str, Any] = {
        "href": reverse("act_on_many"),
        "title": title,
        "intro": Spoken("、".join(numbers), ", ".join(numbers)),
        "article": cited(row.articles[0]),
        "fields": fields_of(fields, entered),
        "hidden": [{"name": name, "value": value} for name, value in [*hidden, *(("order", one) for one in numbers)]],
        "refusal": None,
        "errors_text": errors_text(entered.errors),
        "submit": {"text": title, "tone": "primary"},
        "cancel_href": back_to_list(request),
    }
    crumbs = {"crumbs": [{"text": title, "href": ""}]}
    return show_form(request, form, page="orders/many.html", context=crumbs, status=status)


def _from_board(request: HttpRequest, desk: Desk) -> dict[str, list[str]]:
    """What is said to all of them where they were chosen on today's board."""
    return {"reason": [said(TO_SEVERAL)]} if desk.action in FROM_BOARD and request.POST.get(WHY) else {}


def back_to_list(request: HttpRequest) -> str:
    """The list the person came from."""
    for wanted in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
            return wanted
    return reverse("orders")
