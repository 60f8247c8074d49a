"""The queues each office works through, in the order of its day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.visibility import AT_DESK
from lianxin.law.words import OrderState, OverlayKind, Role

R, S, K = Role, OrderState, OverlayKind


class Scope(Enum):
    """Whose orders a list shows."""

    ALL = "all"
    """All orders of the city that the office may read."""
    OWN = "own"
    """Orders with an active assignment of the actor's unit."""
    WITHIN = "within"
    """Orders with an assignment of the actor's unit or one below it; for a county's desks of any unit of the county."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """One queue: which orders it holds, for whom, and whose."""

    code: str
    zh: str
    en: str
    roles: tuple[Role, ...]
    scope: Scope
    states: tuple[OrderState, ...] = ()
    overlays: tuple[OverlayKind, ...] = ()
    assignment_states: tuple[str, ...] = ()
    icon: str = "inbox"


UNIT = (R.UNIT_CLERK, R.UNIT_HEAD, R.COUNTY_OPERATOR)
CENTRE = (
    R.AGENT, R.EXPERT, R.SHIFT_LEADER, R.DISPATCHER, R.ARBITER, R.EXAMINER, R.CALLBACK_CLERK, R.SUPERVISOR, R.ASSESSOR,
    R.QUALITY_INSPECTOR, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK,
)  # fmt: skip
OPEN = (S.REGISTERED, S.DISPATCHING, S.HANDLING, S.FED_BACK, S.CALLBACK, S.TRACKED)

LISTS: tuple[WorkList, ...] = (
    WorkList("intake", "受理中", "At intake", (R.AGENT, R.SHIFT_LEADER), Scope.ALL, (S.REGISTERED,), icon="headset"),
    WorkList("to_answer", "待解答", "To answer", (R.EXPERT,), Scope.ALL, (S.REGISTERED, S.DISPATCHING), icon="headset"),
    WorkList("to_dispatch", "待转办", "To dispatch", (R.DISPATCHER, R.ARBITER, R.SHIFT_LEADER), Scope.ALL, (S.REGISTERED, S.DISPATCHING), icon="send"),
    WorkList("send_backs", "退单待裁定", "Send-backs", (R.DISPATCHER, R.ARBITER), Scope.ALL, OPEN, (K.SEND_BACK, K.HOST_CHANGE, K.CO_HANDLING), icon="arrow-back-up"),
    WorkList("to_examine", "待审核", "To examine", (R.EXAMINER, R.GENERAL_OFFICE_CLERK), Scope.ALL, (S.FED_BACK,), icon="file-text"),
    WorkList("requests", "待决定", "Requests", (R.EXAMINER, R.HEAD_OF_CENTRE), Scope.ALL, (*OPEN, S.CLOSED), (K.EXTENSION, K.PROMISE_CHANGE, K.WITHDRAWAL, K.CONTRADICTION, K.RECUSAL, K.REDIRECTION, K.REOPENING, K.SEALING), icon="list-details"),
    WorkList("to_call_back", "待回访", "To call back", (R.CALLBACK_CLERK, R.EXAMINER), Scope.ALL, (S.CALLBACK,), icon="phone-call"),
    WorkList("tracked", "承诺跟踪", "Tracked", (R.SUPERVISOR, R.EXAMINER, R.HEAD_OF_CENTRE), Scope.ALL, (S.TRACKED,), icon="clock"),
    WorkList("supervision", "督办", "Supervision", (R.SUPERVISOR, R.HEAD_OF_CENTRE), Scope.ALL, (*OPEN, S.CLOSED), (K.SUPERVISION, K.PROPOSAL), icon="flag"),
    WorkList("retaliation", "打击报复", "Retaliation", (R.SUPERVISOR, R.HEAD_OF_CENTRE, R.GENERAL_OFFICE_CLERK), Scope.ALL, (*OPEN, S.CLOSED), (K.RETALIATION,), icon="shield-lock"),
    WorkList("to_sign", "待签收", "To sign", (*UNIT, R.ASSISTANCE_WORKER), Scope.OWN, (S.HANDLING, S.TRACKED), assignment_states=("offered",), icon="inbox"),
    WorkList("in_hand", "办理中", "In hand", (*UNIT, R.ASSISTANCE_WORKER), Scope.OWN, (S.HANDLING, S.TRACKED), assignment_states=("signed", "delegated"), icon="list-details"),
    WorkList("explanations", "待说明举证", "To explain", UNIT, Scope.OWN, tuple(S), (K.EXPLANATION, K.OBJECTION, K.CONTRADICTION, K.SUPERVISION), icon="message-circle"),
    WorkList("at_centre", "已反馈", "Fed back", UNIT, Scope.OWN, (S.FED_BACK, S.CALLBACK), icon="check"),
    WorkList("county", "本县区", "Our county", (R.COUNTY_OPERATOR, R.COUNTY_OFFICE, R.UNIT_HEAD), Scope.WITHIN, OPEN, icon="building-community"),
    WorkList("all", "全部工单", "All orders", (*CENTRE, R.CITY_LEADER, R.SUPERVISORY_BODY, R.VENDOR_MANAGER), Scope.ALL, icon="search"),
    WorkList("ours", "本单位全部", "All of ours", (*UNIT, R.COUNTY_OFFICE, R.ASSISTANCE_WORKER), Scope.OWN, icon="search"),
)  # fmt: skip


def lists_for(role: Role) -> tuple[WorkList, ...]:
    """The queues of an office; empty for offices without orders (administrator, knowledge editor)."""
    return tuple(row for row in LISTS if role in row.roles)


def works_on_accounts(actor: Actor, units: UnitDirectory) -> bool:
    """Whether the office has the callers' own words in every order it may open (`Part.ACCOUNT`): search goes by it."""
    at_centre = actor.role is Role.GENERAL_OFFICE_CLERK or units.at_centre(actor.unit)
    return at_centre and actor.role in AT_DESK
