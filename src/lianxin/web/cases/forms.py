"""The forms of typical cases: written, published, declined, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lianxin.law.by import By
from lianxin.law.decisions.typical_case import CaseFacts, may
from lianxin.law.lamps import Spoken
from lianxin.law.publishing import CASE_ACT, LONGEST_TEXT, LONGEST_TITLE
from lianxin.vault.looking import Seen
from lianxin.web.marked import CONFIRMED, confirming
from lianxin.web.subject_forms import Errors, subject_form, tall, words_field

TITLE, BODY, REASON, NUMBER = "title", "body", "reason", "number"
HEADING = Spoken("典型案例", "Typical cases")

SUBMITS = {
    "publish_case": Spoken("公开", "Publish"),
    "decline_case": Spoken("不同意公开", "Decline"),
    "withdraw_case": Spoken("撤下", "Withdraw"),
}
NEED_REASON = ("decline_case", "withdraw_case")


def crumbs(number: str = "") -> list[dict[str, Any]]:
    """The way to the page."""
    if not number:
        return [{"text": HEADING, "href": ""}]
    return [{"text": HEADING, "href": reverse("cases")}, {"text": number, "href": ""}]


def act_forms(
    case: int, facts: CaseFacts, by: By, given: QueryDict | None, wrong: tuple[str, Errors]
) -> list[dict[str, Any]]:
    """The forms of what the reader may do with the case as it stands; `wrong`: the act that came back, and why."""
    return [
        _act_form(case, action, given if action == wrong[0] else None, wrong[1] if action == wrong[0] else {})
        for action in SUBMITS
        if may(facts, by, action)
    ]


def _act_form(case: int, action: str, given: QueryDict | None, errors: Errors) -> dict[str, Any]:
    reason = words_field(REASON, Spoken("理由", "Reason"), given, errors, required=True)
    fields = [reason] if action in NEED_REASON else []
    href = reverse("case_act", args=[case, action])
    form = subject_form(CASE_ACT[action], href, reverse("cases"), fields, SUBMITS[action])
    return form | {"submit": {"text": SUBMITS[action], "tone": "primary" if action == "publish_case" else "danger"}}


def number_form(given: QueryDict | None, errors: Errors) -> dict[str, Any]:
    """Of which order a case is written."""
    field = {"name": NUMBER, "kind": "text", "label": Spoken("工单号", "Order"), "required": True}
    told = Spoken("已办结的；保密件、举报件、已封存的不能用", "one that ended; never a secret, sealed or tip-off one")
    value = given.get(NUMBER, "") if given is not None else ""
    fields = [field | {"value": value, "help": told, "error": errors.get(NUMBER, ""), "autocomplete": "off"}]
    href, back = reverse("case_order"), reverse("cases")
    return subject_form(CASE_ACT["write_case"], href, back, fields, Spoken("下一步", "Next"))


def write_form(number: str, given: Mapping[str, str], seen: Seen, errors: Errors) -> dict[str, Any]:
    """Title and text; below them each flagged place to be confirmed."""
    title = {"name": TITLE, "kind": "text", "label": Spoken("标题", "Title"), "required": True, "max": LONGEST_TITLE}
    body = words_field(BODY, Spoken("正文", "Text"), None, errors, required=True)
    told = Spoken(
        "用自己的话重写：什么事、怎样办、结果怎样；不写人名、电话、门牌号",
        "in your own words: what, how, with which result; no names, numbers or doors",
    )
    fields = [
        title | {"value": given[TITLE], "help": "", "error": errors.get(TITLE, "")},
        tall(body, 14, LONGEST_TEXT) | {"value": given[BODY], "help": told},
        *confirming(seen, errors.get(CONFIRMED, "")),
    ]
    href, back = reverse("case_write", args=[number]), reverse("cases")
    return subject_form(CASE_ACT["write_case"], href, back, fields, Spoken("提交", "Hand in"), drafts=True)
