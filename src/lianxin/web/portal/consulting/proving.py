"""Where everybody answers once: a code goes to a mobile number, and whoever gives it back has proved the number."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lianxin.actions._door import Door
from lianxin.actions.send_consultation_code import send_consultation_code
from lianxin.actions.try_consultation_code import try_consultation_code
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import parse_query_code
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.web.consultations.shown import title_of
from lianxin.web.plain import plain
from lianxin.web.portal.asking import Question, wrong
from lianxin.web.portal.consulting.opening import (
    PROVED,
    SENT,
    Opened,
    code_seconds,
    head,
    open_for_answers,
    page_href,
    remember,
    remembered,
    visit_seconds,
)
from lianxin.web.portal.consulting.questions import CODE, NUMBER, code_question, number_question, read_number
from lianxin.web.portal.frame import WRITTEN, for_citizens, show, source_of
from lianxin.web.refusing import in_one
from lianxin.web.shell import now_of
from lianxin.web.template_tags import is_english

CALLER = Actor(Role.CALLER)
SAID_HERE = ("one_time_codes_sent_too_often", "consultation_no_codes", "consultation_busy")
"""Refusals that are said under the number; whatever the number, the answer is the same."""
SIX = Spoken("验证码是 6 位数字", "The code has six digits")


@for_citizens(methods=WRITTEN, personal=True)
def prove(request: HttpRequest, consultation: int) -> HttpResponse:
    """Asks for a number and sends a code to it."""
    opened = open_for_answers(request, consultation)
    if not opened.row.one_per_person:
        return HttpResponseRedirect(page_href("portal_consultation_answer", consultation))
    if request.method != "POST":
        return _show(request, opened, number_question(), "prove")
    typed = plain(request.POST.get(NUMBER, ""))[:40]
    number, error = read_number(typed)
    if not error.zh:
        try:
            sent = send_consultation_code(
                _door(request),
                consultation=consultation,
                number=number,
                source=source_of(request),
                english=is_english(),
            )
        except Refused as refusal:
            if refusal.code not in SAID_HERE:
                raise
            error = in_one(refusal)
        else:
            response = HttpResponseRedirect(page_href("portal_consultation_code", consultation))
            remember(response, SENT, consultation, sent, seconds=code_seconds(request))
            return response
    return _show(request, opened, number_question(typed, error), "prove", status=422)


@for_citizens(methods=WRITTEN, personal=True)
def code(request: HttpRequest, consultation: int) -> HttpResponse:
    """Asks for the code; then on to the form."""
    opened = open_for_answers(request, consultation)
    sent = remembered(request, SENT, consultation, seconds=code_seconds(request))
    if sent is None:
        return HttpResponseRedirect(page_href("portal_consultation_prove", consultation))
    if request.method != "POST":
        return _show(request, opened, code_question(), "code")
    digits = parse_query_code(request.POST.get(CODE, ""))
    if digits is None:
        return _show(request, opened, code_question(SIX), "code", status=422)
    lasts = dt.timedelta(seconds=code_seconds(request))
    try:
        proved = try_consultation_code(_door(request), consultation=consultation, sent=sent, code=digits, lasts=lasts)
    except Refused as refusal:
        return _show(request, opened, code_question(in_one(refusal)), "code", status=422)
    response = HttpResponseRedirect(page_href("portal_consultation_answer", consultation))
    remember(response, PROVED, consultation, proved, seconds=visit_seconds(request))
    return response


def _door(request: HttpRequest) -> Door:
    return Door(CALLER, now_of(request), f"portal:{uuid.uuid4().hex}")


def _show(request: HttpRequest, opened: Opened, question: Question, step: str, *, status: int = 200) -> HttpResponse:
    context = {
        "one": head(opened, now_of(request)),
        "title": title_of(opened.content),
        "question": question,
        "wrong": wrong([question]),
        "step": step,
        "minutes": code_seconds(request) // 60,
        "again_href": page_href("portal_consultation_prove", opened.row.pk),
    }
    return show(request, "portal/consulting/prove.html", context, status=status)
