"""振铃未接 · Release a call."""

from __future__ import annotations

from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked_by_source
from lianxin.actions._door import Door
from lianxin.law.decisions import calls


def release_call(door: Door, *, source: str, source_id: str, agent: int | None) -> CallDone:
    """The agent did not pick up: the call goes on waiting, nobody's; the switch tells so (R41)."""
    find = partial(locked_by_source, source, source_id)
    return act_on_call(
        door, OnCall("release_call", (source, source_id), find=find, decide=calls.release, given={"agent": agent})
    )
