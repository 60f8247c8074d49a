"""撰写采纳情况 · Write the report."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.consultation_text import GENERAL
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import ReportRow
from lianxin.law.refusals import Refused
from lianxin.records.consultations import content_of, facts_of
from lianxin.records.models import Consultation, ConsultationReport


def report_consultation(door: Door, *, consultation: int, rows: Mapping[int, ReportRow]) -> SubjectDone:
    """What came in on these paragraphs and questions, what became of it and why; in the place of what was written
    of them before (Art. 37).
    """
    plain = {str(serial): dataclasses.asdict(row) for serial, row in sorted(rows.items())}

    def decide(row: Consultation, by: By) -> Decided:
        changes = law.report(facts_of(row), by)
        if not {*rows} <= {GENERAL, *content_of(row).by_serial}:
            raise Refused("consultation_unknown")
        for serial, said in rows.items():
            ConsultationReport.objects.update_or_create(
                consultation=row, item=serial, defaults=dataclasses.asdict(said)
            )
        told = {str(serial): said.taken_up.value for serial, said in sorted(rows.items())}
        return Decided(changes, {"taken_up": told, "report_digest": _digest(plain)})

    return act_on_consultation(door, "report_consultation", consultation, decide, plain)


def _digest(plain: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
