"""求助值班长 · Alert the shift leader."""

from __future__ import annotations

from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked, tell_leaders
from lianxin.actions._door import Door
from lianxin.law.decisions import calls
from lianxin.law.words import EmergencyService


def alert_shift_leader(door: Door, *, call: int, service: EmergencyService | None = None) -> CallDone:
    """Whoever talks with a caller in distress calls for the shift leaders; `service` is to join the call (R35)."""

    find, given = partial(locked, call), {"service": service}
    return act_on_call(
        door,
        OnCall(
            "alert_shift_leader",
            (call,),
            find=find,
            decide=calls.alert_shift_leader,
            given=given,
            also=partial(tell_leaders, door),
        ),
    )
