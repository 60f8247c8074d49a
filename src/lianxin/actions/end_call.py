"""通话结束 · End a call."""

from __future__ import annotations

from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked_by_source
from lianxin.actions._door import Door
from lianxin.law.decisions import calls
from lianxin.law.words import CallEndedBy, CallMissed


def end_call(door: Door, *, source: str, source_id: str, by: CallEndedBy, missed: CallMissed | None = None) -> CallDone:
    """The line is free; the switch tells who hung up, or why nobody answered (R35)."""
    find = partial(locked_by_source, source, source_id)
    given = {"by": by, "missed": missed}
    return act_on_call(door, OnCall("end_call", (source, source_id), find=find, decide=calls.end, given=given))
