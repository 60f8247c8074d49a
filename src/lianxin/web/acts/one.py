"""Doing something with one order: the form of an act, its preview, and the act itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.access import may
from lianxin.actions import Done, Door
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.web.acts.act_form import (
    Problem,
    act_form,
    act_part,
    again_form,
    named_in_address,
    need_allowed,
)
from lianxin.web.acts.answers import Answers
from lianxin.web.acts.asked import Asked, asked, initial
from lianxin.web.acts.card import card
from lianxin.web.acts.doing import do, preview_of
from lianxin.web.acts.fitting import SEVERAL_IN_ONE, Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.meanwhile import came_between
from lianxin.web.acts.proposed import WHY, proposed
from lianxin.web.acts.showing import done, door_of, go_on, lead_to, show_form, show_preview
from lianxin.web.acts.signature import FORMS
from lianxin.web.acts.texts import look, refuse_barred, sent_with, unticked, warned
from lianxin.web.addresses import desk_href, here_href, onward_of
from lianxin.web.calls.acting import RELATIONS, act_said, after_href, during_call
from lianxin.web.calls.masked import read_called
from lianxin.web.files.taking import WITH_FILES, Taken, take
from lianxin.web.handed import GIVING
from lianxin.web.orders.open import open_draft

AT_THE_DESK = "examine"
"""What is done at the examiner's desk alone: no feedback passes without its points (Art. 27)."""

CONFLICTS = 409
WRONG = 422


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Shows the form of an act, or does it and goes back to the order."""
    if action == AT_THE_DESK:
        return _to_the_desk(request, number)
    desk = _desk(request, number, action)
    fields = asked(desk)
    if request.method != "POST":
        need_allowed(desk)
        said = initial(desk, fields) | act_said(request, action) | named_in_address(fields, request.GET)
        said |= proposed(desk, request.GET.get(WHY, ""))
        return _show(request, desk, act_form(request, desk, fields, Entered(said)))
    answers, door = read_called(request, fields, request.POST), door_of(request)
    found = look(sent_with(desk, fields, answers))
    refuse_barred(answers, found)
    taken = take(request, door) if action in WITH_FILES else Taken()
    problem = Problem(flagged=unticked(found, request.POST), taken=taken)
    if not (answers.errors or problem.wrong):
        problem = replace(problem, others=came_between(request, desk))
    if answers.errors or problem.wrong or problem.others:
        return _again(request, desk, fields, answers, problem)
    try:
        did = _do(request, desk, fields, answers, replace(door, files=taken.entries()))
    except Refused as refusal:
        taken.put_back()
        return _again(request, desk, fields, answers, Problem(refusal, taken=taken))
    taken.done()
    return _after(request, desk, did)


@require_POST
def act_preview(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """What the act would do with what stands in the form by now."""
    desk = _desk(request, number, action)
    fields = asked(desk)
    answers = read_called(request, fields, request.POST)
    told = warned(preview_of(desk, fields, answers), look(sent_with(desk, fields, answers)))
    return show_preview(request, told, act_part("act_preview", desk))


def _to_the_desk(request: HttpRequest, number: str) -> HttpResponse:
    """To the desk with the feedback open, for who may pass it; a post does nothing but lead there."""
    _, draft, _ = open_draft(request, number)
    refusal = may(draft, AT_THE_DESK)
    if refusal is not None:
        raise refusal
    return lead_to(request, desk_href("examine_desk", draft.order.number, list="all"))


# ---- understanding and doing -----------------------------------------------------------------------------------------


def _desk(request: HttpRequest, number: str, action: str) -> Desk:
    if action not in FORMS and action not in SEVERAL_IN_ONE:
        raise Http404
    loaded, draft, reading = open_draft(request, number)
    return Desk(action, draft, reading, loaded.row.head_sequence)


def _do(request: HttpRequest, desk: Desk, fields: list[Asked], answers: Answers, door: Door) -> Done | list[Done]:
    """The act; with what ties it to the call when it is done during one."""
    relation = RELATIONS.get(desk.action)
    if relation is None:
        return do(desk, fields, answers, door)
    return during_call(request, door, relation, lambda: do(desk, fields, answers, door), desk.draft.order.id)


# ---- showing ---------------------------------------------------------------------------------------------------------


def _show(request: HttpRequest, desk: Desk, form: dict[str, Any], status: int = 200) -> HttpResponse:
    return show_form(
        request,
        form,
        page="orders/action.html",
        context=card(desk, here_href(request, desk.draft.order.number)),
        status=status,
    )


def _again(request: HttpRequest, desk: Desk, fields: list[Asked], answers: Answers, problem: Problem) -> HttpResponse:
    form = again_form(request, desk, fields, answers, problem)
    return _show(request, desk, form, WRONG if form["wrong"] else CONFLICTS)


def _after(request: HttpRequest, desk: Desk, did: Done | list[Done]) -> HttpResponse:
    """To the page that was asked for, on with the call, or back to the order."""
    name, number = desk.name, desk.draft.order.number
    giving = did if desk.action in GIVING and isinstance(did, Done) else None
    said_so = Spoken(f"已办理：{name.zh}", f"Done: {name.en}")
    if onward := onward_of(request):
        return go_on(request, onward, Spoken(f"{number} {said_so.zh}", f"{number} {said_so.en}"))
    href = after_href(request, desk.action) if desk.action in RELATIONS else ""
    return done(request, number, did, said_so, giving, href=href)
