"""What the city's topics are about: their names, and the titles of the latest orders that people put under them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Subquery

from lianxin.law.words import RequestType
from lianxin.records.alike import newest_title
from lianxin.records.models import Topic, WorkOrder
from lianxin.records.search import pairs_of

LATEST = 3000
"""Orders that are learned from."""


def topic_examples() -> Iterator[tuple[str, frozenset[str]]]:
    """Each topic that has none below it with its own name, then orders with their titles, as pairs of characters.

    Tip-offs teach nothing to those who do not read them; a title that was sealed is gone from here as well.
    """
    above = set(Topic.objects.filter(parent__isnull=False).values_list("parent_id", flat=True))
    lowest = Topic.objects.exclude(code__in=above)
    for code, name in lowest.values_list("code", "name_zh"):
        yield code, pairs_of(name)
    orders = WorkOrder.objects.filter(topic__in=lowest).exclude(request_type=RequestType.TIP_OFF)
    latest = orders.order_by("-id").annotate(title=Subquery(newest_title())).values_list("topic_id", "title")
    for code, title in latest[:LATEST]:
        if title:
            yield str(code), pairs_of(title)
