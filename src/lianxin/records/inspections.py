"""Reads inspections of intake: those that wait, one with its remarks, one's own, and results with their cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import IntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from lianxin.law.actors import Actor
from lianxin.law.decisions.inspection import InspectionFacts, Score
from lianxin.law.inspection import READING
from lianxin.law.words import InspectionState, InspectionTextKind, Role
from lianxin.records.intakes import Days
from lianxin.records.models import Inspection, InspectionText

NOTHING = Q(pk__in=[])


def facts_of(row: Inspection) -> InspectionFacts:
    """An inspection as the law sees it."""
    return InspectionFacts(
        agent=row.agent_id,
        agent_unit=row.agent_unit_id,
        state=row.state,
        inspector=row.inspector_id,
        appeal_until=row.appeal_until,
    )


def score_of(row: Inspection) -> Score | None:
    """The score that stands: the decided one where an appeal was upheld; None before the first."""
    if row.points is None:
        return None
    if row.points_decided is not None:
        return Score(row.points_decided, tuple(row.faults_decided))
    return Score(row.points, tuple(row.faults))


def open_to(actor: Actor, *, of_vendor: bool) -> Q:
    """A condition on inspections: those that the actor may read (`decisions.inspection.sees` asked of many)."""
    own, scored = Q(agent=actor.staff), Q(scored_at__isnull=False)
    if actor.staff is None:
        return NOTHING
    if actor.role not in READING or (of_vendor and actor.role is not Role.SHIFT_LEADER):
        return own & scored
    if of_vendor:
        return scored & (own | Q(agent_unit=actor.unit))
    return scored if actor.role is Role.SHIFT_LEADER else scored | ~own


def in_state(states: Iterable[InspectionState], actor: Actor, *, of_vendor: bool) -> QuerySet[Any]:
    """The inspections in these states that the actor may read, with agent and order."""
    rows = Inspection.objects.filter(open_to(actor, of_vendor=of_vendor), state__in=list(states))
    return rows.select_related("agent", "order", "call", "inspector")


def one(inspection: int) -> Inspection | None:
    """One inspection with the people of it and what it is about; None when there is none."""
    rows = Inspection.objects.select_related(
        "agent", "agent_unit", "order", "call", "sample", "inspector", "decided_by", "drawn_by"
    )
    return rows.filter(pk=inspection).first()


def of_agent(agent: int) -> QuerySet[Any]:
    """What was scored of one agent, the latest first."""
    rows = Inspection.objects.filter(agent=agent, scored_at__isnull=False)
    return rows.select_related("agent", "order", "call").order_by("-scored_at", "-id")


def remarks_of(inspection: int) -> dict[InspectionTextKind, str]:
    """The remarks that have not been destroyed, the latest of each kind."""
    rows = InspectionText.objects.filter(inspection=inspection, content__isnull=False).order_by("sequence", "place")
    return {InspectionTextKind(row.kind): row.content or "" for row in rows}


def scored_in(days: Days, actor: Actor, *, of_vendor: bool) -> QuerySet[Any]:
    """What was scored on these days, as far as the actor may read it."""
    rows = Inspection.objects.filter(open_to(actor, of_vendor=of_vendor))
    return rows.filter(scored_at__gte=days.begin, scored_at__lt=days.end)


# ---- results ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgentResult:
    """One agent's inspections of a period: how many, the sum of their scores, how many were zero by a fatal fault."""

    agent: int
    name: str
    number: str
    count: int
    total: int
    fatal: int


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion over the inspections of a period by one form: points given, how often any was lost."""

    form_version: str
    code: str
    count: int
    points: int
    lost: int


_STANDING = """
SELECT i.id, i.agent_id, i.form_version, coalesce(i.total_decided, i.total) AS total,
       coalesce(i.points_decided, i.points) AS points,
       cardinality(CASE WHEN i.points_decided IS NULL THEN i.faults ELSE i.faults_decided END) AS faults
FROM inspection i WHERE i.id IN ({chosen})
"""

_BY_AGENT = """
SELECT s.id, s.display_name, s.number, count(*), sum(x.total), count(*) FILTER (WHERE x.faults > 0)
FROM ({standing}) x JOIN staff s ON s.id = x.agent_id GROUP BY s.id ORDER BY s.number, s.id
"""

_BY_CRITERION = """
SELECT x.form_version, p.key, count(*), sum(p.value::int), array_agg(p.value::int)
FROM ({standing}) x CROSS JOIN LATERAL jsonb_each_text(x.points) p GROUP BY 1, 2
"""


def by_agent(chosen: QuerySet[Any]) -> list[AgentResult]:
    """The results of these inspections for each agent, by their numbers: an order that is no ranking."""
    return [AgentResult(*row) for row in _asked(_BY_AGENT, chosen)]


def by_criterion(chosen: QuerySet[Any], most: dict[tuple[str, str], int]) -> list[CriterionResult]:
    """The results for each criterion; `most` says by form and criterion what it gives where all is well."""
    return [
        CriterionResult(form, code, count, points, sum(one < most.get((form, code), 0) for one in given))
        for form, code, count, points, given in _asked(_BY_CRITERION, chosen)
    ]


def _asked(question: str, chosen: QuerySet[Any]) -> list[tuple[Any, ...]]:
    ids, params = chosen.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(question.format(standing=_STANDING.format(chosen=ids)), params)
        return list(cursor.fetchall())


def cases(chosen: QuerySet[Any], *, form: str, criterion: str, most: int, faults: bool) -> QuerySet[Any]:
    """Those of these inspections that a form was used for, a criterion got less than the most in, a fault was fatal in.

    What is empty, or false, narrows nothing.
    """
    if form:
        chosen = chosen.filter(form_version=form)
    if criterion:
        standing = Coalesce("points_decided", "points")
        given = Cast(KeyTextTransform(criterion, standing), IntegerField())
        chosen = chosen.annotate(given=given).filter(given__lt=most)
    if faults:
        first = Q(points_decided__isnull=True) & ~Q(faults=[])
        chosen = chosen.filter(first | (Q(points_decided__isnull=False) & ~Q(faults_decided=[])))
    return chosen


def forms_used(chosen: QuerySet[Any]) -> list[str]:
    """The versions of the form by which these were scored."""
    return sorted(set(chosen.order_by().values_list("form_version", flat=True).distinct()))
