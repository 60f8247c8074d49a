"""对评分申诉 · Appeal against a score."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._inspections import InspectionDone, act_on_inspection
from lianxin.law.by import By, Changes
from lianxin.law.decisions import inspection as law
from lianxin.law.decisions.inspection import InspectionFacts
from lianxin.law.words import InspectionTextKind
from lianxin.records.models import Inspection
from lianxin.records.rules import Rules


def appeal_score(door: Door, *, inspection: int, reason: str) -> InspectionDone:
    """The agent who was inspected asks another person to look again, before the limit (Art. 18)."""

    def decide(facts: InspectionFacts, by: By, _: Rules, __: Inspection) -> Changes:
        return law.appeal(facts, by, reason=reason)

    return act_on_inspection(door, "appeal_score", inspection, decide, {InspectionTextKind.APPEAL: reason}, {})
