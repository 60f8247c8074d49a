"""登记给市民消息的发送结果 · Settle a message to a citizen."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._citizen_messages import GONE
from lianxin.law.words import DeliveryState
from lianxin.records.models import CitizenMessage


def settle_citizen_message(
    message: CitizenMessage, now: dt.datetime, *, state: DeliveryState, again_at: dt.datetime | None = None
) -> None:
    """Writes down what came of sending; once it is over, what was said and to whom is destroyed."""
    row = CitizenMessage.objects.filter(pk=message.pk, state=DeliveryState.PENDING)
    if state is DeliveryState.PENDING:
        row.update(next_at=again_at)
    else:
        row.update(state=state, sent_at=now if state is DeliveryState.SENT else None, **GONE)
