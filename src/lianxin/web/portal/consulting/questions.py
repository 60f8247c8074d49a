"""The questions of an answer, and of proving a number, in the words of the citizens' pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from lianxin.law.consultation_text import GENERAL, Content, Item
from lianxin.law.decisions.consultation import LONGEST_WORDS
from lianxin.law.lamps import Spoken
from lianxin.law.words import ConsultationItemKind
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import NotAPhoneNumber
from lianxin.web.consultations.answers import GROUP, NONE, pick_name, words_name
from lianxin.web.consultations.shown import WHOLE, both, choices_of, labels
from lianxin.web.portal.asking import NOTHING, Choice, Question

K = ConsultationItemKind
NUMBER, CODE = "number", "code"
MOBILE = re.compile(r"1[3-9]\d{9}")
MOBILE_DIGITS = 11
NO_OPINION = Choice(NONE, Spoken("不发表意见", "No opinion"))
PRIVATE = Spoken("请不要写姓名、电话、住址", "Please write no names, numbers or addresses")

Filled = Mapping[str, Sequence[str]]
Errors = Mapping[str, Spoken]


def number_question(given: str = "", error: Spoken = NOTHING) -> Question:
    """The mobile number that a code is sent to."""
    help_text = Spoken(
        "我们发一条短信验证码，只用来保证每人一份；号码不保存，也不和您的意见放在一起",
        "We send a code, only so that everybody answers once. The number is not kept, nor put beside your answer",
    )
    question = Question(
        NUMBER, Spoken("手机号", "Mobile number"), "tel", help=help_text, autocomplete="tel", digits=True
    )
    return question.answered([given], error)


def code_question(error: Spoken = NOTHING) -> Question:
    """The code that was sent."""
    question = Question(CODE, Spoken("短信验证码", "Code from the message"), autocomplete="one-time-code", digits=True)
    return question.answered([], error)


def read_number(text: str) -> tuple[str, Spoken]:
    """A mobile number in one spelling; or what is wrong with it."""
    try:
        number = normalise_phone(text)
    except NotAPhoneNumber:
        return "", Spoken("请填写手机号", "Give your mobile number")
    if not MOBILE.fullmatch(number):
        zh = f"手机号应为 {MOBILE_DIGITS} 位、以 1 开头，现为 {len(number)} 位"
        return "", Spoken(
            zh, f"A mobile number has {MOBILE_DIGITS} digits and begins with 1; this one has {len(number)}"
        )
    return number, Spoken()


def answer_context(content: Content, given: Filled, errors: Errors) -> dict[str, Any]:
    """The questions of one form: the group, the paragraphs each in a fold, the questions, the whole."""
    named = labels(content)
    folds = [_fold(one, named[one.serial], given, errors) for one in content.paragraphs]
    asked = [_question(one, named[one.serial], given, errors) for one in content.questions]
    group = _group(content, given, errors)
    whole = Question(words_name(GENERAL), WHOLE, "area", help=PRIVATE, optional=True, most=LONGEST_WORDS)
    whole = _answered(whole, given, errors)
    every = [*group, *(one for fold in folds for one in fold["questions"]), *asked, whole]
    return {
        "groups": group,
        "folds": folds,
        "asked": asked,
        "whole": whole,
        "wrong": [one for one in every if one.error.zh],
    }


def _group(content: Content, given: Filled, errors: Errors) -> list[Question]:
    if not content.groups:
        return []
    choices = tuple(Choice(one.code, both(one.zh, one.en)) for one in content.groups)
    return [_answered(Question(GROUP, Spoken("您属于", "You are"), "one", choices), given, errors)]


def _fold(item: Item, label: Spoken, given: Filled, errors: Errors) -> dict[str, Any]:
    """A paragraph to be opened; it is open where something was said, or is wrong."""
    opinion = Spoken(f"您对{label.zh}的意见", f"What you think of {label.en.lower()}")
    why = Spoken("理由，或者怎样改", "Why, or how to change it")
    choices = tuple(Choice(code, text) for code, text in choices_of(item))
    questions = [
        Question(pick_name(item.serial), opinion, "one", (*choices, NO_OPINION), optional=True),
        Question(words_name(item.serial), why, "area", help=PRIVATE, optional=True, most=LONGEST_WORDS),
    ]
    asked = [_answered(one, given, errors) for one in questions]
    begun = any(one.value or one.error.zh for one in asked)
    return {"label": label, "text": both(item.zh, item.en), "questions": asked, "open": begun}


def _question(item: Item, label: Spoken, given: Filled, errors: Errors) -> Question:
    text = both(item.zh, item.en)
    asked = Spoken(f"{label.zh}：{text.zh}", f"{label.en}: {text.en}")
    optional = not item.required
    if item.kind is K.WORDS:
        area = Question(words_name(item.serial), asked, "area", help=PRIVATE, optional=optional, most=LONGEST_WORDS)
        return _answered(area, given, errors)
    kind = {K.SEVERAL: "several", K.SCALE: "five"}.get(item.kind, "one")
    choices = tuple(Choice(code, words) for code, words in choices_of(item))
    choices += (NO_OPINION,) if optional and item.kind is not K.SEVERAL else ()
    help_text = Spoken("1 分最低，5 分最高", "1 is the lowest, 5 the highest") if item.kind is K.SCALE else Spoken()
    question = Question(pick_name(item.serial), asked, kind, choices, help=help_text, optional=optional)
    return _answered(question, given, errors)


def _answered(question: Question, given: Filled, errors: Errors) -> Question:
    return question.answered([one for one in given.get(question.name, ()) if one], errors.get(question.name, Spoken()))


def as_given(data: QueryDict) -> Filled:
    """What a form brought back."""
    return dict(data.lists())
