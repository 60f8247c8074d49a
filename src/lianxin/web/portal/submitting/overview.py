"""Everything a citizen wrote once more, to be checked before it is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from lianxin.law.lamps import Spoken
from lianxin.records.submissions import Begun
from lianxin.web.portal.asking import Group, Question
from lianxin.web.portal.submitting.questions import MAILBOX, NAMES_SUBJECT, PHONE, asked

NOT_SAID = Spoken("没有填写", "Not given")
_HIDDEN_UNLESS = {
    "subject": ("request_type", NAMES_SUBJECT),
    "phone": ("way", (PHONE,)),
    "mail": ("way", (MAILBOX,)),
    "name": ("way", (PHONE, MAILBOX)),
    "callback_wish": ("minor", ("yes",)),
    "minor": ("minor", ("yes",)),
}
"""Answers that count only where another question was answered so."""


def overview(request: HttpRequest, begun: Begun, files: int) -> list[dict[str, Any]]:
    """The first three steps, each with what was answered and the way back to it."""
    lines = {step: list(_lines(asked(step, request, begun), begun)) for step in ("what", "where", "who")}
    if files:
        count = Spoken(f"{files} 个", "1 file" if files == 1 else f"{files} files")
        lines["what"].append({"label": Spoken("照片或文件", "Photographs or papers"), "value": count})
    return [{"step": step, "lines": found} for step, found in lines.items()]


def _lines(questions: list[Question], begun: Begun) -> Iterator[dict[str, Any]]:
    for one in questions:
        if _counts(one, begun):
            yield {"label": one.label, "value": _value(one)}


def _counts(question: Question, begun: Begun) -> bool:
    on, values = _HIDDEN_UNLESS.get(question.name, ("", ()))
    return not on or begun.first(on) in values


def _value(question: Question) -> Spoken:
    if question.choices or question.groups:
        words = [one.text for one in question.choices if one.value in question.given]
        words += [one for group in question.groups for one in _in_group(group, question.given)]
        return Spoken("、".join(one.zh for one in words), ", ".join(one.en for one in words)) if words else NOT_SAID
    return Spoken(question.value, question.value) if question.value else NOT_SAID


def _in_group(group: Group, given: tuple[str, ...]) -> Iterator[Spoken]:
    """A street with its district; the district alone is said by its own name."""
    for place, one in enumerate(group.choices):
        if one.value in given:
            below = place > 0
            yield Spoken(f"{group.name.zh}{one.text.zh}", f"{one.text.en}, {group.name.en}") if below else group.name
