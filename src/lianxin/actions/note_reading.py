"""查看记录 · Note a reading."""

from __future__ import annotations

from typing import Any

from lianxin.actions._door import Door
from lianxin.records.models import ReadingLog


def note_reading(door: Door, *, order: int | None = None, query: dict[str, Any] | None = None) -> None:
    """Writes down who opened an order, once an hour, or what a list was asked for and showed (Art. 10, R44).

    Readings are no events: they change nothing and stand in no chain.
    """
    if door.actor.staff is None:
        raise ValueError("only members of staff read pages")
    hour = door.now.replace(minute=0, second=0, microsecond=0)
    row = ReadingLog(staff_id=door.actor.staff, order_id=order, hour=hour, query=query)
    if order is None:
        row.save(force_insert=True)
    else:
        ReadingLog.objects.bulk_create([row], ignore_conflicts=True)
