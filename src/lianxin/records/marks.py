"""What a list says of its orders besides: callers unknown, brought up again, perhaps one matter with another."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Func, Q, Subquery, TextField, Value

from lianxin.law.transitions import BEFORE_FEEDBACK
from lianxin.law.words import RequestType, TextKind
from lianxin.records.alike import newest_title, transferred_first
from lianxin.records.glance import Glance
from lianxin.records.models import OrderCaller, WorkOrder
from lianxin.records.search import share_of_pairs

AGAIN = dt.timedelta(days=90)
"""How far back the same matter of the same caller counts."""

ALIKE = dt.timedelta(days=30)
"""How far two orders may lie apart that are perhaps one matter."""

LIKE = 0.5
"""From which share of the shorter title's pairs of characters on two titles say the same."""

MOST_ALIKE = 100
"""Orders that the rows of a page are compared with, the newest first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`callers`: how many it has; `anonymous`: nobody of them is known; `times`: how many-eth report of the same matter
    by the same caller; `mergeable`: an earlier open order is perhaps the same matter."""

    callers: int = 1
    anonymous: bool = False
    times: int = 1
    mergeable: bool = False


def marks_of(found: Collection[Glance], readable: Q | None, *, private: bool) -> Mapping[int, Mark]:
    """The mark of each of these orders: three statements at most, however many there are.

    `readable`: which other orders may be compared with; None where nobody merges them. Without `private` nobody learns
    that the caller of a secret order is that of another one (R44); a tip-off is neither counted nor compared for
    anybody.
    """
    rows = [one.row for one in found]
    callers = _callers(rows)
    times = _times([row for row in rows if private or not row.secret], callers, private=private)
    mergeable = _mergeable(found, readable) if readable is not None else set()
    return {
        row.pk: Mark(
            callers=len(callers[row.pk]),
            anonymous=bool(callers[row.pk]) and all(unknown for _, unknown in callers[row.pk]),
            times=times.get(row.pk, 1),
            mergeable=row.pk in mergeable,
        )
        for row in rows
    }


Callers = Mapping[int, list[tuple[int | None, bool]]]
"""Of each order its present callers: the person, where one is known, and whether they want to be unknown."""


def _callers(rows: Iterable[WorkOrder]) -> Callers:
    callers: dict[int, list[tuple[int | None, bool]]] = defaultdict(list)
    present = OrderCaller.objects.filter(order__in=[row.pk for row in rows], withdrawn=False)
    for order, person, anonymous in present.values_list("order_id", "person_id", "anonymous"):
        callers[order].append((person, anonymous))
    return callers


# ---- brought up again ------------------------------------------------------------------------------------------------


def _is_open_to_comparison(row: WorkOrder) -> bool:
    return row.request_type is not RequestType.TIP_OFF and row.topic_id is not None and row.division_id is not None


def _times(rows: Collection[WorkOrder], callers: Callers, *, private: bool) -> dict[int, int]:
    """How many-eth report of the same topic in the same place by one of its callers each order is, where it is one."""
    asked = [row for row in rows if _is_open_to_comparison(row)]
    people = {person for row in asked for person, _ in callers[row.pk] if person is not None}
    if not people:
        return {}
    before: dict[tuple[int, str, str], list[Any]] = defaultdict(list)
    for other in _orders_of(people, asked, private=private):
        before[other["person_id"], other["order__topic_id"], other["order__division_id"]].append(other)
    found = {}
    for row in asked:
        known = [person for person, _ in callers[row.pk] if person is not None]
        theirs = [one for person in known for one in before[person, row.topic_id or "", row.division_id or ""]]
        found[row.pk] = 1 + len({one["order_id"] for one in theirs if _is_earlier(one, row)})
    return found


def _orders_of(people: Collection[int], rows: Collection[WorkOrder], *, private: bool) -> Iterable[Any]:
    """Orders of these people that may count as an earlier report of one of the rows."""
    theirs = OrderCaller.objects.filter(
        person__in=people,
        withdrawn=False,
        order__topic__in={row.topic_id for row in rows},
        order__division__in={row.division_id for row in rows},
        order__received_at__gte=min(row.received_at for row in rows) - AGAIN,
    ).exclude(order__request_type=RequestType.TIP_OFF)
    if not private:
        theirs = theirs.filter(order__secret=False)
    return theirs.values(
        "person_id",
        "order_id",
        "order__topic_id",
        "order__division_id",
        "order__received_at",
        "order__merged_into_id",
    )


def _is_earlier(other: Mapping[str, Any], row: WorkOrder) -> bool:
    """Whether it is a report before this one: a part of the same call, and what was merged into it, are none."""
    moment: dt.datetime = other["order__received_at"]
    apart = other["order_id"] not in (row.pk, row.split_from_id) and other["order__merged_into_id"] != row.pk
    return apart and row.received_at - AGAIN <= moment < row.received_at


# ---- perhaps one matter ----------------------------------------------------------------------------------------------


def _mergeable(found: Collection[Glance], readable: Q) -> set[int]:
    """Orders for which an earlier one of the same topic and place, not fed back either, has much the same title."""
    asked = [one for one in found if _is_open_to_comparison(one.row) and one.row.state in BEFORE_FEEDBACK]
    if not asked:
        return set()
    others = _open_orders_of_matters([one.row for one in asked], readable)
    return {one.row.pk for one in asked if any(_is_like(one, other) for other in others)}


def _open_orders_of_matters(rows: Collection[WorkOrder], readable: Q) -> list[Any]:
    """Orders before their feedback that share topic and place with one of the rows, each with its `title`."""
    recent = Q(received_at__gte=min(row.received_at for row in rows) - ALIKE, state__in=BEFORE_FEEDBACK)
    others = WorkOrder.objects.filter(_of_matters(rows), recent, readable).exclude(request_type=RequestType.TIP_OFF)
    return list(others.annotate(title=Subquery(newest_title())).order_by("-id")[:MOST_ALIKE])


def _of_matters(rows: Iterable[WorkOrder]) -> Func:
    """Orders of the same topic in the same place as one of these: two lists, however many there are of them."""
    matters = sorted({(row.topic_id or "", row.division_id or "") for row in rows})
    codes = [Value([matter[part] for matter in matters], output_field=ArrayField(TextField())) for part in (0, 1)]
    known = Func(*codes, template="(SELECT * FROM unnest(%(expressions)s))")
    matter = Func("topic", "division", template="(%(expressions)s)")
    return Func(matter, known, template="(%(expressions)s)", arg_joiner=" IN ", output_field=BooleanField())


def _is_like(one: Glance, other: Any) -> bool:  # noqa: ANN401 - an order with its title
    row, title = one.row, one.texts.get(TextKind.TITLE)
    if other.pk == row.pk or (other.topic_id, other.division_id) != (row.topic_id, row.division_id):
        return False
    near = abs(row.received_at - other.received_at) <= ALIKE
    if not near or transferred_first(row, other) is row or not title or not other.title:
        return False
    return share_of_pairs(title, other.title) >= LIKE
