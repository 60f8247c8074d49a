"""Sends what waits to be sent: at least once, with a key, patiently, and none at the cost of another."""

from __future__ import annotations

import datetime as dt
import logging

from lianxin.actions.claim_deliveries import claim_deliveries
from lianxin.actions.settle_delivery import settle_delivery
from lianxin.actions.settle_reply import settle_reply
from lianxin.jobs.again import next_attempt
from lianxin.jobs.composing import compose, wording_of
from lianxin.jobs.to_citizens import send_to_citizens
from lianxin.jobs.turn import Turn, Worked, system_door
from lianxin.law.refusals import Refused
from lianxin.law.words import DeliveryState
from lianxin.messaging.port import MessagePort, NotSent
from lianxin.messaging.ways import port
from lianxin.records.models import Delivery

AT_A_TIME = 5
REPLY = "reply"
"""The message that is itself what is owed to the caller."""
LEASE = dt.timedelta(minutes=3)
"""How long five messages may take; after it somebody else sends them again."""

_log = logging.getLogger(__name__)


def deliver(now: dt.datetime, turn: Turn, way: MessagePort | None = None) -> Worked:
    """Sends everything due at `now`; `way` is given by tests. Returns how many messages went."""
    way, done = way or port(), 0
    while not turn.over:
        to_citizens = send_to_citizens(now, way)  # first: for some of them somebody waits at a page
        claimed = claim_deliveries(now, limit=AT_A_TIME, lease=LEASE)
        if not claimed and not to_citizens:
            return Worked(done, left=False)
        done += to_citizens + sum(_send(delivery, now, way) for delivery in claimed)
    return Worked(done, left=True)


def _send(delivery: Delivery, now: dt.datetime, way: MessagePort) -> bool:
    try:
        composed = compose(delivery, now)
        if composed is None:
            fallen = _settled(delivery, now, delivered=False)
            settle_delivery(delivery, now, state=DeliveryState.RECORDED, tell_instead=fallen)
            return False
        way.send(composed.message)
        _settled(delivery, now, delivered=True)
    except NotSent as problem:
        _failed(delivery, now, problem.code, for_good=problem.for_good)
    except Exception as problem:  # whatever it is: the next message must go, and its text must not reach the log
        _failed(delivery, now, type(problem).__name__, for_good=False)
    else:
        settle_delivery(delivery, now, state=DeliveryState.SENT)
        return True
    return False


def _failed(delivery: Delivery, now: dt.datetime, code: str, *, for_good: bool) -> None:
    """Logs the key and the kind of trouble, never the reader or the words."""
    again_at = next_attempt(now, delivery.attempts, for_good=for_good)
    _log.warning("Delivery %s (%s), attempt %d: %s", delivery.key, delivery.template, delivery.attempts, code)
    if again_at is not None:
        settle_delivery(delivery, now, state=DeliveryState.PENDING, again_at=again_at)
        return
    matters = delivery.caller is not None and wording_of(delivery).must_arrive
    try:
        _settled(delivery, now, delivered=False)
    except Exception as problem:  # the unit is told below, and can answer in another way
        _log.warning("Delivery %s: the order was not told: %s", delivery.key, type(problem).__name__)
    settle_delivery(delivery, now, state=DeliveryState.FAILED, tell_instead=matters)


def _settled(delivery: Delivery, now: dt.datetime, *, delivered: bool) -> bool:
    """Tells the order that a reply arrived or never will; only the newest message to a caller carries it (R58).

    False where it makes no difference: another message, or a reply that was made in another way meanwhile.
    """
    if delivery.template != REPLY or delivery.caller is None:
        return False
    replies = Delivery.objects.filter(order=delivery.order_id, caller=delivery.caller, template=REPLY)
    if replies.order_by("-pk").values_list("pk", flat=True).first() != delivery.pk:
        return False
    door = system_door(now, "settle_reply", delivery.key, delivered)
    try:
        settle_reply(door, order=delivery.order_id, caller=delivery.caller, delivered=delivered)
    except Refused:
        return False
    return True
