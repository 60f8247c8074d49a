"""Decides on calls: the switch tells what happened, the agent what came of it (R26, R35, R41, R44)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from lianxin.law.actors import Actor
from lianxin.law.calls import ANSWERING, BRIDGED, BY_ACTION, BY_DISPOSITION, DISPOSITIONS, LEADERS
from lianxin.law.refusals import Refused
from lianxin.law.words import (
    CallDisposition,
    CallEndedBy,
    CallMissed,
    CallRelation,
    CallState,
    EmergencyService,
    NumberPurpose,
    Role,
)

Changes = dict[str, object]
"""The fields of a call that a decision changes."""


def waits_for_help(alerted_at: dt.datetime | None, helped_at: dt.datetime | None) -> bool:
    """Whether a shift leader was called at the first moment and none had taken it up by the second (R35)."""
    return alerted_at is not None and helped_at is None


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call as it stands. `relations`: what ties it to orders; `anonymous`: one of these orders has a caller who
    wants to be unknown; `has_number`: the switch told a number, and it was not destroyed; `alerted_at`, `helped_at`:
    when the agent called for the shift leader, and when one took it up."""

    agent: int | None = None
    answered_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    disposed_at: dt.datetime | None = None
    relations: frozenset[CallRelation] = frozenset()
    anonymous: bool = False
    has_number: bool = True
    alerted_at: dt.datetime | None = None
    helped_at: dt.datetime | None = None

    @property
    def alert_open(self) -> bool:
        """Whether the agent called for help that has not come yet (R35)."""
        return waits_for_help(self.alerted_at, self.helped_at)

    @property
    def state(self) -> CallState:
        """Where the call stands."""
        if self.disposed_at is not None:
            return CallState.DISPOSED
        if self.ended_at is not None:
            return CallState.MISSED if self.answered_at is None else CallState.TO_DISPOSE
        if self.answered_at is not None:
            return CallState.TALKING
        return CallState.QUEUED if self.agent is None else CallState.RINGING


# ---- what the switch tells -------------------------------------------------------------------------------------------


def offer(call: CallFacts, actor: Actor, now: dt.datetime, *, agent: int | None) -> Changes:
    """The call rings at an agent, or at first only waits; whoever calls is offered like everybody else (R41)."""
    _check(call, actor, "offer_call")
    return {} if agent is None else {"agent_id": agent, "rang_at": now}


def release(call: CallFacts, actor: Actor, now: dt.datetime, *, agent: int | None) -> Changes:
    """The agent did not pick up: the call goes on waiting, and is nobody's (R41).

    Told late, or of one of several telephones, it takes the call from nobody else at whom it rings by now.
    """
    _ = now
    _check(call, actor, "release_call")
    if agent is not None and agent != call.agent:
        return {}
    return {"agent_id": None, "rang_at": None}


def answer(call: CallFacts, actor: Actor, now: dt.datetime, *, agent: int | None) -> Changes:
    """An agent and the caller talk; who picks up need not be whose telephone rang (Art. 18)."""
    _check(call, actor, "answer_call")
    who = agent if agent is not None else call.agent
    if who is None:
        raise Refused("seat_unknown")
    return {"agent_id": who, "answered_at": now}


def end(
    call: CallFacts, actor: Actor, now: dt.datetime, *, by: CallEndedBy, missed: CallMissed | None = None
) -> Changes:
    """The line is free; an answered call stays with its agent until it is said what came of it (R35)."""
    _check(call, actor, "end_call")
    changes: Changes = {"ended_at": now, "ended_by": by}
    if call.answered_at is None:
        changes["missed"] = missed or (CallMissed.ABANDONED if by is CallEndedBy.CALLER else CallMissed.NO_ANSWER)
    return changes


# ---- what the agent does ---------------------------------------------------------------------------------------------


def link(call: CallFacts, actor: Actor, now: dt.datetime, *, relation: CallRelation) -> Changes:
    """Ties the call to an order; one call may lead to several (R26)."""
    _ = now, relation
    _check(call, actor, "link_call")
    return {}


def reveal_number(call: CallFacts, actor: Actor, now: dt.datetime, *, purpose: NumberPurpose) -> Changes:
    """Shows the number for a purpose; nothing changes but the log (R44)."""
    _ = now, purpose
    _check(call, actor, "reveal_number")
    if not call.has_number:
        raise Refused("number_not_there")
    return {}


def alert_shift_leader(
    call: CallFacts, actor: Actor, now: dt.datetime, *, service: EmergencyService | None = None
) -> Changes:
    """The caller is in distress: the shift leader is called; `service` is the line to join the call (R35)."""
    _check(call, actor, "alert_shift_leader")
    if call.alert_open:
        raise Refused("alert_open")
    if service is not None and service not in BRIDGED:
        raise Refused("not_bridged")
    return {"alerted_at": now, "alert_service": service, "helped_at": None, "helped_by_id": None}


def take_up_alert(call: CallFacts, actor: Actor, now: dt.datetime) -> Changes:
    """A shift leader is there; who called for them sees it at once (R35)."""
    _check(call, actor, "take_up_alert")
    if not call.alert_open:
        raise Refused("alert_over")
    return {"helped_at": now, "helped_by_id": actor.staff}


def check_may_hang_up(call: CallFacts) -> None:
    """Who called for help stays on the line until it comes; the caller may end the call at any time (R35)."""
    if call.alert_open:
        raise Refused("stay_on_the_line")


def dispose(call: CallFacts, actor: Actor, now: dt.datetime, *, disposition: CallDisposition | None = None) -> Changes:
    """Says what came of the call; without a word for it, what its orders say (R26, R35).

    Of a caller who wants to be unknown not even the number that they called from is kept.
    """
    _check(call, actor, "dispose_call")
    chosen = disposition or outcome(call.relations)
    if chosen is None:
        raise Refused("call_without_order")
    row = BY_DISPOSITION[chosen]
    if row.invalid and call.relations:
        raise Refused("call_has_orders")
    if not row.invalid and not call.relations & {*row.relations}:
        raise Refused("call_without_order")
    changes: Changes = {"disposition": chosen, "disposed_at": now}
    return changes | (without_number(now) if call.anonymous and call.has_number else {})


def outcome(relations: Collection[CallRelation]) -> CallDisposition | None:
    """What the orders of a call say came of it; None when it has none."""
    fitting = (row.disposition for row in DISPOSITIONS if {*row.relations} & {*relations})
    return next(fitting, None)


def without_number(now: dt.datetime) -> Changes:
    """The number goes, with the key that could open copies of it (R63)."""
    return {"wrapped_key": None, "number_ct": None, "number_digest": None, "number_destroyed_at": now}


def _check(call: CallFacts, actor: Actor, action: str) -> None:
    row = BY_ACTION[action]
    if row.by_leader:
        if actor.role not in LEADERS or actor.staff is None:
            raise Refused("not_your_duty")
    elif not row.by_switch:
        _check_own(call, actor)
    elif actor.role is not Role.SYSTEM:
        raise Refused("not_your_duty")
    if call.state in row.states:
        return
    if action == "dispose_call" and call.state in (CallState.RINGING, CallState.TALKING):
        raise Refused("call_goes_on")
    raise Refused("call_elsewhere", call.state)


def _check_own(call: CallFacts, actor: Actor) -> None:
    """Whose call it is not does not learn that there is one (R44)."""
    if actor.role not in ANSWERING:
        raise Refused("not_your_duty")
    if actor.staff is None or call.agent != actor.staff:
        raise Refused("call_unknown")
