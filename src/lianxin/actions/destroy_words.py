"""销毁意见原文 · Destroy the words of the answers."""

from __future__ import annotations

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation, ConsultationAnswer, ConsultationCode, ConsultationWords


def destroy_words(door: Door, *, consultation: int, days: int) -> SubjectDone:
    """So many days after the end what people wrote goes, with its keys and with the digests of who gave it (Art. 10).

    Counts, themes and the report stay; the chain still verifies.
    """

    def decide(row: Consultation, by: By) -> Decided:
        law.destroy(facts_of(row), by, days=days)
        words = ConsultationWords.objects.filter(answer__consultation=row, destroyed_at__isnull=True)
        count = words.update(content=None, hmac_key=None, destroyed_at=by.now)
        ConsultationAnswer.objects.filter(consultation=row).update(giver_digest=None)
        ConsultationCode.objects.filter(consultation=row).delete()
        return Decided({"words_destroyed_at": by.now}, {"destroyed": count})

    return act_on_consultation(door, "destroy_words", consultation, decide, {})
