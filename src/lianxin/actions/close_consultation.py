"""截止民意征集 · Close a consultation."""

from __future__ import annotations

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation


def close_consultation(door: Door, *, consultation: int) -> SubjectDone:
    """At 24:00 of the last day: no answer is taken any more but letters that had come by then (Art. 37)."""

    def decide(row: Consultation, by: By) -> Decided:
        return Decided(law.close(facts_of(row), by))

    return act_on_consultation(door, "close_consultation", consultation, decide, {})
