"""One row of the queue of a desk of what is owed: what every such row says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.access.lists import works_on_accounts
from lianxin.law.lamps import Lamp
from lianxin.law.words import OverlayKind, TextKind
from lianxin.records.glance import Glance, glances
from lianxin.records.models import Clock, Overlay, WorkOrder
from lianxin.web.names import names_of_units
from lianxin.web.shell import actor_of, rules_of
from lianxin.web.tags import tags_of

Item = Clock | Overlay
"""What is owed: a limit that runs, or a request."""


def looked_at(request: HttpRequest, work_list: WorkList, items: Collection[Item]) -> Mapping[int, Glance]:
    """The orders of these items at a glance, by id."""
    actor, rules = actor_of(request), rules_of(request)
    private = works_on_accounts(work_list, actor, rules.units)
    orders: dict[int, WorkOrder] = {item.order_id: item.order for item in items}
    return {one.row.pk: one for one in glances(list(orders.values()), unit=None, private=private)}


def units_of(items: Collection[Item]) -> Mapping[int, object]:
    """The names of the units that owe, by id."""
    return names_of_units([item.unit_id for item in items])


def row_of(glance: Glance, lamp: Lamp | None, tags: list[dict[str, Any]], *, unit: object) -> dict[str, Any]:
    """The row as templates/components/queue.html shows it; `tags` stand before those of the order."""
    order = glance.row
    kinds = {OverlayKind(one.kind) for one in glance.overlays} & {OverlayKind.SUPERVISION}
    return {
        "number": order.number,
        "title": glance.texts.get(TextKind.TITLE) or order.number,
        "lamps": [lamp],
        "tags": [*tags, *tags_of(order, kinds)],
        "facts": [order.closed_as or order.state, *([unit] if unit else [])],
    }
