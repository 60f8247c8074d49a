"""撤下公开的意见 · Withdraw a published opinion."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._opinions import act_on_opinion
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import hotline_opinion as law
from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.words import HotlineOpinionTextKind
from lianxin.records.models import HotlineOpinion


def withdraw_hotline_opinion(door: Door, *, opinion: int, reason: str) -> SubjectDone:
    """A published opinion is taken off at once; the answer stays with its writer."""

    def decide(facts: OpinionFacts, by: By, _: HotlineOpinion) -> Changes:
        return law.withdraw(facts, by, reason=reason)

    words = {HotlineOpinionTextKind.REASON: reason}
    return act_on_opinion(door, "withdraw_hotline_opinion", opinion, decide, (words, {}))
