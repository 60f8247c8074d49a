"""撤下典型案例 · Withdraw a typical case."""

from __future__ import annotations

from lianxin.actions._cases import act_on_case
from lianxin.actions._door import Door
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import typical_case as law
from lianxin.law.decisions.typical_case import CaseFacts
from lianxin.law.words import TypicalCaseTextKind


def withdraw_case(door: Door, *, case: int, reason: str) -> SubjectDone:
    """The case is taken off at once, and why is kept."""

    def decide(facts: CaseFacts, by: By) -> Changes:
        return law.withdraw(facts, by, reason=reason)

    return act_on_case(door, "withdraw_case", case, decide, {TypicalCaseTextKind.REASON: reason})
