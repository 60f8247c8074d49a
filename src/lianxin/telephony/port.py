"""The port to a telephone switch: its events in one shape, commands to it; each make is one file beside this one.

An adapter turns what its switch sends into `CallEvent`s and hands them to a `Feed`, each at least once; it touches no
table. Queueing, voice menus, media and recording are the switch's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from lianxin.law.words import CallCommand, CallDirection, CallEndedBy, CallEventKind, CallMissed


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One thing that happened at the switch `source`; `event_id` is the same when it is told again.

    `call_id` holds the legs of one call together. `agent` is the number of the member of staff, `agent_device` the
    telephone. `queued_at` is since when the caller waits. `caller` never appears when an event is printed. `data` is
    what else the switch tells (a choice, a cause, a recording's place): codes and figures, nobody's name or number.
    """

    source: str
    event_id: str
    kind: CallEventKind
    call_id: str
    occurred_at: dt.datetime
    seq: int = 0
    leg_id: str = ""
    direction: CallDirection = CallDirection.IN
    caller: str = field(default="", repr=False)
    did: str = ""
    queue: str = ""
    agent: str = ""
    agent_device: str = ""
    queued_at: dt.datetime | None = None
    ended_by: CallEndedBy | None = None
    missed: CallMissed | None = None
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """What the switch is asked to do for an agent, known by their number.

    `to` is a number or queue to call or transfer to, `reference` our own name for what comes of it (a call out).
    """

    kind: CallCommand
    agent: str
    call_id: str = ""
    to: str = field(default="", repr=False)
    reference: str = ""
    reason: str = ""


class NotDone(Exception):
    """A command that the switch did not carry out. `code` tells why, in its own words."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


Feed = Callable[[CallEvent], None]
"""Takes one event; when it raises, the adapter tells the event again later."""


class SwitchPort(Protocol):
    """A telephone switch. What it told or did is only known by the events that follow: a command returns nothing."""

    @property
    def source(self) -> str:
        """Its name in our records; never changed, never used for another."""
        ...

    @property
    def commands(self) -> frozenset[CallCommand]:
        """What it can be asked to do: buttons for other things are not shown."""
        ...

    def listen(self, feed: Feed) -> None:
        """Hands over events until the process is told to stop; after a break first what it finds to be the case."""
        ...

    def order(self, command: Command) -> None:
        """Asks the switch to do something; raises `NotDone`."""
        ...
