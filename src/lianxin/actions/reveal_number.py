"""显示来电号码 · Show a caller's number."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked
from lianxin.actions._door import Door
from lianxin.law.decisions import calls
from lianxin.law.words import NumberPurpose
from lianxin.records.models import Call


def reveal_number(door: Door, *, call: int, purpose: NumberPurpose) -> CallDone:
    """Shows the number of one's own call for a purpose; nothing changes but the log (R44)."""

    def tell(_: Call) -> Mapping[str, Any]:
        return {"purpose": purpose}

    act = OnCall(
        "reveal_number",
        (call,),
        find=partial(locked, call),
        decide=calls.reveal_number,
        given={"purpose": purpose},
        also=tell,
    )
    return act_on_call(door, act)
