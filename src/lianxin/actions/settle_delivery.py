"""登记发送结果 · Settle a delivery."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lianxin.law.words import DeliveryState, Desk
from lianxin.messaging.to_callers import ONE_TIME_CODE
from lianxin.records.models import Delivery, OneTimeCode


def settle_delivery(
    delivery: Delivery,
    now: dt.datetime,
    *,
    state: DeliveryState,
    again_at: dt.datetime | None = None,
    tell_instead: bool = False,
) -> None:
    """Writes down what came of sending; `again_at` is when a message still pending is tried again.

    `tell_instead`: whoever answers for the caller learns that the message failed, the host's unit or the callback desk.
    """
    with transaction.atomic():
        sent_at = now if state is DeliveryState.SENT else None
        pending = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.PENDING)
        settled = pending.update(state=state, next_at=again_at, sent_at=sent_at)
        if settled and state is not DeliveryState.PENDING and delivery.template == ONE_TIME_CODE:
            sequence = int(delivery.key.split(":")[1])
            OneTimeCode.objects.filter(order=delivery.order_id, sequence=sequence).update(code_ct=None)
        if settled and tell_instead:
            unit = delivery.order.host_unit_id
            Delivery.objects.create(
                key=f"{delivery.key}:failed",
                template="message_failed",
                order=delivery.order,
                unit_id=unit,
                desk=None if unit else Desk.CALLBACK.value,
                created_at=now,
                next_at=now,
            )
