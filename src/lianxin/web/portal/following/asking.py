"""Number and query code: what was typed is checked for what anybody can check, then tried as a pair (R47)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from lianxin.actions import Door
from lianxin.actions.try_query_code import try_query_code
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import NumberRefused, parse_number, parse_query_code
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.web.plain import plain
from lianxin.web.portal.asking import NOTHING, Question, wrong
from lianxin.web.portal.following.visit import Visit, keep_visit
from lianxin.web.portal.frame import WRITTEN, for_citizens, show, source_of
from lianxin.web.shell import now_of

SHORT, LONG = 60, 254

NUMBER = Question(
    "number",
    Spoken("编号", "Number"),
    help=Spoken("14 位数字，有没有横线都可以", "14 digits, with or without hyphens"),
    autocomplete="off",
    digits=True,
    most=SHORT,
)
CODE = Question(
    "query_code",
    Spoken("查询码", "Query code"),
    help=Spoken("6 位数字；匿名举报是 12 位", "6 digits; 12 for an anonymous tip-off"),
    autocomplete="off",
    digits=True,
    most=SHORT,
)

EMPTY_NUMBER = Spoken("请填写编号", "Give the number")
NUMBERS: Mapping[str, Spoken] = {
    "not_digits": Spoken("编号只有数字，请再看一遍", "A number has digits only: look again"),
    "too_short": Spoken("编号有 14 位数字，现在少了几位", "A number has 14 digits: some are missing"),
    "no_date": Spoken("编号前八位是日期，现在不是，请再看一遍", "The first eight digits are a date: look again"),
    "no_serial": Spoken("编号中间几位不对，请再看一遍", "The digits in the middle are wrong: look again"),
    "check_digit": Spoken(
        "编号最后一位不对，请对照短信再输一次", "The last digit is wrong: compare it with the message"
    ),
}
WRONG_CODE = Spoken("查询码是 6 位数字，匿名举报是 12 位", "A query code has 6 digits, for an anonymous tip-off 12")
NOT_A_PAIR = Spoken("编号和查询码不符，请逐位核对", "Number and query code do not belong together: compare every digit")
TOO_OFTEN = Spoken(
    "连续多次不符，请 15 分钟后再试，也可以打电话查",
    "Too many wrong tries: try again in 15 minutes, or ask by telephone",
)
STATUS = {"query_code_wrong": 422, "query_codes_tried_too_often": 429}


def stranger(request: HttpRequest) -> Door:
    """Somebody who has proved nothing yet, at the door."""
    return Door(Actor(role=Role.CALLER), now_of(request), f"portal:follow:{uuid.uuid4().hex}")


def asked_number(request: HttpRequest) -> Question:
    """The number as it was typed, with what is wrong with it whether it exists or not."""
    typed = plain(request.POST.get("number", ""))[:SHORT]
    error = NOTHING if typed else EMPTY_NUMBER
    if typed:
        try:
            parse_number(typed)
        except NumberRefused as refused:
            error = NUMBERS[refused.code]
    return NUMBER.answered([typed], error)


@sensitive_post_parameters("query_code")
@for_citizens(methods=WRITTEN, personal=True)
def follow(request: HttpRequest) -> HttpResponse:
    """Asks for number and query code; whoever has both visits the matter."""
    if request.method != "POST":
        return _page(request, NUMBER, CODE)
    number, typed = asked_number(request), plain(request.POST.get("query_code", ""))[:SHORT]
    code = CODE.answered([], NOTHING if parse_query_code(typed) else WRONG_CODE)
    if wrong((number, code)):
        return _page(request, number, code, status=422)
    try:
        holder = try_query_code(stranger(request), number=number.value, code=typed, source=source_of(request))
    except Refused as refusal:
        said = TOO_OFTEN if refusal.code == "query_codes_tried_too_often" else NOT_A_PAIR
        return _page(request, number, CODE.answered([], said), status=STATUS[refusal.code])
    visit = Visit(parse_number(number.value), holder, verified=False)
    response = HttpResponseRedirect(visit.path)
    keep_visit(request, response, visit)
    return response


def begin_again(request: HttpRequest) -> HttpResponse:
    """For who has to prove themselves anew; what they were just sending stands on the page, to be taken along."""
    words = plain(request.POST.get("said", ""))[: KEPT.most]
    if not words:
        return HttpResponseRedirect(f"{reverse('portal_follow')}?again")
    return _page(request, NUMBER, CODE, kept=KEPT.answered([words]), status=403)


KEPT = Question(
    "kept",
    Spoken("您刚才写的内容，还没有提交", "What you have written, not sent yet"),
    kind="area",
    help=Spoken("请先复制下来，重新核验后再粘贴进去", "Please copy it, prove yourself again, and paste it in"),
)


def _page(request: HttpRequest, *questions: Question, kept: Question | None = None, status: int = 200) -> HttpResponse:
    context = {
        "questions": questions,
        "wrong": wrong(questions),
        "again": "again" in request.GET or kept is not None,
        "left": "left" in request.GET,
        "kept": kept,
    }
    return show(request, "portal/following/ask.html", context, status=status)
