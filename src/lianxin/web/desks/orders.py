"""Rows of orders in the queue of a desk: the orders that wait in a list of the office, the most urgent first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.records.kept_statements import Question
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Queue
from lianxin.records.paging import stretches
from lianxin.web.desks.desk import Kept, Stretch, Tab
from lianxin.web.lists.queues import lists_at, queue_of
from lianxin.web.lists.shown import shown_rows
from lianxin.web.shell import actor_of, moments_of, rules_of


def orders_tab(code: str, name: Spoken, row: WorkList, queue: Queue) -> Tab:
    """A tab that holds the orders of a queue."""
    question = Question(queue)

    def held(request: HttpRequest, kept: Kept) -> list[Stretch]:
        _ = kept
        return in_order(question.rows(actor_of(request), rules_of(request), moments_of(request)))

    return Tab(code, name, row, held, question)


def tab_of(row: WorkList) -> Tab:
    """A list of the office as a tab of its desk."""
    return orders_tab(row.code, Spoken(row.zh, row.en), row, queue_of(row))


def tabs_at(address: str, actor: Actor) -> tuple[Tab, ...]:
    """The lists of an office that are worked through at a desk; none for offices that do not work there."""
    return tuple(tab_of(row) for row in lists_at(address, actor.role))


def in_order(found: QuerySet[Any], note: Spoken | None = None) -> list[Stretch]:
    """Orders as they stand in a queue."""
    return [Stretch(rows, note) for rows in stretches(found, by="urgent_at")]


def shown_orders(
    request: HttpRequest, work_list: WorkList, orders: Collection[WorkOrder], also: Sequence[str] = ("place",)
) -> list[dict[str, Any]]:
    """The rows as templates/components/queue.html shows them; `also`: what each says behind the kind of matter."""
    rows = shown_rows(request, work_list, orders)
    return [
        row | {"lamps": [row["lamp"], *row["pending"]], "facts": [row[name] for name in ("type", *also) if row[name]]}
        for row in rows
    ]
