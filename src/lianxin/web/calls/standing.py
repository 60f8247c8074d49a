"""How the caller's own orders stand, for the agent whom they ask: who has it, until when, what is owed to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from lianxin.law.decisions.query_codes import OWED
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import ENDED
from lianxin.law.words import ClockName, RequestType
from lianxin.records.choices import unit_names
from lianxin.records.glance import Glance
from lianxin.records.models import Clock, WorkOrder

NOTHING_TOLD = Spoken("电话中不告知", "Not told by telephone")
EXPLAIN_BY = Spoken("欠说明", "Explanation owed")
EXPLAIN_LATE = Spoken("说明逾期", "Explanation overdue")
ANSWER_LATE = Spoken("已过告知日期", "Past the caller's date")


def standings_of(glances: Iterable[Glance], serials: Mapping[int, int], now: dt.datetime) -> dict[int, dict[str, Any]]:
    """By order id: {host, charge, answer_by, tags [{text, tone}], explain_by}; `serials`: which caller asks.

    Of another caller of the same order neither date nor explanation is shown (R27).
    """
    rows = list(glances)
    names = unit_names([one.charge.unit_id for one in rows if one.charge is not None])
    hosts = {unit: Spoken(entry.zh, entry.en) for unit, entry in names.items()}
    return {one.row.pk: _standing(one, serials.get(one.row.pk), hosts, now) for one in rows}


def is_told(order: WorkOrder) -> bool:
    """Whether state and dates may be told by telephone at all (R47)."""
    return not (order.secret or order.sealed or order.request_type is RequestType.TIP_OFF)


def _standing(glance: Glance, serial: int | None, hosts: Mapping[int, Spoken], now: dt.datetime) -> dict[str, Any]:
    charge = glance.charge if glance.row.state not in ENDED else None
    explanation = _explanation(glance, serial)
    answer = next((row for row in glance.clocks if _is(row, ClockName.CALLERS_DATE) and row.caller == serial), None)
    tags = []
    if explanation is not None:
        late = explanation.due_at <= now
        tags.append({"text": EXPLAIN_LATE if late else EXPLAIN_BY, "tone": "red" if late else "amber"})
    if answer is not None and answer.due_at <= now:
        tags.append({"text": ANSWER_LATE, "tone": "red"})
    return {
        "host": hosts[charge.unit_id] if charge is not None else "",
        "charge": charge.state if charge is not None else "",
        "answer_by": answer.due_at if answer is not None else None,
        "explain_by": explanation.due_at if explanation is not None else None,
        "tags": tags,
        "untold": "" if is_told(glance.row) else NOTHING_TOLD,
    }


def _explanation(glance: Glance, serial: int | None) -> Clock | None:
    """The limit of the explanation owed to this caller that ends first (Art. 16)."""
    owed = {one.serial for one in glance.overlays if one.kind in OWED and one.caller == serial}
    running = [row for row in glance.clocks if _is(row, ClockName.EXPLANATION) and row.overlay in owed]
    return min(running, key=lambda row: row.due_at, default=None)


def _is(clock: Clock, name: ClockName) -> bool:
    return clock.name is name and clock.end is None
