"""起草民意征集 · Draft a consultation."""

from __future__ import annotations

from lianxin.actions._consultations import ConsultationDone, begin_consultation
from lianxin.actions._door import Door
from lianxin.law.consultation_text import Content
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import By, Period
from lianxin.records.models import Consultation


def draft_consultation(door: Door, *, content: Content, period: Period, one_per_person: bool) -> ConsultationDone:
    """A consultation begins as a draft: what is asked, from when until when, of everybody once or not (Art. 37)."""

    def make(by: By) -> Consultation:
        law.draft(by, content=content, period=period)
        return Consultation(
            content=content.as_json(),
            content_digest=content.digest,
            opens_at=period.opens_at,
            closes_at=period.closes_at,
            one_per_person=one_per_person,
            drafted_at=door.now,
            drafted_by_id=door.actor.staff,
        )

    asked = {"content": content.as_json(), "first": period.first, "last": period.last, "one": one_per_person}
    return begin_consultation(door, "draft_consultation", make, asked)
