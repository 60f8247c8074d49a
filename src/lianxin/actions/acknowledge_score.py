"""确认评分 · Acknowledge a score."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._inspections import InspectionDone, act_on_inspection
from lianxin.law.by import By, Changes
from lianxin.law.decisions import inspection as law
from lianxin.law.decisions.inspection import InspectionFacts
from lianxin.records.models import Inspection
from lianxin.records.rules import Rules


def acknowledge_score(door: Door, *, inspection: int) -> InspectionDone:
    """The agent who was inspected has read the score and lets it stand (Art. 18)."""

    def decide(facts: InspectionFacts, by: By, _: Rules, __: Inspection) -> Changes:
        return law.acknowledge(facts, by)

    return act_on_inspection(door, "acknowledge_score", inspection, decide, {}, {})
