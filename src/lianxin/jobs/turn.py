"""What every job shares: its share of time, its key at the door, and one order at a time."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, transaction

from lianxin.actions import Done, Door
from lianxin.law.actors import SYSTEM
from lianxin.law.refusals import Refused
from lianxin.records.models import WorkOrder

TURN_SECONDS = 8.0
"""Shorter than the worker's patience when it is told to stop; what is left is taken up at once by another turn."""

AT_A_TIME = 200

_log = logging.getLogger(__name__)


class Turn:
    """How long a job may go on before it lets others work."""

    def __init__(self, seconds: float = TURN_SECONDS) -> None:
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end


@dataclass(frozen=True, slots=True)
class Worked:
    """How many orders were acted on, and whether the turn ended before the work did."""

    done: int
    left: bool


def system_door(now: dt.datetime, *parts: object) -> Door:
    """The system at the door. `parts` name the act and what it is about, so that a second try is the same request."""
    return Door(actor=SYSTEM, now=now, request_key=":".join(str(part) for part in parts))


def attempt(what: str, order: int, act: Callable[[], Done]) -> bool:
    """Acts on one order; False when it was refused, done before, or broke.

    One order's fault never holds up the others: it is logged, and tried again in the next turn. A lost connection is
    nobody's fault and ends the turn.
    """
    try:
        return not act().repeated
    except Refused as refused:
        _log.info("%s: order %s: %s", what, order, refused.code)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _log.exception("%s: order %s: will be tried again", what, order)
    return False


def one_by_one(
    what: str, turn: Turn, find: Callable[[int], list[int]], act: Callable[[int], Callable[[], Done]]
) -> Worked:
    """Acts on each order that `find(after)` gives (ids above `after`, ascending), each in a transaction of its own.

    Orders that somebody else has in hand are passed over; two workers share the work.
    """
    done = 0
    for order in _all(find):
        if turn.over:
            return Worked(done, left=True)
        with transaction.atomic():
            if _locked(order):
                done += attempt(what, order, act(order))
    return Worked(done, left=False)


def _all(find: Callable[[int], list[int]]) -> Iterator[int]:
    after = 0
    while orders := find(after):
        yield from orders
        after = orders[-1]


def _locked(order: int) -> bool:
    """Takes the order's lock unless somebody has it."""
    rows = WorkOrder.objects.filter(pk=order).select_for_update(skip_locked=True)
    return rows.values_list("pk", flat=True).first() is not None
