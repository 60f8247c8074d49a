"""接听 · Answer a call."""

from __future__ import annotations

from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked_by_source
from lianxin.actions._door import Door
from lianxin.law.decisions import calls


def answer_call(door: Door, *, source: str, source_id: str, agent: int | None) -> CallDone:
    """An agent and the caller talk; the switch tells so (Art. 18)."""
    find = partial(locked_by_source, source, source_id)
    return act_on_call(
        door, OnCall("answer_call", (source, source_id), find=find, decide=calls.answer, given={"agent": agent})
    )
