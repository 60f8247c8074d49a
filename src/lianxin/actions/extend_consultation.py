"""延长征集时间 · Extend a consultation."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._consultations import act_on_consultation, add_note
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import Period
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation


def extend_consultation(door: Door, *, consultation: int, last: dt.date, zh: str, en: str = "") -> SubjectDone:
    """Before its end a consultation gets a later last day; a note beside the text says so, and why (Art. 37)."""

    def decide(row: Consultation, by: By) -> Decided:
        changes = law.extend(facts_of(row), by, last=last, reason=zh)
        return Decided(changes, add_note(row, by, (zh, en), Period(last, last).closes_at))

    return act_on_consultation(door, "extend_consultation", consultation, decide, {"last": last, "zh": zh, "en": en})
