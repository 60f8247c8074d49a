"""公开典型案例 · Publish a typical case."""

from __future__ import annotations

from lianxin.actions._cases import act_on_case
from lianxin.actions._door import Door
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import typical_case as law
from lianxin.law.decisions.typical_case import CaseFacts


def publish_case(door: Door, *, case: int) -> SubjectDone:
    """The head of the centre, who did not write it, puts the case before the public (Art. 33(3))."""

    def decide(facts: CaseFacts, by: By) -> Changes:
        return law.publish(facts, by)

    return act_on_case(door, "publish_case", case, decide, {})
