"""登记去向 · Record the outcome of a call."""

from __future__ import annotations

from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked
from lianxin.actions._door import Door
from lianxin.law.decisions import calls
from lianxin.law.words import CallDisposition


def dispose_call(door: Door, *, call: int, disposition: CallDisposition | None = None) -> CallDone:
    """Says what came of one's own ended call; without a word for it, what its orders say (R26, R35)."""
    given = {"disposition": disposition}
    return act_on_call(
        door, OnCall("dispose_call", (call,), find=partial(locked, call), decide=calls.dispose, given=given)
    )
