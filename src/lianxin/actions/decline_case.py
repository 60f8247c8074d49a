"""不同意公开典型案例 · Decline a typical case."""

from __future__ import annotations

from lianxin.actions._cases import act_on_case
from lianxin.actions._door import Door
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import typical_case as law
from lianxin.law.decisions.typical_case import CaseFacts
from lianxin.law.words import TypicalCaseTextKind


def decline_case(door: Door, *, case: int, reason: str) -> SubjectDone:
    """The head of the centre, who did not write it, says why it is not published."""

    def decide(facts: CaseFacts, by: By) -> Changes:
        return law.decline(facts, by, reason=reason)

    return act_on_case(door, "decline_case", case, decide, {TypicalCaseTextKind.REASON: reason})
