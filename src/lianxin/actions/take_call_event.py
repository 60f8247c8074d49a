"""话务事件 · Take a call event."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lianxin.actions._calls import CallDone
from lianxin.actions._door import Door
from lianxin.actions.answer_call import answer_call
from lianxin.actions.end_call import end_call
from lianxin.actions.offer_call import offer_call
from lianxin.actions.release_call import release_call
from lianxin.law.actors import SYSTEM
from lianxin.law.refusals import Refused
from lianxin.law.words import CallEndedBy, CallEventKind
from lianxin.records.calls import staff_with_number
from lianxin.telephony.port import CallEvent


def take_call_event(event: CallEvent) -> CallDone | None:
    """What a switch tells becomes an act on the call it is about; None for what changes no call.

    The feed of every adapter. The same event twice is one act; what comes too late for the call is refused.
    """
    take = _TAKES.get(event.kind)
    return take(event, _door(event)) if take is not None else None


def _door(event: CallEvent) -> Door:
    """The moment is the switch's, and so is the key."""
    return Door(SYSTEM, event.occurred_at, f"{event.source}:{event.event_id}"[:200])


def _agent(event: CallEvent) -> int | None:
    if not event.agent:
        return None
    found = staff_with_number(event.agent)
    if found is None:
        raise Refused("seat_unknown", event.agent)
    return found


def _offer(event: CallEvent, door: Door) -> CallDone:
    return offer_call(door, event=event, agent=_agent(event))


def _release(event: CallEvent, door: Door) -> CallDone:
    agent = staff_with_number(event.agent)  # of a seat that is nobody's any more the call is released all the same
    return release_call(door, source=event.source, source_id=event.call_id, agent=agent)


def _answer(event: CallEvent, door: Door) -> CallDone:
    return answer_call(door, source=event.source, source_id=event.call_id, agent=_agent(event))


def _leave(event: CallEvent, door: Door) -> CallDone | None:
    """Leaving a queue follows an answer as well: only one that says why nobody answered ends the call."""
    return _end(event, door) if event.missed is not None else None


def _end(event: CallEvent, door: Door) -> CallDone:
    by = event.ended_by or CallEndedBy.SYSTEM
    return end_call(door, source=event.source, source_id=event.call_id, by=by, missed=event.missed)


_TAKES: Mapping[CallEventKind, Callable[[CallEvent, Door], CallDone | None]] = {
    CallEventKind.OFFERED: _offer,
    CallEventKind.QUEUE_ENTERED: _offer,
    CallEventKind.AGENT_OFFERED: _offer,
    CallEventKind.AGENT_NO_ANSWER: _release,
    CallEventKind.AGENT_OFFER_CANCELLED: _release,
    CallEventKind.ANSWERED: _answer,
    CallEventKind.QUEUE_LEFT: _leave,
    CallEventKind.ENDED: _end,
}
