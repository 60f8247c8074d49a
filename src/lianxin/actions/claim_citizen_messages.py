"""领取待发给市民的消息 · Claim messages to citizens."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._citizen_messages import let_go
from lianxin.actions._claiming import claim
from lianxin.records.models import CitizenMessage


def claim_citizen_messages(now: dt.datetime, *, limit: int, lease: dt.timedelta) -> list[CitizenMessage]:
    """Takes up to `limit` messages to people of whom no order is known; what is too old to be sent is let go of."""
    let_go(CitizenMessage.objects.filter(good_until__lte=now))
    return claim(CitizenMessage.objects.all(), now, limit=limit, lease=lease)
