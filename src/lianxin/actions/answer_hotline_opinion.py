"""答复对热线的意见 · Answer an opinion on the hotline."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._opinions import act_on_opinion, tell_writer
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import hotline_opinion as law
from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.words import HotlineOpinionTextKind
from lianxin.records.models import HotlineOpinion


def answer_hotline_opinion(door: Door, *, opinion: int, text: str) -> SubjectDone:
    """The centre answers what it does about an opinion, or why not (Art. 37)."""

    def decide(facts: OpinionFacts, by: By, row: HotlineOpinion) -> Changes:
        changes = law.answer(facts, by, text=text)
        tell_writer(row, by.now)
        return changes

    return act_on_opinion(door, "answer_hotline_opinion", opinion, decide, ({HotlineOpinionTextKind.ANSWER: text}, {}))
