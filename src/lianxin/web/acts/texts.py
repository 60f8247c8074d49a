"""A text for transfer is looked at before it goes to a unit: names, numbers and doors stay at the centre (R43)."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.http import QueryDict

from lianxin.access import Part
from lianxin.law.lamps import Spoken
from lianxin.law.words import TextKind
from lianxin.records.people import callers_of
from lianxin.records.texts import newest_texts
from lianxin.vault.flags import NOBODY, Known, flags
from lianxin.web.acts.answers import Answers
from lianxin.web.acts.doing import Told
from lianxin.web.acts.fitting import Desk

CHECKED = "checked_text"
"""The tick by which the writer says that a flagged text has been looked at."""


def known_at_intake(answers: Answers) -> Known:
    """Who calls and who is complained of, as the form has them by now."""

    def said(*names: str) -> tuple[str, ...]:
        return tuple(value for name in names if isinstance(value := answers.values.get(name), str) and value)

    return Known(said("caller_name", "subject_person"), said("caller_phone"), said("caller_contact"))


def known_on(desk: Desk, answers: Answers, name: str) -> Known:
    """Who is known on the order, once there is a text to look at; only for those who may read the callers' accounts."""
    if not answers.values.get(name) or Part.ACCOUNT not in desk.reading:
        return NOBODY
    order = desk.draft.order.id
    known, subject = callers_of(order), newest_texts(order, [TextKind.SUBJECT_PERSON], private=True)
    return dataclasses.replace(known, names=(*known.names, *subject.values()))


def flagged_in(answers: Answers, name: str, data: QueryDict, known: Known) -> list[Spoken]:
    """What the text in this field should not carry; empty once the writer has ticked that it was looked at."""
    text = answers.values.get(name)
    if not isinstance(text, str) or CHECKED in data:
        return []
    found = dict.fromkeys((one.kind, text[one.start : one.end].strip()) for one in flags(text, known))
    return [Spoken(f"{kind.zh}“{words}”", f"{kind.en} “{words}”") for kind, words in found]


def warned(told: Told, answers: Answers, name: str, known: Known) -> Told:
    """A preview that also says what the text for transfer should not carry."""
    found = flagged_in(answers, name, QueryDict(), known)
    if not found:
        return told
    zh, en = "、".join(one.zh for one in found), ", ".join(one.en for one in found)
    line = Spoken(f"转办内容中可能有：{zh}，请删去", f"The text for transfer seems to carry: {en}. Take it out")
    return Told([*told.lines, line], told.basis)


def check_field(flagged: list[Spoken]) -> list[dict[str, Any]]:
    """The tick that lets a flagged text pass, with what was found."""
    zh, en = "、".join(one.zh for one in flagged), ", ".join(one.en for one in flagged)
    return [
        {
            "name": CHECKED,
            "kind": "check",
            "label": Spoken("已核对，确属办理所需", "Looked at: the unit needs it"),
            "value": "",
            "error": Spoken(
                f"转办内容中可能有：{zh}。请删去；确属办理所需的请勾选。",
                f"The text for transfer seems to carry: {en}. Take it out, or tick that the unit needs it.",
            ),
        }
    ]
