"""One act on one inspection: decided by the law of inspections, carried out as on every subject (`_subjects`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.actions import _subjects
from lianxin.actions._door import Door
from lianxin.actions._live import announce_inspections
from lianxin.actions._subjects import Decided, Family, SubjectDone, Told, by_of
from lianxin.law.by import By, Changes
from lianxin.law.decisions.inspection import InspectionFacts, check
from lianxin.law.inspection import BY_ACTION
from lianxin.law.words import InspectedKind, InspectionTextKind
from lianxin.records.inspections import facts_of
from lianxin.records.intakes import units_of_agents, who_took
from lianxin.records.load import ReadAlong
from lianxin.records.models import Inspection, InspectionText
from lianxin.records.rules import Rules

__all__ = ["InspectionDone", "Told", "act_on_inspection", "begin", "by_of", "new_rows"]

Remarks = Mapping[InspectionTextKind, str]
"""What is written with an act; empty ones are left out."""


def _announce(rows: Iterable[Inspection]) -> None:
    announce_inspections([row.pk for row in rows], {row.agent_id for row in rows})


INSPECTIONS = Family(
    model=Inspection,
    texts=InspectionText,
    link="inspection",
    articles=lambda action: BY_ACTION[action].articles,
    unknown="inspection_unknown",
    announce=_announce,
)


@dataclass(frozen=True, slots=True)
class InspectionDone:
    """An inspection after an act: its id, the sequence of its event, and whether it had been done before."""

    inspection: int
    sequence: int
    repeated: bool = False

    @classmethod
    def of(cls, done: SubjectDone) -> InspectionDone:
        """The same as an inspection."""
        return cls(done.id, done.sequence, done.repeated)


def act_on_inspection(
    door: Door,
    action: str,
    inspection: int,
    decide: Callable[[InspectionFacts, By, Rules, Inspection], Changes],
    remarks: Remarks,
    given: Mapping[str, Any],
) -> InspectionDone:
    """Carries out one act on one inspection; raises `Refused` when the law says no."""

    def decided(row: Inspection, by: By, rules: Rules) -> Decided:
        check(facts_of(row), by, action)
        return Decided(decide(facts_of(row), by, rules, row))

    return InspectionDone.of(_subjects.act_on(INSPECTIONS, door, action, inspection, decided, (remarks, given)))


def begin(
    door: Door,
    action: str,
    digest: str,
    found: Callable[[ReadAlong], Told],
    remarks: Remarks,
) -> list[InspectionDone]:
    """Makes the inspections that `found` says, each with what its event tells; those of a repeated request once."""

    def told(along: ReadAlong) -> Told:
        return [(row, _subjects.begun(row, BEGUN) | more) for row, more in found(along)]

    return [InspectionDone.of(one) for one in _subjects.begin(INSPECTIONS, door, action, digest, told, remarks)]


def new_rows(what: InspectedKind, subjects: Sequence[int], **fields: Any) -> list[Inspection]:  # noqa: ANN401 - columns of one row
    """Rows for these orders or calls, each with who took it, when and in which unit; not saved yet."""
    taken = who_took(what, subjects)
    latest = max((one.at for one in taken.values()), default=None)
    units = units_of_agents({one.agent for one in taken.values()}, latest) if latest is not None else {}
    name = "order_id" if what is InspectedKind.ORDER else "call_id"
    return [
        Inspection(
            what=what,
            agent_id=taken[subject].agent,
            agent_unit_id=units.get(taken[subject].agent),
            taken_at=taken[subject].at,
            **{name: subject},
            **fields,
        )
        for subject in subjects
        if subject in taken
    ]


BEGUN = ("what", "order_id", "call_id", "agent_id", "agent_unit_id", "taken_at", "cause", "drawn_at", "drawn_by_id")
"""Columns with which an inspection begins, as its first event tells them."""
