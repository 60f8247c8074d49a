"""Whether what a citizen wrote can be taken: what is wrong in plain words, and what to do; nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, QueryDict

from lianxin.law.lamps import Spoken
from lianxin.records.submissions import Begun
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import NotAPhoneNumber
from lianxin.web.plain import plain
from lianxin.web.portal.asking import CHOOSE, NOTHING, Question
from lianxin.web.portal.submitting.questions import MAILBOX, NAMES_SUBJECT, PHONE, asked

STEPS = ("what", "where", "who", "wishes")
MOBILE_DIGITS = 11
_MOBILE, _LANDLINE, _FOREIGN = re.compile(r"1[3-9]\d{9}"), re.compile(r"0\d{9,11}(x\d+)?"), re.compile(r"\+\d{7,15}")
MOST_KEPT = 10_000
"""Characters of one field that are kept at all; a person who types more than a question takes is told so."""


def said_in(questions: list[Question], data: QueryDict) -> dict[str, list[str]]:
    """What a form says to these questions, without what nobody can type."""
    return {
        one.name: [plain(text)[:MOST_KEPT] for text in data.getlist(one.name)[: max(1, len(one.choices))]]
        for one in questions
    }


def checked(name: str, request: HttpRequest, begun: Begun) -> list[Question]:
    """The questions of a step, each with what is wrong with its answer."""
    return [one.answered(one.given, _error(one, begun)) for one in asked(name, request, begun)]


def is_ready(name: str, request: HttpRequest, begun: Begun) -> bool:
    """Whether a step was answered and nothing is wrong with it."""
    questions = checked(name, request, begun)
    answered = name == "wishes" or any(one.name in begun.words for one in questions)
    return answered and all(one.error == NOTHING for one in questions)


def first_unready(request: HttpRequest, begun: Begun, before: str = "") -> str | None:
    """The first step that is not answered yet, of all or of those before one; None where all are."""
    steps = STEPS[: STEPS.index(before)] if before else STEPS
    return next((one for one in steps if not is_ready(one, request, begun)), None)


def _error(question: Question, begun: Begun) -> Spoken:
    if question.choices or question.groups:
        return _choice_error(question)
    if len(question.value) > question.most:
        most, has = question.most, len(question.value)
        return Spoken(
            f"最多 {most} 个字，现在有 {has} 个字，请缩短", f"At most {most} characters; there are {has}: shorten it"
        )
    check = _CHECKS.get(question.name)
    return check(question.value, begun) if check else NOTHING


def _choice_error(question: Question) -> Spoken:
    groups = (choice for group in question.groups for choice in group.choices)
    known = {one.value for one in (*question.choices, *groups)}
    given = [one for one in question.given if one]
    if not given:
        return NOTHING if question.optional else CHOOSE
    return NOTHING if set(given) <= known else CHOOSE


def _account(text: str, begun: Begun) -> Spoken:
    _ = begun
    return (
        NOTHING if text else Spoken("请写一写发生了什么，一句话也可以", "Tell us what happened; one sentence will do")
    )


def _subject(text: str, begun: Begun) -> Spoken:
    if text or begun.first("request_type") not in NAMES_SUBJECT:
        return NOTHING
    return Spoken(
        "投诉、举报请写明反映的是谁；不知道可写“不清楚”",
        "Say whom the complaint or tip-off is about; write “not known” if you cannot tell",
    )


def _phone(text: str, begun: Begun) -> Spoken:
    if begun.first("way") != PHONE:
        return NOTHING
    try:
        number = normalise_phone(text)
    except NotAPhoneNumber:
        return Spoken("请填写手机号，或者改选“留邮箱”“匿名”", "Give your number, or choose e-mail or anonymous instead")
    if any(one.fullmatch(number) for one in (_MOBILE, _LANDLINE, _FOREIGN)):
        return NOTHING
    digits = len(re.sub(r"\D", "", number))
    if digits != MOBILE_DIGITS:
        return Spoken(
            f"手机号要 {MOBILE_DIGITS} 位，您填了 {digits} 位；固定电话请加区号，国外号码请加“+”和国家代码",
            f"A mobile number has {MOBILE_DIGITS} digits, this has {digits}; landlines need their area code, "
            "numbers abroad “+” and the country",
        )
    return Spoken("手机号以 13 至 19 开头，请核对", "A mobile number begins with 13 to 19: check it")


def _mail(text: str, begun: Begun) -> Spoken:
    if begun.first("way") != MAILBOX:
        return NOTHING
    try:
        validate_email(text)
    except ValidationError:
        return Spoken(
            "邮箱应像 name@example.com 这样，请核对", "An e-mail address looks like name@example.com: check it"
        )
    return NOTHING


_CHECKS: Mapping[str, Callable[[str, Begun], Spoken]] = {
    "account": _account,
    "subject": _subject,
    "phone": _phone,
    "mail": _mail,
}
