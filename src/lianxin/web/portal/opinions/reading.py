"""Published opinions with their answers for everybody, and the own answer for number and code (Art. 37)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from lianxin.actions._door import Door
from lianxin.actions.try_opinion_code import try_opinion_code
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import HotlineOpinionState as S
from lianxin.law.words import HotlineOpinionTextKind as K
from lianxin.law.words import Role
from lianxin.records.hotline_opinions import public_opinions, words_of
from lianxin.records.models import HotlineOpinion
from lianxin.web.plain import plain
from lianxin.web.portal.asking import Question, wrong
from lianxin.web.portal.frame import WRITTEN, for_citizens, show, source_of
from lianxin.web.refusing import in_one
from lianxin.web.shell import now_of

MOST = 50
"""Opinions on the page, the latest first."""

QUESTIONS = (
    Question("number", Spoken("编号", "Number"), digits=True, most=30, autocomplete="off"),
    Question("code", Spoken("查询码", "Code"), digits=True, most=20, autocomplete="off"),
)
MISSING = Spoken("请填写", "Please fill this in")

STANDS = {
    S.RECEIVED: Spoken("已收到，等待答复", "Received, to be answered"),
    S.ANSWERED: Spoken("已答复", "Answered"),
    S.PUBLISHED: Spoken("已答复，并已公开", "Answered, and published"),
    S.SET_ASIDE: Spoken("不作为意见处理，理由如下", "Not taken as an opinion, for this reason"),
}


@for_citizens()
def opinions(request: HttpRequest) -> HttpResponse:
    """What was published, and the ways to give an opinion and to read one's answer."""
    rows = list(public_opinions()[:MOST])
    words = words_of([row.pk for row in rows])
    shown = [
        {
            "number": row.number,
            "at": row.received_at,
            "answered_at": row.answered_at,
            "opinion": words[row.pk].get(K.PUBLIC_OPINION, ""),
            "answer": words[row.pk].get(K.PUBLIC_ANSWER, ""),
        }
        for row in rows
    ]
    return show(request, "portal/opinions/list.html", {"opinions": shown})


@for_citizens(methods=WRITTEN, personal=True)
def answer(request: HttpRequest) -> HttpResponse:
    """The own opinion with its answer; the same words for a number that is not there and for a wrong code."""
    if request.method != "POST":
        return _ask(request, list(QUESTIONS))
    given = [
        one.answered((typed := plain(request.POST.get(one.name, ""))[: one.most],), _wrong(typed)) for one in QUESTIONS
    ]
    if wrong(given):
        return _ask(request, given, status=422)
    door = Door(Actor(role=Role.CALLER), now_of(request), f"portal:opinion:{uuid.uuid4().hex}")
    try:
        row = try_opinion_code(door, number=given[0].value, code=given[1].value, source=source_of(request))
    except Refused as refusal:
        asked = [given[0], given[1].answered(())]
        return _ask(request, asked, said=in_one(refusal), status=404)
    return show(request, "portal/opinions/answer.html", {"opinion": _shown(row)})


def _wrong(typed: str) -> Spoken:
    return Spoken() if typed else MISSING


def _ask(
    request: HttpRequest, questions: list[Question], *, said: Spoken | None = None, status: int = 200
) -> HttpResponse:
    context = {"questions": questions, "wrong": wrong(questions), "said": said}
    return show(request, "portal/opinions/ask.html", context, status=status)


def _shown(row: HotlineOpinion) -> dict[str, Any]:
    words = words_of([row.pk])[row.pk]
    reason = words.get(K.REASON, "") if row.state is S.SET_ASIDE else ""
    return {
        "number": row.number,
        "at": row.received_at,
        "state": STANDS[row.state],
        "due_at": row.answer_due_at if row.state is S.RECEIVED and row.wants_answer else None,
        "opinion": words.get(K.OPINION, ""),
        "answer": words.get(K.ANSWER, "") or reason,
        "answered_at": row.answered_at,
    }
