"""The questions of the evaluation in plain words, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from lianxin.law.decisions.rating import GivenRating
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.words import Grade, Solved, Word
from lianxin.web.plain import plain

YES_NO = (("yes", Spoken("联系过", "Yes")), ("no", Spoken("没有联系", "No")))
CONTACTED = Spoken("办理单位联系过您吗？", "Did the office in charge get in touch with you?")
SOLVED = Spoken("您反映的问题解决了吗？", "Is the matter solved?")
RESULT = Spoken("您对办理结果满意吗？", "Are you satisfied with the result?")
ATTITUDE = Spoken("您对工作人员的态度满意吗？", "Are you satisfied with the manner of the staff?")
REASONS = Spoken("如果不满意，是因为什么？（可多选）", "If not: why? (Several may be ticked.)")
MISSING = Spoken("请选择一项", "Please choose one")
KEY_LENGTH = 32


@dataclass(slots=True)
class Given:
    """What was answered: the rating, what stands in the fields, what is missing by field, the key of the request."""

    rating: GivenRating = field(default_factory=GivenRating)
    said: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, Spoken] = field(default_factory=dict)
    key: str = ""


def _words(words: type[Word]) -> tuple[tuple[str, Spoken], ...]:
    return tuple((str(word.value), Spoken(word.zh, word.en)) for word in words)


ASKED: tuple[tuple[str, Spoken, tuple[tuple[str, Spoken], ...]], ...] = (
    ("contacted", CONTACTED, YES_NO),
    ("solved", SOLVED, _words(Solved)),
    ("grade_result", RESULT, _words(Grade)),
    ("grade_attitude", ATTITUDE, _words(Grade)),
)


def read_given(data: QueryDict, draft: Draft) -> Given:
    """The answers as posted; every question but the reasons has to be answered by one of its choices."""
    given = Given(key=plain(data.get("key", ""))[:KEY_LENGTH])
    for name, _, choices in ASKED:
        given.said[name] = data.getlist(name)[:1]
        if given.said[name] not in [[value] for value, _ in choices]:
            given.errors[name] = MISSING
    known = {one.code for one in draft.around.evaluation.reasons_for(draft.order.topic)}
    given.said["reasons"] = [code for code in data.getlist("reasons") if code in known]
    if not given.errors:
        given.rating = GivenRating(
            contacted=given.said["contacted"] == ["yes"],
            solved=Solved(given.said["solved"][0]),
            grade_result=Grade(given.said["grade_result"][0]),
            grade_attitude=Grade(given.said["grade_attitude"][0]),
            reasons=tuple(given.said["reasons"]),
        )
    return given


def questions(draft: Draft, given: Given) -> list[dict[str, Any]]:
    """`questions` of templates/evaluation/ask.html."""
    shown = [_question(name, label, choices, given) for name, label, choices in ASKED]
    reasons = [(one.code, Spoken(one.zh, one.en)) for one in draft.around.evaluation.reasons_for(draft.order.topic)]
    return [*shown, _question("reasons", REASONS, reasons, given) | {"several": True}]


def _question(name: str, label: Spoken, choices: Sequence[tuple[str, Spoken]], given: Given) -> dict[str, Any]:
    said = given.said.get(name, [])
    return {
        "name": name,
        "label": label,
        "error": given.errors.get(name, ""),
        "several": False,
        "choices": [{"value": value, "text": words, "chosen": value in said} for value, words in choices],
    }
