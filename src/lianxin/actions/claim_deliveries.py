"""领取待发消息 · Claim deliveries."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._claiming import claim
from lianxin.records.models import Delivery


def claim_deliveries(now: dt.datetime, *, limit: int, lease: dt.timedelta) -> list[Delivery]:
    """Takes up to `limit` messages about orders that are due; nobody else gets them within `lease`."""
    return claim(Delivery.objects.all(), now, limit=limit, lease=lease)
