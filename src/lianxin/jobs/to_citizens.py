"""Sends messages to people of whom no order is known: codes for consultations, answers to opinions on the hotline."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings

from lianxin.actions.claim_citizen_messages import claim_citizen_messages
from lianxin.actions.settle_citizen_message import settle_citizen_message
from lianxin.jobs.again import next_attempt
from lianxin.law.words import DeliveryState
from lianxin.messaging.port import Message, MessagePort, NotSent
from lianxin.messaging.to_citizens import LEADS_TO, TO_CITIZENS
from lianxin.messaging.wording import Said, say
from lianxin.records.citizen_messages import unseal
from lianxin.records.models import CitizenMessage, City

AT_A_TIME = 5
LEASE = dt.timedelta(minutes=3)

_log = logging.getLogger(__name__)


def send_to_citizens(now: dt.datetime, way: MessagePort) -> int:
    """Sends those that are due, a few at a time; returns how many went."""
    return sum(_send(one, now, way) for one in claim_citizen_messages(now, limit=AT_A_TIME, lease=LEASE))


def _send(message: CitizenMessage, now: dt.datetime, way: MessagePort) -> bool:
    try:
        way.send(_composed(message))
    except NotSent as problem:
        _failed(message, now, problem.code, for_good=problem.for_good)
        return False
    except Exception as problem:  # whatever it is: the next message must go, and nothing it says must reach the log
        _failed(message, now, type(problem).__name__, for_good=False)
        return False
    settle_citizen_message(message, now, state=DeliveryState.SENT)
    return True


def _failed(message: CitizenMessage, now: dt.datetime, why: str, *, for_good: bool) -> None:
    _log.warning("Message to a citizen %s, attempt %d: %s", message.key, message.attempts, why)
    again_at = next_attempt(now, message.attempts, for_good=for_good, good_until=message.good_until)
    state = DeliveryState.FAILED if again_at is None else DeliveryState.PENDING
    settle_citizen_message(message, now, state=state, again_at=again_at)


def _composed(message: CitizenMessage) -> Message:
    said = unseal(message)
    if said is None:
        raise NotSent("message_is_over", for_good=True)
    zh, en = City.objects.values_list("hotline_zh", "hotline_en").get()
    gaps = {name: Said(value, value) for name, value in said.gaps.items()} | {"hotline": Said(zh, en or zh)}
    if settings.PUBLIC_ADDRESS and message.template in LEADS_TO:
        address = f"{settings.PUBLIC_ADDRESS}{LEADS_TO[message.template]}"
        gaps["link"] = Said(address, address)
    title, body = say(TO_CITIZENS[message.template], gaps, english=said.english)
    return Message(message.key, message.template, said.to, title, body)
