"""接手求助 · Take up an alert."""

from __future__ import annotations

from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked, tell_leaders
from lianxin.actions._door import Door
from lianxin.law.decisions import calls


def take_up_alert(door: Door, *, call: int) -> CallDone:
    """A shift leader comes to the agent; the other leaders need not (R35)."""

    find = partial(locked, call)
    return act_on_call(
        door, OnCall("take_up_alert", (call,), find=find, decide=calls.take_up_alert, also=partial(tell_leaders, door))
    )
