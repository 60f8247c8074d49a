"""Reads the points of a matter: rows and words are counted alike, the third text of the kind says the third point."""

from __future__ import annotations

from lianxin.law.words import TextKind
from lianxin.records.models import OrderText


def words_of_points(order: int) -> dict[int, str]:
    """What each point of an order says, by its serial; empty where it was sealed."""
    texts = OrderText.objects.filter(order_id=order, kind=TextKind.POINT).order_by("sequence", "place")
    return {serial: content or "" for serial, content in enumerate(texts.values_list("content", flat=True), start=1)}
