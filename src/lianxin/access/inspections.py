"""Which lists of inspections an office works through, and what its page is called."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.inspection import INSPECTING, READING, RECEIVING
from lianxin.law.lamps import Spoken
from lianxin.law.words import InspectionState, Role

S = InspectionState
DESK, MINE = Spoken("受理质检", "Inspection of intake"), Spoken("我的质检", "My scores")


@dataclass(frozen=True, slots=True)
class InspectionList:
    """One list: its words, the states it holds, the offices that have it, and the newest or the oldest first."""

    code: str
    zh: str
    en: str
    roles: tuple[Role, ...]
    states: tuple[InspectionState, ...] = ()
    newest: bool = False


INSPECTION_LISTS: tuple[InspectionList, ...] = (
    InspectionList("to_score", "待评分", "To score", (*INSPECTING, Role.HEAD_OF_CENTRE), (S.DRAWN,)),
    InspectionList("appealed", "申诉", "Appeals", READING, (S.APPEALED,)),
    InspectionList("done", "已评分", "Scored", READING, (S.SCORED, S.ACKNOWLEDGED, S.DECIDED), newest=True),
    InspectionList("mine", "我的质检", "My scores", RECEIVING, newest=True),
)
"""In this order: the first that an office has is its own to begin with."""


def inspection_lists(role: Role) -> tuple[InspectionList, ...]:
    """The lists of an office; empty for offices that have nothing to do with inspections."""
    return tuple(row for row in INSPECTION_LISTS if role in row.roles)


def desk_name(row: InspectionList) -> Spoken:
    """What the page of a list is called: for who only receives it is that of the own scores."""
    return MINE if row.code == "mine" else DESK
