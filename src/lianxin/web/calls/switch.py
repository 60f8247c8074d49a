"""The telephone system behind this installation, and how the person at the desk gives it a command."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lianxin.actions import take_call_event
from lianxin.law.refusals import Refused
from lianxin.law.words import CallCommand, Role
from lianxin.records.models import Call, Staff
from lianxin.telephony.port import CallEvent, Command, NotDone, SwitchPort
from lianxin.telephony.simulator import Simulator

PLAYERS = (Role.AGENT, Role.SHIFT_LEADER)
"""Offices that may play the caller in a demonstration."""


def simulator() -> Simulator | None:
    """The switch without telephones; only where nobody's real calls are: in a demonstration."""
    return None if settings.PRODUCTION else Simulator(_take, timezone.now)


def may_simulate(role: Role) -> bool:
    """Whether the office finds the simulator's page in its menu."""
    return role in PLAYERS and simulator() is not None


def switch_of(call: Call) -> SwitchPort | None:
    """The switch that a call is on, as far as commands go to it."""
    made = simulator()
    return made if made is not None and made.source == call.source else None


def can(call: Call, kind: CallCommand) -> bool:
    """Whether a button for this makes sense."""
    switch = switch_of(call)
    return switch is not None and kind in switch.commands


def command(request: HttpRequest, call: Call, kind: CallCommand, *, to: str = "") -> None:
    """Asks the switch to do something with a call for the person at the desk; refuses what it does not do.

    `to`: the number that is to join the call.
    """
    switch, person = switch_of(call), request.user
    if switch is None or not isinstance(person, Staff) or kind not in switch.commands:
        raise Refused("telephone_cannot")
    try:
        switch.order(Command(kind, person.number, call.source_id, to))
    except NotDone as problem:
        raise Refused("telephone_cannot", problem.code) from problem


def _take(event: CallEvent) -> None:
    take_call_event(event)
