"""修改起草稿 · Change the draft."""

from __future__ import annotations

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.consultation_text import Content
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import Period
from lianxin.law.refusals import Refused
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation


def redraft_consultation(
    door: Door, *, consultation: int, version: int, content: Content, period: Period, one_per_person: bool
) -> SubjectDone:
    """Another draft takes the place of `version`; refused when that is no longer the last one."""

    def decide(row: Consultation, by: By) -> Decided:
        law.redraft(facts_of(row), by, content=content, period=period)
        if row.version != version:
            raise Refused("consultation_changed")
        return Decided(
            changes={
                "content": content.as_json(),
                "content_digest": content.digest,
                "version": version + 1,
                "opens_at": period.opens_at,
                "closes_at": period.closes_at,
                "one_per_person": one_per_person,
                "drafted_at": by.now,
                "drafted_by_id": by.actor.staff,
            }
        )

    days = {"first": period.first, "last": period.last, "one": one_per_person}
    return act_on_consultation(
        door, "redraft_consultation", consultation, decide, {"version": version, "content": content.as_json(), **days}
    )
