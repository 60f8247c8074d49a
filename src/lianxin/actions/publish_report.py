"""公布采纳情况 · Publish the report."""

from __future__ import annotations

import dataclasses
import hashlib
import json

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.consultation_tally import as_figures
from lianxin.law.decisions import consultation as law
from lianxin.records.consultations import content_of, counted_now, facts_of, report_of
from lianxin.records.models import Consultation
from lianxin.records.reported import tells_person


def publish_report(door: Door, *, consultation: int) -> SubjectDone:
    """Another person than who wrote it publishes the report, with the counts as they stand; both stay (Art. 37)."""

    def decide(row: Consultation, by: By) -> Decided:
        rows, content = report_of(row), content_of(row)
        changes = law.publish_report(
            facts_of(row), by, content=content, rows=rows, tells_person=any(map(tells_person, rows.values()))
        )
        figures = as_figures(counted_now(row))
        said = {str(serial): dataclasses.asdict(one) for serial, one in sorted(rows.items())}
        whole = json.dumps([said, figures], ensure_ascii=False, sort_keys=True)
        told = {"total": figures["total"], "report_digest": hashlib.sha256(whole.encode()).hexdigest()}
        return Decided(changes | {"figures": figures}, told)

    return act_on_consultation(door, "publish_report", consultation, decide, {})
