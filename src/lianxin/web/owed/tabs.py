"""The tabs of a desk of what is owed: the rows of each for one reader, whose own list this is or the whole city's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.access.lists import Scope
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.records.orders import Moments
from lianxin.records.owed import Reach
from lianxin.records.readable import readable
from lianxin.web.desks.desk import Kept, Stretch, Tab
from lianxin.web.lists.queues import lists_at
from lianxin.web.shell import actor_of, moments_of, rules_of

Rows = Callable[[Reach, Moments], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Owed:
    """One way to look at what is owed. `for_units`: units have it too."""

    code: str
    name: Spoken
    rows: Rows
    for_units: bool = True


def tabs_of(address: str, owed: Sequence[Owed], actor: Actor) -> tuple[Tab, ...]:
    """The tabs that an office has at the desk of this address; none for offices that have no such list."""
    row = next(iter(lists_at(address, actor.role)), None)
    if row is None:
        return ()
    known = [one for one in owed if one.for_units or row.of_units]
    return tuple(Tab(one.code, one.name, row, partial(_held, row, one.rows)) for one in known)


def _held(row: WorkList, rows: Rows, request: HttpRequest, kept: Kept) -> list[Stretch]:
    _ = kept
    actor = actor_of(request)
    reach = Reach(readable(actor, rules_of(request).units), actor.unit if row.scope is Scope.OWN else None)
    return [Stretch(rows(reach, moments_of(request)).select_related("order"))]
