"""申诉裁定 · Decide on an appeal."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._inspections import InspectionDone, act_on_inspection
from lianxin.law.by import By, Changes
from lianxin.law.decisions import inspection as law
from lianxin.law.decisions.inspection import InspectionFacts, Score
from lianxin.law.words import InspectionTextKind
from lianxin.records.inspection_forms import form_of
from lianxin.records.models import Inspection
from lianxin.records.rules import Rules


def decide_appeal(door: Door, *, inspection: int, reason: str, score: Score | None = None) -> InspectionDone:
    """Somebody who neither scored nor was scored decides: the score stands, or `score` takes its place (R9).

    The form is the one by which it was scored.
    """

    def decide(facts: InspectionFacts, by: By, _: Rules, row: Inspection) -> Changes:
        return law.decide(facts, by, form=form_of(row.form_version or ""), given=score, reason=reason)

    asked = {"points": dict(score.points), "faults": list(score.faults)} if score is not None else {}
    return act_on_inspection(door, "decide_appeal", inspection, decide, {InspectionTextKind.DECISION: reason}, asked)
