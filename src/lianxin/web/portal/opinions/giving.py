"""Somebody says what they think of the hotline, and takes a number and a code home (Art. 37)."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from lianxin.actions._door import Door
from lianxin.actions._opinions import OpinionEntry, OpinionReceipt
from lianxin.actions.give_hotline_opinion import give_hotline_opinion
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import LONGEST_OPINION
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.records.models import HotlineOpinion
from lianxin.web.plain import plain
from lianxin.web.portal.asking import Choice, Question, wrong
from lianxin.web.portal.frame import WRITTEN, for_citizens, show
from lianxin.web.refusing import in_one
from lianxin.web.shell import now_of
from lianxin.web.template_tags import is_english

SALT = "portal.opinion"
LONGEST_OPEN = dt.timedelta(days=1)
SHORTEST = dt.timedelta(seconds=2)
"""Between opening the form and sending it: nobody writes faster, and a day later it is opened anew."""

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
TEXT, CONTACT, WISHES = "text", "contact", "wishes"
ANSWER, PUBLIC = "answer", "public"
MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{9,11}")
MAILBOX = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

QUESTIONS = (
    Question(
        TEXT,
        Spoken("您对热线有什么意见？", "What do you think of the hotline?"),
        "area",
        help=Spoken(
            "说热线本身：好不好打通、态度、办得快不快、公开得够不够。具体的事情请在“我要反映”里提交。",
            "About the hotline itself: getting through, manner, speed, openness. A matter of yours goes to “Tell us”.",
        ),
        most=LONGEST_OPINION,
    ),
    Question(
        WISHES,
        Spoken("您的要求", "Your wishes"),
        "several",
        (
            Choice(ANSWER, Spoken("希望得到答复", "I wish for an answer")),
            Choice(
                PUBLIC,
                Spoken("可以公开", "It may be published"),
                Spoken("公开前会去掉个人信息；不勾选就不公开", "without personal data; never, if you do not tick this"),
            ),
        ),
        given=(ANSWER,),
        optional=True,
    ),
    Question(
        CONTACT,
        Spoken("手机号或者电子邮箱", "Mobile number or e-mail"),
        help=Spoken(
            "有了答复会通知您；加密保存，答复后过一段时间自动删除。不填也可以凭编号和查询码看答复。",
            "We tell you when it is answered; encrypted, deleted some time after that. Number and code do without it.",
        ),
        optional=True,
        autocomplete="email",
        most=120,
    ),
)


@for_citizens(methods=WRITTEN, personal=True)
def give(request: HttpRequest) -> HttpResponse:
    """The form; what is wrong with it; or the receipt."""
    if request.method != "POST":
        return _form(request, QUESTIONS)
    questions = _answered(request)
    if wrong(questions):
        return _form(request, questions, status=422)
    key = _opened(request)
    if key is None:
        return _form(request, questions, said=AGAIN, status=422)
    given = {one.name: one for one in questions}
    entry = OpinionEntry(
        text=given[TEXT].value,
        contact=given[CONTACT].value,
        wants_answer=ANSWER in given[WISHES].given,
        may_publish=PUBLIC in given[WISHES].given,
        english=is_english(),
    )
    door = Door(Actor(role=Role.CALLER), now_of(request), f"portal:opinion:{key}")
    try:
        receipt = give_hotline_opinion(door, entry=entry)
    except Refused as refusal:
        return _form(request, questions, said=in_one(refusal), status=409)
    return show(request, "portal/opinions/receipt.html", _receipt(receipt))


AGAIN = Spoken(
    "页面刚打开或者放得太久，请核对后再提交一次。",
    "The page was opened just now, or too long ago: please look again, and send it.",
)


def _receipt(receipt: OpinionReceipt) -> dict[str, Any]:
    row = HotlineOpinion.objects.get(pk=receipt.id)
    due = row.answer_due_at if row.wants_answer else None
    return {"opinion_number": receipt.number, "code": receipt.code, "due_at": due, "wants_answer": row.wants_answer}


def _form(
    request: HttpRequest, questions: Sequence[Question], *, said: Spoken | None = None, status: int = 200
) -> HttpResponse:
    key = signing.dumps(uuid.uuid4().hex, salt=SALT)
    context = {"questions": questions, "wrong": wrong(questions), "said": said, "key": key}
    return show(request, "portal/opinions/give.html", context, status=status)


def _opened(request: HttpRequest) -> str | None:
    """The key of the form as we gave it out, between two seconds and a day ago; None otherwise."""
    asked = request.POST.get("key", "")
    try:
        key = str(signing.loads(asked, salt=SALT, max_age=LONGEST_OPEN))
    except signing.BadSignature:  # one that is too old is no good one either
        return None
    try:
        signing.loads(asked, salt=SALT, max_age=SHORTEST)
    except signing.SignatureExpired:
        return key
    return None


def _answered(request: HttpRequest) -> list[Question]:
    """The questions with what was said, and what is wrong with it."""
    text, contact, wishes = QUESTIONS[0], QUESTIONS[2], QUESTIONS[1]
    words, way = plain(request.POST.get(TEXT, "")), plain(request.POST.get(CONTACT, ""))[:120]
    chosen = [one for one in request.POST.getlist(WISHES) if one in (ANSWER, PUBLIC)]
    return [text.answered((words,), _wrong_text(words)), wishes.answered(chosen), contact.answered((way,), _wrong(way))]


def _wrong_text(words: str) -> Spoken:
    if not words:
        return Spoken("请写下您的意见", "Please write what you think")
    if len(words) > LONGEST_OPINION:
        return Spoken(
            f"最多 {LONGEST_OPINION} 字，现有 {len(words)} 字，请缩短",
            f"At most {LONGEST_OPINION} characters, there are {len(words)}: please shorten it",
        )
    if len(LINK.findall(words)) > 1:
        return Spoken("最多写一个网址，请去掉其余的", "At most one web address: please take out the others")
    return Spoken()


def _wrong(way: str) -> Spoken:
    digits = re.sub(r"[\s-]", "", way)
    if not way or MOBILE.fullmatch(digits) or MAILBOX.fullmatch(way):
        return Spoken()
    return Spoken(
        "请填写 11 位手机号、带区号的座机，或者完整的邮箱；也可以不填",
        "Give a mobile number of 11 digits, a landline with its area code, or a whole mailbox; or leave it empty",
    )
