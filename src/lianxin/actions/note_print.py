"""登记打印 · Note a print."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from lianxin.actions._door import Door
from lianxin.records.models import SheetPrint, WorkOrder


def note_print(door: Door, *, order: int, language: str) -> int:
    """Writes down that the order's sheet goes onto paper, and says the how manieth time it is (Art. 22).

    Like a reading it changes nothing of the order and stands in no chain; the order's lock makes the count exact.
    """
    if door.actor.staff is None:
        raise ValueError("only members of staff print")
    with transaction.atomic():
        WorkOrder.objects.filter(pk=order).select_for_update().values_list("pk", flat=True).get()
        last: int | None = SheetPrint.objects.filter(order=order).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
        SheetPrint.objects.create(
            order_id=order,
            number=number,
            staff_id=door.actor.staff,
            unit_id=door.actor.unit,
            language=language,
            at=door.now,
        )
    return number
