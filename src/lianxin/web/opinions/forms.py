"""The forms of opinions on the hotline: answered, set aside, published, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lianxin.law.by import By
from lianxin.law.decisions.hotline_opinion import OpinionFacts, may
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import LONGEST_OPINION, LONGEST_TEXT, OPINION_ACT
from lianxin.vault.looking import Seen
from lianxin.web.marked import CONFIRMED, confirming
from lianxin.web.subject_forms import Errors, subject_form, tall, words_field

ANSWER, REASON, OPINION, ANSWERED = "answer", "reason", "opinion", "answered"
HEADING = Spoken("对热线的意见", "Opinions on the hotline")

SUBMITS = {
    "answer_hotline_opinion": Spoken("答复", "Answer"),
    "set_aside_hotline_opinion": Spoken("不作意见处理", "Set aside"),
    "publish_hotline_opinion": Spoken("公开", "Publish"),
    "withdraw_hotline_opinion": Spoken("撤下", "Withdraw"),
    "forget_hotline_opinion": Spoken("删除个人信息", "Forget the writer"),
}
DANGEROUS = ("set_aside_hotline_opinion", "withdraw_hotline_opinion", "forget_hotline_opinion")


def crumbs(number: str = "") -> list[dict[str, Any]]:
    """The way to the page."""
    if not number:
        return [{"text": HEADING, "href": ""}]
    return [{"text": HEADING, "href": reverse("opinions")}, {"text": number, "href": ""}]


def act_forms(
    pk: int,
    facts: OpinionFacts,
    by: By,
    words: Mapping[str, str],
    seen: Seen,
    wrong: tuple[str, QueryDict | None, Errors],
) -> list[dict[str, Any]]:
    """The forms of what the reader may do with the opinion as it stands; `wrong`: the act that came back, and why."""
    found = []
    for action, submit in SUBMITS.items():
        if not may(facts, by, action):
            continue
        given, errors = (wrong[1], wrong[2]) if action == wrong[0] else (None, {})
        fields = _fields(action, given, errors, words, seen)
        href = reverse("opinion_act", args=[pk, action])
        form = subject_form(OPINION_ACT[action], href, reverse("opinions"), fields, submit)
        tone = "danger" if action in DANGEROUS else "primary"
        found.append(form | {"submit": {"text": submit, "tone": tone}})
    return found


def _fields(
    action: str, given: QueryDict | None, errors: Errors, words: Mapping[str, str], seen: Seen
) -> list[dict[str, Any]]:
    if action == "answer_hotline_opinion":
        told = Spoken("怎样整改，或者为什么不能；提意见的人会读到", "what is done, or why not; its writer reads this")
        field = words_field(ANSWER, Spoken("答复", "Answer"), given, errors, required=True, help_text=told)
        return [tall(field, 6, LONGEST_TEXT)]
    if action == "publish_hotline_opinion":
        opinion = words_field(OPINION, Spoken("公开的意见", "Opinion"), given, errors, required=True)
        answered = words_field(ANSWERED, Spoken("公开的答复", "Answer"), given, errors, required=True)
        filled = [
            tall(opinion, 6, LONGEST_OPINION) | {"value": words[OPINION]},
            tall(answered, 6, LONGEST_TEXT) | {"value": words[ANSWERED]},
        ]
        return [*filled, *confirming(seen, errors.get(CONFIRMED, ""))]
    if action == "forget_hotline_opinion":
        return []
    return [words_field(REASON, Spoken("理由", "Reason"), given, errors, required=True)]
