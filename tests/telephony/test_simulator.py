"""The switch that ships: every command is followed by its event, and no number is printed."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.law.words import CallCommand, CallEndedBy, CallEventKind
from lianxin.telephony.port import CallEvent, Command, NotDone, SwitchPort
from lianxin.telephony.simulator import Simulator

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
NUMBER = "13800005621"


def switch() -> tuple[SwitchPort, Simulator, list[CallEvent]]:
    told: list[CallEvent] = []
    made = Simulator(told.append, lambda: NOW)
    return made, made, told


def test_a_call_waits_and_then_rings() -> None:
    _, simulator, told = switch()
    call = simulator.ring(agent="2017", caller=NUMBER, queue="市民诉求", waited_seconds=12)
    assert [one.kind for one in told] == [CallEventKind.QUEUE_ENTERED, CallEventKind.AGENT_OFFERED]
    assert {one.call_id for one in told} == {call}
    assert [one.agent for one in told] == ["", "2017"]
    assert told[1].occurred_at - told[0].occurred_at == dt.timedelta(seconds=12)
    assert len({one.event_id for one in told}) == 2


def test_picking_up_and_hanging_up_are_told_by_events() -> None:
    port, simulator, told = switch()
    call = simulator.ring(agent="2017", caller=NUMBER, queue="")
    told.clear()
    port.order(Command(CallCommand.ANSWER, "2017", call))
    port.order(Command(CallCommand.HANG_UP, "2017", call))
    simulator.caller_hangs_up(call)
    simulator.agent_does_not_answer(call, "2017")
    assert [one.kind for one in told] == [
        CallEventKind.ANSWERED,
        CallEventKind.ENDED,
        CallEventKind.ENDED,
        CallEventKind.AGENT_NO_ANSWER,
    ]
    assert [one.ended_by for one in told] == [None, CallEndedBy.AGENT, CallEndedBy.CALLER, None]


@pytest.mark.parametrize("kind", [one for one in CallCommand if one not in (CallCommand.ANSWER, CallCommand.HANG_UP)])
def test_what_it_cannot_do_it_says(kind: CallCommand) -> None:
    port, _, told = switch()
    assert kind not in port.commands
    with pytest.raises(NotDone):
        port.order(Command(kind, "2017", "c"))
    assert told == []


def test_no_number_is_printed() -> None:
    _, simulator, told = switch()
    simulator.ring(agent="2017", caller=NUMBER, queue="")
    assert NUMBER not in repr(told)
    assert NUMBER not in repr(Command(CallCommand.ORIGINATE, "2017", to=NUMBER))
