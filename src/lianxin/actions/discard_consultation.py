"""作废起草稿 · Discard the draft."""

from __future__ import annotations

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation


def discard_consultation(door: Door, *, consultation: int) -> SubjectDone:
    """A draft that nobody published is given up by who wrote it last; its chain stays (Art. 37)."""

    def decide(row: Consultation, by: By) -> Decided:
        return Decided(law.discard(facts_of(row), by))

    return act_on_consultation(door, "discard_consultation", consultation, decide, {})
