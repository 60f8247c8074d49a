"""公开意见和答复 · Publish an opinion with its answer."""

from __future__ import annotations

from collections.abc import Collection

from lianxin.actions._cases import looked
from lianxin.actions._door import Door
from lianxin.actions._opinions import act_on_opinion
from lianxin.actions._subjects import SubjectDone
from lianxin.law.by import By, Changes
from lianxin.law.decisions import hotline_opinion as law
from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.words import HotlineOpinionTextKind
from lianxin.records.hotline_opinions import looked_at
from lianxin.records.models import HotlineOpinion


def publish_hotline_opinion(
    door: Door, *, opinion: int, text: str, answered: str, confirmed: Collection[str] = ()
) -> SubjectDone:
    """Somebody who did not answer it publishes opinion and answer without anything personal (Art. 33, 37).

    Only where its writer allowed it; `confirmed` are the words that were flagged and are no personal data.
    """

    def decide(facts: OpinionFacts, by: By, row: HotlineOpinion) -> Changes:
        seen = looked_at(row, {"opinion": text, "answer": answered}, confirmed)
        return law.publish(facts, by, opinion=text, answered=answered, looked=looked(seen))

    words = {HotlineOpinionTextKind.PUBLIC_OPINION: text, HotlineOpinionTextKind.PUBLIC_ANSWER: answered}
    given = {"confirmed_words": sorted(confirmed)}
    return act_on_opinion(door, "publish_hotline_opinion", opinion, decide, (words, given))
