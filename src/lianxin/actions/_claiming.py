"""Takes messages that are due, whatever table they lie in: nobody else gets them meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from lianxin.law.words import DeliveryState


def claim(messages: QuerySet[Any], now: dt.datetime, *, limit: int, lease: dt.timedelta) -> list[Any]:
    """Up to `limit` of these messages that are due, the longest waiting first; nobody else gets them within `lease`.

    The attempt is counted now: a message that kills whoever sends it is given up in the end like any other.
    """
    with transaction.atomic():
        due = messages.filter(state=DeliveryState.PENDING, next_at__lte=now).order_by("next_at", "pk")
        claimed = list(due.select_for_update(skip_locked=True)[:limit])
        taken = messages.filter(pk__in=[one.pk for one in claimed])
        taken.update(attempts=F("attempts") + 1, next_at=now + lease)
    for one in claimed:
        one.attempts += 1
    return claimed
