"""What an act would do if it were done now: it is done in earnest, looked at, and taken back before anybody sees it."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from lianxin.actions import Done
from lianxin.law.state import Assignment, Clock, OrderAggregate
from lianxin.law.words import AssignmentState
from lianxin.records.load import read_order
from lianxin.records.models import Delivery


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who would get a message: a unit, a caller (by serial) or a desk of the centre."""

    unit: int | None = None
    caller: int | None = None
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """An order before and after an act, and who would be told."""

    before: OrderAggregate
    after: OrderAggregate
    told: tuple[Told, ...]

    @property
    def started(self) -> list[Clock]:
        """Limits that begin with the act, or whose date it moves, the earliest first."""
        old = self.before.clock
        new = [
            clock
            for serial, clock in self.after.clock.items()
            if clock.running and (serial not in old or old[serial].due_at != clock.due_at)
        ]
        return sorted(new, key=lambda clock: (clock.due_at, clock.serial))

    @property
    def taken_on(self) -> list[Assignment]:
        """Charges for which their unit signs with the act."""
        rows = self.before.assignment.items()
        offered = {serial for serial, charge in rows if charge.state is AssignmentState.OFFERED}
        signed = [one for one in self.after.assignment.values() if one.state is AssignmentState.SIGNED]
        return [one for one in signed if one.serial in offered]

    @property
    def ended(self) -> list[Clock]:
        """Limits that end with the act."""
        running = {serial for serial, clock in self.before.clock.items() if clock.running}
        return [clock for serial, clock in self.after.clock.items() if serial in running and not clock.running]


def rehearse(before: OrderAggregate, act: Callable[[], Done | list[Done]]) -> Rehearsal:
    """Does the act in a transaction that is rolled back; raises `Refused` where the law says no."""
    with transaction.atomic():
        done = act()
        every = done if isinstance(done, list) else [done]
        known = [one.after for one in every if one.order == before.order.id]
        after = (known and known[-1]) or read_order(before.order.id).aggregate
        of_these = (Q(key__startswith=f"{one.order}:{one.sequence}:") for one in every)
        rows = Delivery.objects.filter(functools.reduce(operator.or_, of_these)).order_by("id")
        told = tuple(Told(unit=row.unit_id, caller=row.caller, desk=row.desk) for row in rows)
        transaction.set_rollback(True)
    return Rehearsal(before=before, after=after, told=tuple(dict.fromkeys(told)))
