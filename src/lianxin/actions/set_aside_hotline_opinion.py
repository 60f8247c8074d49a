"""不作意见处理 · Set an opinion aside."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._opinions import act_on_opinion, tell_writer
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import hotline_opinion as law
from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.words import HotlineOpinionTextKind
from lianxin.records.models import HotlineOpinion


def set_aside_hotline_opinion(door: Door, *, opinion: int, reason: str) -> SubjectDone:
    """What says nothing on the hotline is set aside with a reason, which its writer reads (Art. 37)."""

    def decide(facts: OpinionFacts, by: By, row: HotlineOpinion) -> Changes:
        changes = law.set_aside(facts, by, reason=reason)
        tell_writer(row, by.now)
        return changes

    words = {HotlineOpinionTextKind.REASON: reason}
    return act_on_opinion(door, "set_aside_hotline_opinion", opinion, decide, (words, {}))
