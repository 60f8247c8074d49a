"""发布民意征集 · Publish a consultation."""

from __future__ import annotations

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.law.refusals import Refused
from lianxin.records.consultations import content_of, facts_of
from lianxin.records.models import Consultation


def publish_consultation(door: Door, *, consultation: int, version: int) -> SubjectDone:
    """Another person than who drafted `version` publishes it; the log keeps the digest of its text (Art. 37)."""

    def decide(row: Consultation, by: By) -> Decided:
        content = content_of(row)
        changes = law.publish(facts_of(row), by, content=content)
        if row.version != version:
            raise Refused("consultation_changed")
        return Decided(changes, {"content_digest": content.digest})

    return act_on_consultation(door, "publish_consultation", consultation, decide, {"version": version})
