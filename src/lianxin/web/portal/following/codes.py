"""The one-time code: sent to the caller's own contact, shown masked, and typed in (R47)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.debug import sensitive_post_parameters

from lianxin import actions
from lianxin.actions.try_one_time_code import try_one_time_code
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import parse_query_code
from lianxin.law.refusals import Refused
from lianxin.messaging.ways import goes_to
from lianxin.records.people import address_of, masked_address, person_with
from lianxin.web.plain import plain
from lianxin.web.portal.asking import NOTHING, Question, wrong
from lianxin.web.portal.following.matter import Matter, followed
from lianxin.web.portal.following.visit import keep_visit
from lianxin.web.portal.frame import facts_of, show

CODE = Question(
    "code",
    Spoken("验证码", "Code"),
    help=Spoken("6 位数字，在刚收到的消息里", "6 digits, in the message that has just come"),
    autocomplete="one-time-code",
    digits=True,
    most=20,
)
NOT_SIX = Spoken("验证码是 6 位数字", "The code has 6 digits")
WRONG = Spoken(
    "验证码不对或者已过期，请对照最近一条消息；多次不对的，请重新发送",
    "The code is wrong or has expired: compare it with the last message, or have another one sent",
)


def lasting(request: HttpRequest) -> dt.timedelta:
    """How long a code is good."""
    return dt.timedelta(minutes=facts_of(request).code_minutes)


def typed_code(request: HttpRequest) -> str:
    """The digits that were typed; empty when they cannot be a code."""
    return parse_query_code(plain(request.POST.get("code", ""))[: CODE.most]) or ""


def way_of(matter: Matter) -> str:
    """The caller's own contact, masked; empty when no message reaches it."""
    person = person_with(matter.person.person) if matter.person.person is not None else None
    address = address_of(person) if person is not None else None
    return masked_address(address) if address is not None and goes_to(address.kind) else ""


@followed("POST")
def send(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Has a code sent."""
    _ = request
    if matter.can_prove_more:
        actions.send_one_time_code(matter.door("code"), order=matter.order.id, caller=matter.caller)
    return HttpResponseRedirect(matter.href("code"))


@sensitive_post_parameters("code")
@followed("GET", "HEAD", "POST")
def code(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Asks for the code that was sent; whoever has it sees everything that is theirs."""
    if not matter.can_prove_more:
        return HttpResponseRedirect(matter.home_href)
    if request.method != "POST":
        return _page(request, matter, CODE)
    typed = typed_code(request)
    question = CODE.answered([], NOTHING if typed else NOT_SIX)
    if not wrong([question]):
        try:
            holder = replace(matter.visit.holder, order=matter.order.id, caller=matter.caller)
            try_one_time_code(matter.door("try"), holder=holder, code=typed, lasts=lasting(request))
        except Refused:
            question = CODE.answered([], WRONG)
    if wrong([question]):
        return _page(request, matter, question, status=422)
    response = HttpResponseRedirect(matter.home_href)
    keep_visit(request, response, replace(matter.visit, verified=True))
    return response


def _page(request: HttpRequest, matter: Matter, question: Question, status: int = 200) -> HttpResponse:
    context = {
        "matter": matter,
        "question": question,
        "wrong": wrong([question]),
        "contact": way_of(matter),
        "minutes": facts_of(request).code_minutes,
        "send_href": matter.href("send"),
        "key": matter.key,
    }
    return show(request, "portal/following/code.html", context, status=status)
