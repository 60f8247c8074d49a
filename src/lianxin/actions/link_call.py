"""关联工单 · Link a call."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked
from lianxin.actions._door import Door
from lianxin.law.decisions import calls
from lianxin.law.words import CallRelation
from lianxin.records.models import Call, CallOrder


def link_call(door: Door, *, call: int, order: int, relation: CallRelation) -> CallDone:
    """Ties one's own call to an order that came of it or that it was about; one call, n orders (R26)."""

    def tie(row: Call) -> Mapping[str, Any]:
        CallOrder.objects.bulk_create(
            [CallOrder(call=row, order_id=order, relation=relation, at=door.now)], ignore_conflicts=True
        )
        return {"order": order, "relation": relation}

    about, find = (call, order), partial(locked, call)
    return act_on_call(
        door, OnCall("link_call", about, find=find, decide=calls.link, given={"relation": relation}, also=tie)
    )
