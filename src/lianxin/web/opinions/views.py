"""Opinions on the hotline: the list, one opinion, and what the reader may do with it (Art. 37)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lianxin.actions.answer_hotline_opinion import answer_hotline_opinion
from lianxin.actions.forget_hotline_opinion import forget_hotline_opinion
from lianxin.actions.publish_hotline_opinion import publish_hotline_opinion
from lianxin.actions.set_aside_hotline_opinion import set_aside_hotline_opinion
from lianxin.actions.withdraw_hotline_opinion import withdraw_hotline_opinion
from lianxin.law.by import By
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.decisions.hotline_opinion import reads
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import LONGEST_OPINION, LONGEST_TEXT
from lianxin.law.refusals import Refused
from lianxin.law.words import HotlineOpinionState as S
from lianxin.law.words import HotlineOpinionTextKind as K
from lianxin.messaging.to_citizens import OPINION_ANSWERED
from lianxin.records import hotline_opinions
from lianxin.records.citizen_messages import last_state
from lianxin.records.models import HotlineOpinion
from lianxin.web.acts.showing import came_back, door_of, go_on, show_form
from lianxin.web.marked import CONFIRMED, marked
from lianxin.web.opinions.forms import ANSWER, ANSWERED, OPINION, REASON, act_forms, crumbs
from lianxin.web.refusing import what
from lianxin.web.shell import actor_of, now_of, rules_of
from lianxin.web.subject_forms import Errors, said_in

MOST = 60
"""Opinions of each state on the page."""

BELONGS = {
    "opinion_answer_missing": ANSWER,
    "case_places_open": CONFIRMED,
    "case_tells_caller": OPINION,
    "case_incomplete": OPINION,
    "case_too_long": OPINION,
    "publishing_reason_missing": REASON,
}
"""To which field of a form a refusal belongs."""

ANSWER_WISHED, MAY_PUBLISH = Spoken("要答复", "wants an answer"), Spoken("可公开", "may be published")
NOT_PUBLIC, REACHABLE = Spoken("不公开", "not to be published"), Spoken("留有联系方式", "left a contact")

DONE = {
    "answer_hotline_opinion": Spoken("已答复", "Answered"),
    "set_aside_hotline_opinion": Spoken("已说明不作意见处理", "Set aside"),
    "publish_hotline_opinion": Spoken("意见和答复已公开", "Opinion and answer are public"),
    "withdraw_hotline_opinion": Spoken("已撤下", "Withdrawn"),
    "forget_hotline_opinion": Spoken("个人信息已删除", "The writer was forgotten"),
}


def by_of(request: HttpRequest) -> By:
    """Who is at the desk; refuses whoever has nothing to do with opinions."""
    actor = actor_of(request)
    by = By(actor, now_of(request), of_vendor=unit_is_of_vendor(rules_of(request).units, actor.unit))
    if not reads(by):
        raise Refused("not_your_duty")
    return by


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """All opinions: those to answer first, the oldest of them at the top."""
    by_of(request)
    rows = [row for state in S for row in hotline_opinions.opinions_in((state,))[:MOST]]
    words = hotline_opinions.words_of([row.pk for row in rows])
    shown = [_row(row, words[row.pk]) for row in rows]
    return render(request, "publishing/opinions.html", {"rows": shown, "crumbs": crumbs()})


def _row(row: HotlineOpinion, words: dict[K, str]) -> dict[str, Any]:
    return {
        "href": reverse("opinion", args=[row.pk]),
        "number": row.number,
        "opinion": words.get(K.OPINION, ""),
        "state": row.state,
        "at": row.received_at,
        "due_at": row.answer_due_at if row.state is S.RECEIVED else None,
        "tags": _tags(row),
        "answerer": row.answerer.display_name if row.answerer is not None else "",
    }


def _tags(row: HotlineOpinion) -> list[Spoken]:
    """What its writer wishes for, and whether they can be reached."""
    found = [ANSWER_WISHED] if row.wants_answer else []
    found.append(MAY_PUBLISH if row.may_publish else NOT_PUBLIC)
    return [*found, REACHABLE] if row.contact_ct is not None else found


@require_safe
def opinion(request: HttpRequest, opinion: int) -> HttpResponse:
    """One opinion with its answer, and the forms of what the reader may do."""
    return _show(request, _found(request, opinion), "", {})


@require_POST
def opinion_act(request: HttpRequest, opinion: int, action: str) -> HttpResponse:
    """It is answered, set aside, published, withdrawn or forgotten; or the form comes back with what is wrong."""
    row = _found(request, opinion)
    try:
        _act(request, row.pk, action)
    except Refused as refusal:
        if refusal.code not in BELONGS:
            raise
        return _show(request, row, action, {BELONGS[refusal.code]: what(refusal)})
    return go_on(request, reverse("opinion", args=[row.pk]), DONE[action])


def _act(request: HttpRequest, pk: int, action: str) -> None:
    door, reason = door_of(request), said_in(request, REASON)
    if action == "answer_hotline_opinion":
        answer_hotline_opinion(door, opinion=pk, text=said_in(request, ANSWER, LONGEST_TEXT))
    elif action == "set_aside_hotline_opinion":
        set_aside_hotline_opinion(door, opinion=pk, reason=reason)
    elif action == "publish_hotline_opinion":
        text, answered = _published(request)
        confirmed = request.POST.getlist(CONFIRMED)
        publish_hotline_opinion(door, opinion=pk, text=text, answered=answered, confirmed=confirmed)
    elif action == "withdraw_hotline_opinion":
        withdraw_hotline_opinion(door, opinion=pk, reason=reason)
    elif action == "forget_hotline_opinion":
        forget_hotline_opinion(door, opinion=pk, words=True)
    else:
        raise Http404


def _published(request: HttpRequest) -> tuple[str, str]:
    return said_in(request, OPINION, LONGEST_OPINION), said_in(request, ANSWERED, LONGEST_TEXT)


def _found(request: HttpRequest, pk: int) -> HotlineOpinion:
    by_of(request)
    row = hotline_opinions.opinion(pk)
    if row is None:
        raise Refused("opinion_unknown")
    return row


def _show(request: HttpRequest, row: HotlineOpinion, action: str, errors: Errors) -> HttpResponse:
    by, words = by_of(request), hotline_opinions.words_of([row.pk])[row.pk]
    given = request.POST if errors else None
    own, said = words.get(K.OPINION, ""), words.get(K.ANSWER, "")
    public = {OPINION: words.get(K.PUBLIC_OPINION, "") or own, ANSWERED: words.get(K.PUBLIC_ANSWER, "") or said}
    if action == "publish_hotline_opinion":
        public = dict(zip((OPINION, ANSWERED), _published(request), strict=True))
    seen = hotline_opinions.looked_at(row, public, request.POST.getlist(CONFIRMED))
    published = row.state in (S.ANSWERED, S.PUBLISHED)
    shown = {OPINION: (Spoken("公开的意见", "Opinion"), public[OPINION])}
    shown[ANSWERED] = (Spoken("公开的答复", "Answer"), public[ANSWERED])
    forms = act_forms(row.pk, hotline_opinions.facts_of(row), by, public, seen, (action, given, errors))
    context = {
        "row": _row(row, words),
        "answer": said,
        "reason": words.get(K.REASON, ""),
        "told": last_state(row, OPINION_ANSWERED.template),
        "texts": marked(shown, seen) if published and row.may_publish else [],
        "forms": forms,
        "crumbs": crumbs(row.number),
    }
    if not errors:
        return render(request, "publishing/opinion.html", context)
    form = came_back(request, forms)
    return show_form(request, form, page="publishing/opinion.html", context=context, status=422)
