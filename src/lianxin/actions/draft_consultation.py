"""起草民意征集 · Draft a consultation."""

from __future__ import annotations

from lianxin.actions._consultations import CONSULTATIONS
from lianxin.actions._door import Door
from lianxin.actions._request import request_digest
from lianxin.actions._subjects import SubjectDone, Told, begin, begun, by_of
from lianxin.law.consultation_text import Content
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import Period
from lianxin.records.load import ReadAlong
from lianxin.records.models import Consultation
from lianxin.records.rules import rules_at

BEGUN = ("state", "content_digest", "version", "opens_at", "closes_at", "one_per_person", "drafted_by_id")
"""Columns with which a consultation begins, as its first event tells them: of its text the digest."""


def draft_consultation(door: Door, *, content: Content, period: Period, one_per_person: bool) -> SubjectDone:
    """A consultation begins as a draft: what is asked, from when until when, of everybody once or not (Art. 37)."""

    def found(along: ReadAlong) -> Told:
        law.draft(by_of(door, rules_at(along.revision)), content=content, period=period)
        row = Consultation(
            content=content.as_json(),
            content_digest=content.digest,
            opens_at=period.opens_at,
            closes_at=period.closes_at,
            one_per_person=one_per_person,
            drafted_at=door.now,
            drafted_by_id=door.actor.staff,
        )
        return [(row, begun(row, BEGUN))]

    given = {"content": content.as_json(), "first": period.first, "last": period.last, "one": one_per_person}
    asked = request_digest("draft_consultation", [], [], given)
    return begin(CONSULTATIONS, door, "draft_consultation", asked, found, {})[0]
