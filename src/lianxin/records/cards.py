"""What a card of today's board says of an order besides: through whose hands it goes, and whether a reply is owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lianxin.law.decisions.callers import replied_to
from lianxin.law.words import AssignmentKind, ReplyState
from lianxin.records.models import Assignment, OrderCaller
from lianxin.records.models.order_rows import ACTIVE

CHAIN = (AssignmentKind.HOST, AssignmentKind.DELEGATE)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """`chain`: the units that have the order, the host first; `replied`: the reply was made, urging comes too late."""

    chain: tuple[int, ...] = ()
    replied: bool = False


def card_facts(orders: Collection[int]) -> Mapping[int, CardFacts]:
    """Of each of these orders: two statements, however many there are."""
    chains: dict[int, list[int]] = defaultdict(list)
    held = Assignment.objects.filter(ACTIVE, order__in=orders, kind__in=CHAIN)
    for row in sorted(held, key=lambda one: (CHAIN.index(one.kind), one.serial)):
        chains[row.order_id].append(row.unit_id)
    replies: dict[int, set[ReplyState]] = defaultdict(set)
    present = OrderCaller.objects.filter(order__in=orders, withdrawn=False)
    for order, reply in present.values_list("order_id", "reply"):
        replies[order].add(reply)
    return {order: CardFacts(tuple(chains[order]), replied_to(replies[order])) for order in orders}
