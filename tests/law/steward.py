"""A steward who brings any order to a lawful end by the ordinary way: the right people, one act after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.complained_of import is_about_centre, is_about_section
from lianxin.law.decide import fed_back_at_centre, nobody_could_examine
from lianxin.law.decisions.callback import Talk, unsettled
from lianxin.law.decisions.common import check_first_handler
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, OrderAggregate, Overlay
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    EmergencyService,
    Grade,
    OrderFlag,
    OrderState,
    Outcome,
    OverlayKind,
    PointState,
    ReplyState,
    ReplyWay,
    Role,
    Solved,
    TalkResult,
    UnitKind,
)
from tests.law.drafts import HOTLINE, OFFICE, staff
from tests.law.walk import Act, Stage

ENDED = (OrderState.CLOSED, OrderState.ARCHIVED)
REASON = "依职责办理"
MOST_ACTS = 60
FRESH = 7
"""The steward's people take part in no other act, so nobody has an interest in the order or was recused."""
DECIDERS: dict[OverlayKind, tuple[str, Role]] = {
    OverlayKind.SEND_BACK: ("decide_send_back", Role.DISPATCHER),
    OverlayKind.EXTENSION: ("decide_extension", Role.EXAMINER),
    OverlayKind.HOST_CHANGE: ("decide_host_change", Role.DISPATCHER),
    OverlayKind.CO_HANDLING: ("decide_co_handling", Role.DISPATCHER),
    OverlayKind.PROMISE_CHANGE: ("decide_promise_change", Role.EXAMINER),
    OverlayKind.RECUSAL: ("decide_recusal", Role.HEAD_OF_CENTRE),
    OverlayKind.REDIRECTION: ("decide_redirection", Role.EXAMINER),
}
CLERKS: dict[UnitKind, Role] = {
    UnitKind.COUNTY_HOTLINE: Role.COUNTY_OPERATOR,
    UnitKind.CITY_OFFICE: Role.GENERAL_OFFICE_CLERK,
    UnitKind.CENTRE_SECTION: Role.QUALITY_INSPECTOR,
    UnitKind.CITY_HOTLINE: Role.HEAD_OF_CENTRE,
}
GOOD = Talk(result=TalkResult.BY_MESSAGE, told=True, contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)


def bring_to_an_end(stage: Stage, order: int) -> int:
    """Leads the order to an end; returns how many acts it took. Fails when an act is refused or no end comes."""
    told = []
    for number in range(MOST_ACTS):
        whole = stage.read(order)
        if whole.order.state in ENDED:
            return number
        act = _next(stage, whole)
        told.append(f"{whole.order.state} {act.action} by {act.actor}")
        try:
            stage.perform(act)
        except Refused as refused:
            raise AssertionError(f"no way to an end: {told} was refused: {refused}") from refused
    raise AssertionError(f"no end after {MOST_ACTS} acts: {told}")


def _next(stage: Stage, whole: OrderAggregate) -> Act:
    view = Draft.of(whole, stage.around(SYSTEM, whole.order.id))
    action, actor, arguments = next(_open_questions(stage, view), None) or _onward(view)
    return Act(action, actor, whole.order.id, arguments)


Move = tuple[str, Actor, dict[str, Any]]


def _centre(view: Draft, role: Role, number: int = FRESH) -> Actor:
    """A person of the centre; the general office where the matter is about the centre itself (R59)."""
    if is_about_centre(view):
        return staff(Role.GENERAL_OFFICE_CLERK, OFFICE, number)
    return staff(role, HOTLINE, number)


def _examiner(view: Draft) -> Actor:
    """Somebody who is neither complained of nor fed back: of the general office in all matters of the centre (R59)."""
    if is_about_centre(view) or is_about_section(view) or fed_back_at_centre(view):
        return staff(Role.GENERAL_OFFICE_CLERK, OFFICE, FRESH + 2)
    return staff(Role.EXAMINER, HOTLINE, FRESH + 2)


def _clerk(view: Draft, row: Assignment) -> Actor:
    return staff(CLERKS.get(view.unit(row.unit).kind, Role.UNIT_CLERK), row.unit, FRESH)


