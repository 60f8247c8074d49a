"""Decides on inspections of intake: drawn, flagged, scored, acknowledged, appealed against, decided (Art. 18; R9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from lianxin.law.by import By, Changes
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.deadlines import compute
from lianxin.law.inspection import BY_ACTION, BY_RULE, INSPECTING, MOST_DAYS, MOST_PER_AGENT, READING
from lianxin.law.inspection_form import InspectionForm
from lianxin.law.refusals import Refused
from lianxin.law.terms import Due
from lianxin.law.words import InspectionCause, InspectionState, Role


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """An inspection as it stands, by ids. `agent_unit` is the unit in which the agent took the matter."""

    agent: int
    agent_unit: int | None = None
    state: InspectionState = InspectionState.DRAWN
    inspector: int | None = None
    appeal_until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Points by the code of the criterion, and the codes of the fatal faults that were found."""

    points: Mapping[str, int]
    faults: tuple[str, ...] = field(default=())

    @property
    def total(self) -> int:
        """The whole score: nothing where a fault is fatal."""
        return 0 if self.faults else sum(self.points.values())

    def lost(self, form: InspectionForm) -> bool:
        """Whether anything was not as it should be."""
        return bool(self.faults) or any(self.points[one.code] < one.most for one in form.criteria.values())


# ---- how an inspection begins ----------------------------------------------------------------------------------------


def draw(by: By, *, first: dt.date, last: dt.date, per_agent: int) -> None:
    """Whether a sample may be drawn of these days, both of them included, with so many for each agent."""
    _check_duty(by, "draw_inspections")
    if not first <= last or (last - first).days >= MOST_DAYS:
        raise Refused("inspection_period")
    if not 1 <= per_agent <= MOST_PER_AGENT:
        raise Refused("sample_size")


def flag(by: By, *, agent: int | None, cause: InspectionCause, reason: str) -> None:
    """Whether one intake may be put before the inspectors: by rule, or by a person who says why.

    What a caller wrote in on the web nobody received; nobody flags what they received.
    """
    _check_duty(by, "flag_for_inspection")
    by_rule = cause in BY_RULE
    if by_rule != (by.actor.role is Role.SYSTEM):
        raise Refused("not_your_duty")
    if agent is None:
        raise Refused("nobody_received")
    if agent == by.actor.staff:
        raise Refused("own_intake")
    if not by_rule and not reason.strip():
        raise Refused("inspection_reason_missing")


# ---- score, acknowledgement, appeal ----------------------------------------------------------------------------------


def score(
    facts: InspectionFacts,
    by: By,
    *,
    form: InspectionForm,
    calendar: WorkingCalendar,
    given: Score,
    better: str,
) -> Changes:
    """The inspector's score by the form in force; the agent may appeal from now until the limit (Art. 18)."""
    check(facts, by, "score_intake")
    _check_score(form, given, better)
    return {
        "state": InspectionState.SCORED,
        "inspector_id": by.actor.staff,
        "scored_at": by.now,
        "form_version": form.version,
        "points": dict(given.points),
        "faults": list(given.faults),
        "total": given.total,
        "appeal_until": appeal_limit(form, by.now, calendar).due_at,
    }


def acknowledge(facts: InspectionFacts, by: By) -> Changes:
    """The agent has read the score and lets it stand."""
    check(facts, by, "acknowledge_score")
    return {"state": InspectionState.ACKNOWLEDGED, "acknowledged_at": by.now}


def appeal(facts: InspectionFacts, by: By, *, reason: str) -> Changes:
    """The agent asks another person to look again, with a reason and before the limit."""
    check(facts, by, "appeal_score")
    if not reason.strip():
        raise Refused("inspection_reason_missing")
    if facts.appeal_until is not None and by.now >= facts.appeal_until:
        raise Refused("appeal_late")
    return {"state": InspectionState.APPEALED, "appealed_at": by.now}


def decide(facts: InspectionFacts, by: By, *, form: InspectionForm, given: Score | None, reason: str) -> Changes:
    """Another person decides: the score stands (`given` is None), or is replaced; both are kept."""
    check(facts, by, "decide_appeal")
    if not reason.strip():
        raise Refused("inspection_reason_missing")
    changes: Changes = {
        "state": InspectionState.DECIDED,
        "decided_by_id": by.actor.staff,
        "decided_at": by.now,
        "upheld": given is not None,
    }
    if given is None:
        return changes
    _check_score(form, given, reason)
    after = {"points_decided": dict(given.points), "faults_decided": list(given.faults), "total_decided": given.total}
    return changes | after


def appeal_limit(form: InspectionForm, scored_at: dt.datetime, calendar: WorkingCalendar) -> Due:
    """Until when a score of this moment can be appealed against, with every step told (R15, R16)."""
    return compute(started_at=scored_at, term=form.appeal_term, calendar=calendar, source=form.appeal_basis)


# ---- who ------------------------------------------------------------------------------------------------------------


def sees(facts: InspectionFacts, by: By) -> bool:
    """Whether the actor may read this inspection.

    An agent reads the own ones once they are scored, and nobody reads the own ones before, in whatever office. The
    vendor's shift leaders read those of their own people; all else is the quality section's and the centre's.
    """
    actor, scored = by.actor, facts.state is not InspectionState.DRAWN
    if actor.staff is None:
        return False
    if actor.staff == facts.agent:
        return scored
    if actor.role not in READING:
        return False
    if by.of_vendor:
        return scored and actor.role is Role.SHIFT_LEADER and actor.unit == facts.agent_unit
    return scored or actor.role is not Role.SHIFT_LEADER


def check(facts: InspectionFacts, by: By, action: str) -> None:
    """Refuses who may not do this with the inspection as it stands; whose it is not learns nothing."""
    row, staff = BY_ACTION[action], by.actor.staff
    _check_duty(by, action)
    if row.by_agent != (staff == facts.agent):
        raise Refused("inspection_unknown" if row.by_agent else "own_intake")
    if action == "decide_appeal" and staff == facts.inspector:
        raise Refused("own_score")
    if facts.state not in row.states:
        raise Refused("inspection_elsewhere", facts.state)


def inspects(by: By) -> bool:
    """Whether the actor scores what others received."""
    return by.actor.role in INSPECTING and not by.of_vendor


def _check_duty(by: By, action: str) -> None:
    row = BY_ACTION[action]
    if by.actor.role not in row.roles or (by.actor.staff is None and by.actor.role is not Role.SYSTEM):
        raise Refused("not_your_duty")
    if by.of_vendor and not row.by_agent:
        raise Refused("vendor_barred")


def _check_score(form: InspectionForm, given: Score, better: str) -> None:
    """Every criterion of the form has one of its levels, every fault is one of the form; what was lost is explained."""
    right = {*given.points} == {*form.criteria} and {*given.faults} <= {*form.fault_by_code}
    if not right or any(given.points[code] not in one.levels for code, one in form.criteria.items()):
        raise Refused("score_incomplete")
    if given.lost(form) and not better.strip():
        raise Refused("better_missing")
