"""受理评分 · Score an intake."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._inspections import InspectionDone, act_on_inspection
from lianxin.law.by import By, Changes
from lianxin.law.decisions import inspection as law
from lianxin.law.decisions.inspection import InspectionFacts, Score
from lianxin.law.words import InspectionTextKind
from lianxin.records.inspection_forms import form_at
from lianxin.records.models import Inspection
from lianxin.records.rules import Rules


def score_intake(door: Door, *, inspection: int, score: Score, good: str = "", better: str = "") -> InspectionDone:
    """The inspector's score by the form in force, with what was good and what to do better (Art. 18)."""

    def decide(facts: InspectionFacts, by: By, rules: Rules, _: Inspection) -> Changes:
        form = form_at(door.now)
        return law.score(facts, by, form=form, calendar=rules.calendar, given=score, better=better)

    remarks = {InspectionTextKind.GOOD: good, InspectionTextKind.BETTER: better}
    asked = {"points": dict(score.points), "faults": list(score.faults)}
    return act_on_inspection(door, "score_intake", inspection, decide, remarks, asked)