def _open_questions(stage: Stage, view: Draft) -> Iterator[Move]:
    at_intake = view.order.state in (OrderState.REGISTERED, OrderState.DISPATCHING)
    for row in view.open_overlays():
        if row.kind is OverlayKind.CONTRADICTION and not at_intake:
            stage.now += dt.timedelta(days=20)
            finding = {"overlay": row.serial, "reply_stands": False, "untruth": False, "reason": REASON}
            yield "decide_contradiction", _examiner(view), finding
        elif row.kind is OverlayKind.WITHDRAWAL and not nobody_could_examine(view):
            finding = {"overlay": row.serial, "free": False, "reason": REASON}
            yield "decide_withdrawal", _centre(view, Role.EXAMINER), finding
        elif row.kind is OverlayKind.REHANDLING:
            yield "decline_rehandling", _examiner(view), {"overlay": row.serial, "reason": REASON}
        elif row.kind is OverlayKind.SEALING and not nobody_could_examine(view):
            finding = {"overlay": row.serial, "confirmed": False}
            yield "confirm_sealing", _centre(view, Role.HEAD_OF_CENTRE, FRESH + 1), finding
        elif row.kind in DECIDERS and not nobody_could_examine(view):
            action, role = DECIDERS[row.kind]
            judge = _judge(view, row) or _centre(view, role)
            yield action, judge, {"overlay": row.serial, "upheld": False, "reason": REASON}


def _judge(view: Draft, row: Overlay) -> Actor | None:
    """The unit above, where a delegate wants to send back."""
    asked = view.assignments.get(row.assignment or 0)
    if row.kind is not OverlayKind.SEND_BACK or asked is None or asked.kind is not AssignmentKind.DELEGATE:
        return None
    return _clerk(view, view.assignments[asked.parent or 0])


def _onward(view: Draft) -> Move:
    ways = {
        OrderState.REGISTERED: _to_a_unit,
        OrderState.DISPATCHING: _to_a_unit,
        OrderState.HANDLING: _to_the_centre,
        OrderState.TRACKED: _to_the_centre,
        OrderState.FED_BACK: _to_the_callers,
        OrderState.CALLBACK: _to_the_end,
    }
    return ways[view.order.state](view)


def _to_a_unit(view: Draft) -> Move:
    unit = next((unit for unit in view.around.units.units if _may_host(view, unit)), None)
    if unit is None or nobody_could_examine(view):
        if view.order.state is OrderState.REGISTERED and OrderFlag.MINOR_HARMED in view.order.flags:
            return "hand_over", staff(Role.AGENT, HOTLINE, FRESH), {"service": EmergencyService.POLICE}
        return "transfer_out", staff(Role.DISPATCHER, HOTLINE, FRESH), {"body": REASON, "receipt": REASON}
    return "designate", _centre(view, Role.DISPATCHER), {"unit": unit, "transfer": REASON, "reason": REASON}


def _may_host(view: Draft, unit: int) -> bool:
    try:
        check_first_handler(view, unit)
    except Refused:
        return False
    return True


def _to_the_centre(view: Draft) -> Move:
    host = view.need_host()
    clerk = _clerk(view, host)
    if host.state is AssignmentState.OFFERED:
        return "sign", clerk, {}
    if host.state is AssignmentState.DELEGATED:
        delegates = [row for row in view.active(AssignmentKind.DELEGATE) if row.parent == host.serial]
        working = next(row for row in delegates if row.state is not AssignmentState.FED_BACK)
        return "recall_delegate", clerk, {"assignment": working.serial, "reason": REASON}
    return _reply(view, host) or ("feed_back", clerk, {"result": Result(outcome=Outcome.DONE, findings=REASON)})


def _reply(view: Draft, host: Assignment) -> Move | None:
    for caller in view.present_callers():
        if caller.reply in (ReplyState.OWED, ReplyState.CONTESTED):
            told = {"caller": caller.serial, "way": ReplyWay.MESSAGE, "content": REASON}
            return "reply", _clerk(view, host), told
        if caller.reply is ReplyState.ON_ITS_WAY:
            return "settle_reply", SYSTEM, {"caller": caller.serial, "delivered": True}
    return None


def _to_the_callers(view: Draft) -> Move:
    examiner = _examiner(view)
    if view.need_feedback().outcome is Outcome.STOP:
        return "uphold_stop", examiner, {"reason": REASON}
    return _reply(view, view.need_host()) or ("examine", examiner, {"points": _settled(view)})


def _settled(view: Draft) -> tuple[PointCheck, ...]:
    """Every point is dealt with: a reasonable centre drops what is none (Art. 27)."""
    return tuple(PointCheck(PointState.ANSWERED, row.serial) for row in view.standing_points())


def _to_the_end(view: Draft) -> Move:
    examiner = _examiner(view)
    for caller in view.present_callers():
        if caller.callback is None:
            return "call_back", examiner, {"caller": caller.serial, "talk": GOOD}
        if unsettled(view, caller):
            return "accept_dissatisfaction", examiner, {"caller": caller.serial, "reason": REASON}
    return "close", examiner, {}
