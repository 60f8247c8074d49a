"""发布更正说明 · Publish a correction."""

from __future__ import annotations

from lianxin.actions._consultations import act_on_consultation, add_note
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation


def correct_consultation(door: Door, *, consultation: int, zh: str, en: str = "") -> SubjectDone:
    """A note beside the published text says what is to be read otherwise; the text stays as people answered it."""

    def decide(row: Consultation, by: By) -> Decided:
        law.correct(facts_of(row), by, note=zh)
        return Decided(told=add_note(row, by, (zh, en)))

    return act_on_consultation(door, "correct_consultation", consultation, decide, {"zh": zh, "en": en})
