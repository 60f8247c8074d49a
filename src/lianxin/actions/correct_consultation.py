"""发布更正说明 · Publish a correction."""

from __future__ import annotations

import hashlib

from lianxin.actions._consultations import ConsultationDone, Decided, act_on_consultation
from lianxin.actions._door import Door
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import By
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation, ConsultationNote


def correct_consultation(door: Door, *, consultation: int, zh: str, en: str = "") -> ConsultationDone:
    """A note beside the published text says what is to be read otherwise; the text stays as people answered it."""

    def decide(row: Consultation, by: By) -> Decided:
        law.correct(facts_of(row), by, note=zh)
        author = by.actor.staff or 0
        ConsultationNote.objects.create(
            consultation=row, sequence=row.head_sequence + 1, zh=zh, en=en, author_id=author, at=by.now
        )
        return Decided(told={"note_digest": hashlib.sha256(f"{zh}\n{en}".encode()).hexdigest()})

    return act_on_consultation(door, "correct_consultation", consultation, decide, {"zh": zh, "en": en})
