"""The questions of the evaluation in plain words, for whoever comes by a link and for whoever follows a matter."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from lianxin.law.decisions.rating import GivenRating
from lianxin.law.lamps import Spoken
from lianxin.law.order_view import OrderView
from lianxin.law.rating import Rating
from lianxin.law.state import Caller
from lianxin.law.words import Grade, Solved
from lianxin.web.plain import plain
from lianxin.web.portal.asking import CHOOSE, LONGEST, Choice, Question, choices_of

SOLVED_ICONS = {Solved.YES: "circle-check", Solved.PARTLY: "progress-check", Solved.NO: "x"}

ASKED = (
    Question(
        "contacted",
        Spoken("办理单位联系过您吗？", "Did the office in charge get in touch with you?"),
        kind="one",
        choices=(Choice("yes", Spoken("联系过", "Yes")), Choice("no", Spoken("没有联系", "No"))),
    ),
    Question(
        "solved",
        Spoken("您反映的问题解决了吗？", "Is the matter solved?"),
        kind="one",
        choices=tuple(Choice(str(one.value), Spoken(one.zh, one.en), icon=SOLVED_ICONS[one]) for one in Solved),
    ),
    Question(
        "grade_result",
        Spoken("您对办理结果满意吗？", "Are you satisfied with the result?"),
        kind="five",
        choices=choices_of(Grade),
    ),
    Question(
        "grade_attitude",
        Spoken("您对工作人员的态度满意吗？", "Are you satisfied with the manner of the staff?"),
        kind="five",
        choices=choices_of(Grade),
    ),
)
REASONS, WORDS = "reasons", "words"
WHY = Spoken("如果不满意，是因为什么？（可多选）", "If not: why? (Several may be ticked.)")
MORE = Spoken("还想说什么？", "Anything else?")
KEY_LENGTH = 32


@dataclass(slots=True)
class Given:
    """What was answered: the rating, the questions as they stand, what makes the form one request."""

    questions: list[Question]
    rating: GivenRating = field(default_factory=GivenRating)
    key: str = ""

    @property
    def wrong(self) -> list[Question]:
        """The questions that are still to be answered."""
        return [one for one in self.questions if one.error.zh]

    @property
    def request_key(self) -> str:
        """Sent twice it is one rating; changed and sent again from the same page it is another one."""
        said = hashlib.sha256(repr((self.rating, self.rating.words)).encode()).hexdigest()[:16]
        return f"{self.key or uuid.uuid4().hex}:{said}"


def asked(view: OrderView, caller: Caller | None = None) -> Given:
    """The questions, with what the caller has said in this round."""
    said = _said(caller) if caller is not None else {}
    questions = [one.answered(said.get(one.name, [])) for one in ASKED]
    last = rated_last(view, caller) if caller is not None else None
    return Given([*questions, *_further(view, list(last.reasons) if last is not None else [], "")])


def rated_last(view: OrderView, caller: Caller) -> Rating | None:
    """The caller's last rating of this round, which a new one changes; None while they have not rated it."""
    own = [one for one in view.ratings.values() if one.caller == caller.serial and one.round == view.order.round]
    return own[-1] if own else None


def _said(caller: Caller) -> Mapping[str, list[str]]:
    found = {"contacted": {True: "yes", False: "no"}.get(caller.contacted) if caller.contacted is not None else None}
    words = {"solved": caller.solved, "grade_result": caller.grade_result, "grade_attitude": caller.grade_attitude}
    found |= {name: str(word.value) for name, word in words.items() if word is not None}
    return {name: [value] for name, value in found.items() if value is not None}


def read_given(data: QueryDict, view: OrderView) -> Given:
    """The answers as posted; every question but the last two has to be answered by one of its choices."""
    questions = []
    for one in ASKED:
        said = data.getlist(one.name)[:1]
        right = said and said[0] in {choice.value for choice in one.choices}
        questions.append(one.answered(said if right else [], Spoken() if right else CHOOSE))
    known = {one.code for one in view.around.evaluation.reasons_for(view.order.topic)}
    reasons = [code for code in data.getlist(REASONS) if code in known]
    words = plain(data.get(WORDS, ""))[:LONGEST]
    given = Given([*questions, *_further(view, reasons, words)], key=plain(data.get("key", ""))[:KEY_LENGTH])
    if not given.wrong:
        contacted, solved, result, attitude = (one.value for one in questions)
        given.rating = GivenRating(
            contacted=contacted == "yes",
            solved=Solved(solved),
            grade_result=Grade(result),
            grade_attitude=Grade(attitude),
            reasons=tuple(reasons),
            words=words,
        )
    return given


def _further(view: OrderView, reasons: list[str], words: str) -> list[Question]:
    """What need not be answered: why, and whatever else."""
    known = view.around.evaluation.reasons_for(view.order.topic)
    choices = tuple(Choice(one.code, Spoken(one.zh, one.en)) for one in known)
    why = Question(REASONS, WHY, kind="several", choices=choices, given=tuple(reasons), optional=True)
    return [why, Question(WORDS, MORE, kind="area", given=(words,), optional=True)]
