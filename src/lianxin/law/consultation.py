"""Consultations as the law sees them: what may be done with one, in which state, by whom, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.words import ConsultationState, Role

R, S = Role, ConsultationState

WRITING = (R.KNOWLEDGE_EDITOR,)
"""Offices that draft, sort what came in, and write the report."""

DECIDING = (R.HEAD_OF_CENTRE,)
"""Offices that publish: never who drafted, nor who wrote the report."""

ENTERING = (R.AGENT, R.EXPERT, R.SHIFT_LEADER, R.KNOWLEDGE_EDITOR)
"""Offices that write down what people say at the desk or in a letter; as they receive matters (R9)."""

READING = (*WRITING, *DECIDING)
"""Offices that read the very words of the answers."""

COUNTING = (*READING, R.GENERAL_OFFICE_CLERK, R.CITY_LEADER, R.SUPERVISORY_BODY)
"""Offices that read every consultation with its counts; of others' words nothing."""

SUPERVISED, ANSWERED_FOR, NOT_VENDOR = "jinan_2018:37(1)", "jinan_2018:37(2)", "R9"
"""The centre asks for opinions; studies them, says what became of them; the vendor's people decide nothing of it."""


@dataclass(frozen=True, slots=True)
class ConsultationAct:
    """One act on a consultation: its words, in which states it can be done, by whom, and its sources.

    `vendor`: whether one of the vendor's people may do it. Without a state before it the consultation begins with it.
    """

    action: str
    zh: str
    en: str
    states: tuple[ConsultationState, ...]
    roles: tuple[Role, ...]
    articles: tuple[str, ...]
    vendor: bool = False


# fmt: off
CONSULTATION_ACTS: tuple[ConsultationAct, ...] = (
    ConsultationAct("draft_consultation", "起草民意征集", "Draft a consultation",
                    (), WRITING, (SUPERVISED, NOT_VENDOR)),
    ConsultationAct("redraft_consultation", "修改起草稿", "Change the draft",
                    (S.DRAFTED,), WRITING, (SUPERVISED, NOT_VENDOR)),
    ConsultationAct("publish_consultation", "发布民意征集", "Publish a consultation",
                    (S.DRAFTED,), DECIDING, (SUPERVISED, NOT_VENDOR)),
    ConsultationAct("correct_consultation", "发布更正说明", "Publish a correction",
                    (S.PUBLISHED, S.CLOSED, S.REPORTED), DECIDING, (SUPERVISED, NOT_VENDOR)),
    ConsultationAct("answer_consultation", "提交意见", "Give an answer",
                    (S.PUBLISHED, S.CLOSED), (R.CALLER, *ENTERING), (SUPERVISED,), vendor=True),
    ConsultationAct("close_consultation", "截止民意征集", "Close a consultation",
                    (S.PUBLISHED,), (R.SYSTEM,), (SUPERVISED,)),
    ConsultationAct("sort_words", "归类意见", "Sort what was written",
                    (S.PUBLISHED, S.CLOSED), WRITING, (ANSWERED_FOR, NOT_VENDOR)),
    ConsultationAct("report_consultation", "撰写采纳情况", "Write the report",
                    (S.CLOSED,), WRITING, (ANSWERED_FOR, NOT_VENDOR)),
    ConsultationAct("publish_report", "公布采纳情况", "Publish the report",
                    (S.CLOSED,), DECIDING, (ANSWERED_FOR, NOT_VENDOR)),
    ConsultationAct("destroy_words", "销毁意见原文", "Destroy the words of the answers",
                    (S.CLOSED, S.REPORTED), (R.SYSTEM,), ("jinan_2018:10",)),
)
# fmt: on

BY_ACTION: Mapping[str, ConsultationAct] = {row.action: row for row in CONSULTATION_ACTS}
