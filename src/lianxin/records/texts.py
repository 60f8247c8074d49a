"""Reads the words of an order: the newest of each kind, as long as they have not been destroyed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from lianxin.law.words import TextKind
from lianxin.records.models import OrderText


def newest_texts(order: int, kinds: Iterable[TextKind], *, private: bool = False) -> dict[TextKind, str]:
    """The newest text of each kind; those for the centre alone only when `private` is asked for."""
    rows = OrderText.objects.filter(order_id=order, kind__in=list(kinds), content__isnull=False)
    if not private:
        rows = rows.filter(private=False)
    return {TextKind(row.kind): row.content or "" for row in rows.order_by("sequence", "place")}


def texts_of(order: int, kind: TextKind, *, caller: int) -> list[str]:
    """All texts of a kind that are the order's own or about one caller, the oldest first; also those for the centre."""
    rows = OrderText.objects.filter(order_id=order, kind=kind, content__isnull=False)
    mine = rows.filter(Q(caller=caller) | Q(caller__isnull=True))
    return [row.content or "" for row in mine.order_by("sequence", "place")]


def said_at(order: int, at: dt.datetime, kinds: Iterable[TextKind], *, private: bool) -> list[str]:
    """What was written with the act of this lawful moment, in its order; for the centre alone only when asked for."""
    rows = OrderText.objects.filter(order_id=order, at=at, kind__in=list(kinds), content__isnull=False)
    if not private:
        rows = rows.filter(private=False)
    return [row.content or "" for row in rows.order_by("sequence", "place")]
