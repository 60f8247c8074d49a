"""What the hotline makes public, and opinions on itself: who writes, who publishes, who answers, and what is shown.

Typical cases (Art. 33(3)) and opinions on the hotline (Art. 37) are subjects of their own beside orders.
"""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.law.by import SubjectAct
from lianxin.law.words import ClosedAs, HotlineOpinionState, RequestType, Role, TypicalCaseState

R, C, O = Role, TypicalCaseState, HotlineOpinionState  # noqa: E741 - opinions, beside cases

WRITING = (R.KNOWLEDGE_EDITOR,)
"""Offices that write a typical case anew, in words of their own."""

PUBLISHING = (R.HEAD_OF_CENTRE,)
"""Offices that decide whether a case is published: never who wrote it."""

ANSWERING = (R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE)
"""Offices that answer opinions on the hotline: those that look after its quality."""

RELEASING = (R.KNOWLEDGE_EDITOR, R.HEAD_OF_CENTRE)
"""Offices that publish an answered opinion: never who answered it."""

CASE_READERS = tuple(dict.fromkeys((*WRITING, *PUBLISHING)))
OPINION_READERS = tuple(dict.fromkeys((*ANSWERING, *RELEASING)))

PUBLISHES, IDENTITY, NOT_VENDOR, HEARS = "jinan_2018:33", "jinan_2018:10", "R9", "jinan_2018:37"

# fmt: off
CASE_ACTS: tuple[SubjectAct, ...] = (
    SubjectAct("write_case", "编写典型案例", "Write a typical case",
               (C.AWAITING, C.DECLINED, C.WITHDRAWN), WRITING, ("jinan_2018:33(3)", IDENTITY, NOT_VENDOR), begins=True),
    SubjectAct("publish_case", "公开典型案例", "Publish a typical case",
               (C.AWAITING,), PUBLISHING, ("jinan_2018:33(3)", NOT_VENDOR)),
    SubjectAct("decline_case", "不同意公开典型案例", "Decline a typical case",
               (C.AWAITING,), PUBLISHING, ("jinan_2018:33(3)", NOT_VENDOR)),
    SubjectAct("withdraw_case", "撤下典型案例", "Withdraw a typical case",
               (C.AWAITING, C.PUBLISHED), (*WRITING, *PUBLISHING), ("jinan_2018:33(3)", IDENTITY, NOT_VENDOR)),
)

OPINION_ACTS: tuple[SubjectAct, ...] = (
    SubjectAct("give_hotline_opinion", "对热线提意见", "Give an opinion on the hotline",
               (), (R.CALLER,), (HEARS,), begins=True),
    SubjectAct("answer_hotline_opinion", "答复对热线的意见", "Answer an opinion on the hotline",
               (O.RECEIVED,), ANSWERING, (HEARS, NOT_VENDOR)),
    SubjectAct("set_aside_hotline_opinion", "不作意见处理", "Set an opinion aside",
               (O.RECEIVED,), ANSWERING, (HEARS, NOT_VENDOR)),
    SubjectAct("publish_hotline_opinion", "公开意见和答复", "Publish an opinion with its answer",
               (O.ANSWERED,), RELEASING, (HEARS, PUBLISHES, NOT_VENDOR)),
    SubjectAct("withdraw_hotline_opinion", "撤下公开的意见", "Withdraw a published opinion",
               (O.PUBLISHED,), RELEASING, (HEARS, IDENTITY, NOT_VENDOR)),
    SubjectAct("forget_hotline_opinion", "删除意见的个人信息", "Forget the writer of an opinion",
               tuple(O), (R.SYSTEM, R.HEAD_OF_CENTRE), ("R63",)),
)
# fmt: on

CASE_ACT: Mapping[str, SubjectAct] = {row.action: row for row in CASE_ACTS}
OPINION_ACT: Mapping[str, SubjectAct] = {row.action: row for row in OPINION_ACTS}

FIT_ENDS = (ClosedAs.DONE, ClosedAs.NOT_POSSIBLE, ClosedAs.ANSWERED)
"""How an order ended that others can learn something from."""

NEVER = (RequestType.TIP_OFF,)
"""Types of which no case is ever written (Art. 32)."""

LONGEST_TITLE, LONGEST_TEXT, LONGEST_OPINION = 60, 3000, 2000
"""Characters."""

MOST_OPINIONS_A_DAY = 5
"""By one contact: whoever has more to say is called."""

MOST_OPINIONS_AN_HOUR = 120
"""By everybody together who leave no contact: beyond it the page asks to call, so that no machine fills the list."""

PUBLISHED_FIGURES = (
    "reply", "reply_on_time", "on_time", "solved", "satisfied_result", "satisfied_attitude", "completion",
)  # fmt: skip
"""Figures of the city that are published for each frozen month, in this order (Art. 33(2), (3))."""

UNITS_FIGURES = ("completion", "on_time", "reply_on_time")
"""Figures published for each undertaking unit; never as a rank (国办函〔2025〕66号)."""
