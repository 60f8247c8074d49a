"""Inspections of intake as the law sees them: what may be done with one, in which state, by whom, and who reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianxin.law.words import InspectionCause, InspectionState, Role

R, S = Role, InspectionState

INSPECTING = (R.QUALITY_INSPECTOR,)
"""Offices that score what others received; never vendor staff, never what the inspector received (R9)."""

DECIDING = (R.SHIFT_LEADER, R.HEAD_OF_CENTRE)
"""Offices that decide on an appeal: never who scored, nor who was scored."""

FLAGGING = (R.QUALITY_INSPECTOR, R.SHIFT_LEADER, R.EXAMINER, R.HEAD_OF_CENTRE)
"""Offices that find something at their work which should be inspected."""

DRAWING = (R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE)
"""Offices that draw a sample."""

RECEIVING = (R.AGENT, R.EXPERT, R.SHIFT_LEADER)
"""Offices whose intake is inspected (`duties.FRONT`)."""

READING = (R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE, R.SHIFT_LEADER)
"""Offices that read results; a shift leader only what has been scored, one of the vendor only of its own people."""

BY_RULE = (
    InspectionCause.MISDIRECTED,
    InspectionCause.SENT_BACK_TWICE,
    InspectionCause.UNUSUAL_LENGTH,
    InspectionCause.ATTITUDE,
)
"""Causes for which the clockwork flags by itself, where the city says so."""

MOST_DAYS = 92
"""Days that a sample or a table of results may reach over: a quarter."""

MOST_PER_AGENT = 50
"""How many of one agent's a single sample may hold."""


@dataclass(frozen=True, slots=True)
class InspectionAct:
    """One act on an inspection: its words, in which states it can be done, by whom, and its sources.

    `by_agent`: only by whom was inspected. `begins`: the act makes the inspection, there is no state before it.
    """

    action: str
    zh: str
    en: str
    states: tuple[InspectionState, ...]
    roles: tuple[Role, ...]
    articles: tuple[str, ...]
    by_agent: bool = False

    @property
    def begins(self) -> bool:
        """Whether an inspection begins with the act."""
        return not self.states


LISTENS, NOT_VENDOR = "jinan_2018:18", "R9"
"""Agents listen, record fully and correctly, use standard wording; the vendor's people take no decisions on that."""

# fmt: off
INSPECTION_ACTS: tuple[InspectionAct, ...] = (
    InspectionAct("draw_inspections", "抽取质检样本", "Draw a sample",
                  (), (*DRAWING, R.SYSTEM), (LISTENS, NOT_VENDOR)),
    InspectionAct("flag_for_inspection", "提请质检", "Flag for inspection",
                  (), (*FLAGGING, R.SYSTEM), (LISTENS, NOT_VENDOR)),
    InspectionAct("score_intake", "受理评分", "Score an intake",
                  (S.DRAWN,), INSPECTING, (LISTENS, NOT_VENDOR)),
    InspectionAct("acknowledge_score", "确认评分", "Acknowledge a score",
                  (S.SCORED,), RECEIVING, (LISTENS,), by_agent=True),
    InspectionAct("appeal_score", "对评分申诉", "Appeal against a score",
                  (S.SCORED,), RECEIVING, (LISTENS,), by_agent=True),
    InspectionAct("decide_appeal", "申诉裁定", "Decide on an appeal",
                  (S.APPEALED,), DECIDING, (LISTENS, NOT_VENDOR)),
)
# fmt: on

BY_ACTION: Mapping[str, InspectionAct] = {row.action: row for row in INSPECTION_ACTS}


@dataclass(frozen=True, slots=True)
class Intake:
    """One order or call that an agent took, by ids."""

    agent: int
    id: int


def sampled(intakes: Iterable[Intake], *, seed: str, per_agent: int) -> dict[int, list[int]]:
    """Of each agent's intakes as many as asked for, by the agent's id; all where there are fewer.

    The seed alone decides: each intake has its place in the order of SHA-256 over seed and id, so that whoever knows
    the seed, which the log holds, draws the same sample again from the same intakes, and nobody can pick.
    """
    by_agent: dict[int, list[int]] = {}
    for one in intakes:
        by_agent.setdefault(one.agent, []).append(one.id)
    return {
        agent: sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())[:per_agent]
        for agent, ids in sorted(by_agent.items())
    }
