"""Opens one order for a reader: as it stands, as the law sees it, and what of it may be shown."""

from __future__ import annotations

from django.http import HttpRequest

from lianxin.access import Reading, need_reading
from lianxin.law.draft import Draft
from lianxin.law.numbers import find_number
from lianxin.law.state import OrderAggregate
from lianxin.records.load import LoadedOrder, read_order
from lianxin.records.rules import surroundings
from lianxin.web.shell import actor_of, now_of, rules_of


def draft_of(request: HttpRequest, order: OrderAggregate) -> Draft:
    """The order with its surroundings, as the person at the desk would act on it."""
    return Draft.of(order, surroundings(actor_of(request), now_of(request), rules_of(request), order.order))


def open_draft(request: HttpRequest, number: str) -> tuple[LoadedOrder, Draft, Reading]:
    """One order by its number; refuses an unknown one and one that is not for this reader in the same words."""
    loaded = read_order(find_number(number) or number)
    draft = draft_of(request, loaded.aggregate)
    return loaded, draft, need_reading(draft)
