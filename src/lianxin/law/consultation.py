"""Consultations as the law sees them: what may be done with one, in which state, by whom, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.law.by import SubjectAct
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


# fmt: off
CONSULTATION_ACTS: tuple[SubjectAct, ...] = (
    SubjectAct("draft_consultation", "起草民意征集", "Draft a consultation",
               (), WRITING, (SUPERVISED, NOT_VENDOR), begins=True),
    SubjectAct("redraft_consultation", "修改起草稿", "Change the draft",
               (S.DRAFTED,), WRITING, (SUPERVISED, NOT_VENDOR)),
    SubjectAct("discard_consultation", "作废起草稿", "Discard the draft",
               (S.DRAFTED,), WRITING, (SUPERVISED, NOT_VENDOR)),
    SubjectAct("publish_consultation", "发布民意征集", "Publish a consultation",
               (S.DRAFTED,), DECIDING, (SUPERVISED, NOT_VENDOR)),
    SubjectAct("correct_consultation", "发布更正说明", "Publish a correction",
               (S.PUBLISHED, S.CLOSED, S.REPORTED), DECIDING, (SUPERVISED, NOT_VENDOR)),
    SubjectAct("extend_consultation", "延长征集时间", "Extend a consultation",
               (S.PUBLISHED,), DECIDING, (SUPERVISED, NOT_VENDOR)),
    SubjectAct("answer_consultation", "提交意见", "Give an answer",
               (S.PUBLISHED, S.CLOSED), (R.CALLER, *ENTERING), (SUPERVISED,), vendor=True),
    SubjectAct("close_consultation", "截止民意征集", "Close a consultation",
               (S.PUBLISHED,), (R.SYSTEM,), (SUPERVISED,)),
    SubjectAct("sort_words", "归类意见", "Sort what was written",
               (S.PUBLISHED, S.CLOSED), WRITING, (ANSWERED_FOR, NOT_VENDOR)),
    SubjectAct("report_consultation", "撰写采纳情况", "Write the report",
               (S.CLOSED,), WRITING, (ANSWERED_FOR, NOT_VENDOR)),
    SubjectAct("publish_report", "公布采纳情况", "Publish the report",
               (S.CLOSED,), DECIDING, (ANSWERED_FOR, NOT_VENDOR)),
    SubjectAct("destroy_words", "销毁意见原文", "Destroy the words of the answers",
               (S.CLOSED, S.REPORTED), (R.SYSTEM,), ("jinan_2018:10",)),
)
# fmt: on

BY_ACTION: Mapping[str, SubjectAct] = {row.action: row for row in CONSULTATION_ACTS}
