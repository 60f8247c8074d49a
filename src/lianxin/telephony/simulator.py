"""The fake that ships: a switch without telephones, whose callers are played by whoever opens its page."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from lianxin.law.words import CallCommand, CallEndedBy, CallEventKind
from lianxin.telephony.port import CallEvent, Command, Feed, NotDone

SOURCE = "simulator"


@dataclass(frozen=True, slots=True)
class Simulator:
    """Every command happens at once and is told to `feed` before it returns; it remembers nothing itself."""

    feed: Feed
    clock: Callable[[], dt.datetime]

    @property
    def source(self) -> str:
        """Its name in our records."""
        return SOURCE

    @property
    def commands(self) -> frozenset[CallCommand]:
        """Picking up and hanging up."""
        return frozenset({CallCommand.ANSWER, CallCommand.HANG_UP})

    def listen(self, feed: Feed) -> None:
        """Nothing ever happens here by itself."""
        _ = feed

    def order(self, command: Command) -> None:
        """The agent picks up, or hangs up."""
        if command.kind is CallCommand.ANSWER:
            self._tell(CallEventKind.ANSWERED, command.call_id, agent=command.agent)
        elif command.kind is CallCommand.HANG_UP:
            self._tell(CallEventKind.ENDED, command.call_id, agent=command.agent, ended_by=CallEndedBy.AGENT)
        else:
            raise NotDone("not_simulated")

    # ---- the caller's side -------------------------------------------------------------------------------------------

    def ring(self, *, agent: str, caller: str, queue: str, waited_seconds: int = 0) -> str:
        """Somebody calls, waits in a queue, and rings at an agent; returns what the call is known by."""
        call_id, now = uuid.uuid4().hex, self.clock()
        since = now - dt.timedelta(seconds=waited_seconds)
        told = {"caller": caller, "queue": queue, "queued_at": since, "did": "12345"}
        self._tell(CallEventKind.QUEUE_ENTERED, call_id, at=since, **told)
        self._tell(CallEventKind.AGENT_OFFERED, call_id, at=now, agent=agent, **told)
        return call_id

    def caller_hangs_up(self, call_id: str) -> None:
        """The caller ends the call, answered or not."""
        self._tell(CallEventKind.ENDED, call_id, ended_by=CallEndedBy.CALLER)

    def agent_does_not_answer(self, call_id: str, agent: str) -> None:
        """It has rung long enough: the call goes back to its queue."""
        self._tell(CallEventKind.AGENT_NO_ANSWER, call_id, agent=agent)

    def _tell(self, kind: CallEventKind, call_id: str, *, at: dt.datetime | None = None, **told: object) -> None:
        event_id = uuid.uuid4().hex
        self.feed(CallEvent(SOURCE, event_id, kind, call_id, at or self.clock(), **told))  # type: ignore[arg-type]  # fields by name
