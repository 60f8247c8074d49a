"""The tabs of the callback desk: whom to call first, whom a message still waits for, what was proposed or rose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.records.callbacks import somebody_to_call, to_decide, to_settle, waited_for
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Asked, narrowed, orders_in
from lianxin.web.desks.desk import Kept, Stretch, Tab
from lianxin.web.desks.orders import in_order, shown_orders, tabs_at
from lianxin.web.dispatching.filtering import entries_of, select
from lianxin.web.lists.queues import queue_of
from lianxin.web.lists.shown import topic_entries, unit_entries
from lianxin.web.shell import actor_of, moments_of, now_of, rules_of

TO_CALL = "to_call_back"
NARROWED_BY = ("topic", "unit")
STILL_WAITING = Spoken("已发评价短信，等待答复", "asked by message, still waiting")
TO_SETTLE = Spoken("来电人不满意，请建议重办或提交决定", "dissatisfied: propose a rehandling, or have it decided")
TO_DECIDE = Spoken("待审核员决定", "an examiner decides")
COMPLETE = Spoken("已有结果，待办结", "all answered, to be closed")


def desk_tabs(actor: Actor) -> tuple[Tab, ...]:
    """The lists of this desk that the office works through."""
    return tuple(replace(tab, held=partial(_held, tab.row)) for tab in tabs_at("callback_desk", actor))


def _held(row: WorkList, request: HttpRequest, kept: Kept) -> list[Stretch]:
    """Whom to call by due moment; behind them who is dissatisfied, who still may answer a message, what is complete."""
    found = _narrowed(request, row, kept)
    if row.code != TO_CALL:
        return in_order(found)
    still, open_ones = waited_for(rules_of(request), now_of(request)), found.filter(somebody_to_call())
    answered = found.exclude(somebody_to_call())
    settled = answered.exclude(to_settle())
    return [
        *in_order(open_ones.exclude(still)),
        *in_order(answered.filter(to_settle()), TO_SETTLE),
        *in_order(open_ones.filter(still), STILL_WAITING),
        *in_order(settled.filter(to_decide()), TO_DECIDE),
        *in_order(settled.exclude(to_decide()), COMPLETE),
    ]


def _narrowed(request: HttpRequest, row: WorkList, kept: Kept) -> QuerySet[Any]:
    """The orders that wait in a list for this reader, as far as the filters let them."""
    found = orders_in(queue_of(row), actor_of(request), rules_of(request).units)
    unit, topic = kept.get("unit", ""), kept.get("topic", "")
    asked = Asked(
        topic=topic if topic.isalnum() else "",
        unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
    )
    return narrowed(found, asked, moments_of(request))


def filters(request: HttpRequest, kept: Kept) -> list[dict[str, Any]]:
    """The fields that narrow the list."""
    return [
        select("topic", Spoken("全部事项", "All topics"), entries_of(topic_entries(request)), kept.get("topic", "")),
        select("unit", Spoken("全部单位", "All units"), entries_of(unit_entries(request)), kept.get("unit", "")),
    ]


def shown(request: HttpRequest, work_list: WorkList, orders: Collection[WorkOrder]) -> list[dict[str, Any]]:
    """The rows, each with the unit that handled it."""
    return shown_orders(request, work_list, orders, also=("capacity",))
