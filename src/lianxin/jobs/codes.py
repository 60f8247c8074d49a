"""Sends codes to people whom nobody here knows: a code is its own delivery, and its number is gone once it was sent."""

from __future__ import annotations

import datetime as dt
import logging

from lianxin.actions.claim_consultation_codes import claim_consultation_codes
from lianxin.actions.settle_consultation_code import settle_consultation_code
from lianxin.law.words import AddressKind
from lianxin.messaging.port import Address, Message, MessagePort, NotSent
from lianxin.messaging.to_citizens import CONSULTATION_CODE
from lianxin.messaging.wording import Said, say
from lianxin.records.consultations import CODE, CONTACT
from lianxin.records.models import City, ConsultationCode
from lianxin.records.people import vault
from lianxin.records.rules import current_rules

AT_A_TIME = 5
LEASE = dt.timedelta(minutes=3)
AGAIN = dt.timedelta(seconds=30)
"""Somebody waits at a page: a code that did not go is tried again soon, and given up when it is too old."""

_log = logging.getLogger(__name__)


def send_codes(now: dt.datetime, way: MessagePort) -> int:
    """Sends the codes that wait, a few at a time; returns how many went."""
    minutes, done = current_rules().portal.code_minutes, 0
    lasts = dt.timedelta(minutes=minutes)
    for code in claim_consultation_codes(now, limit=AT_A_TIME, lease=LEASE, lasts=lasts):
        done += _send(code, now, way, minutes)
    return done


def _send(code: ConsultationCode, now: dt.datetime, way: MessagePort, minutes: int) -> bool:
    try:
        way.send(_message(code, minutes))
    except NotSent as problem:
        _failed(code, now, problem.code, for_good=problem.for_good)
        return False
    except Exception as problem:  # whatever it is: the next code must go, and neither number nor code reach the log
        _failed(code, now, type(problem).__name__, for_good=False)
        return False
    settle_consultation_code(code)
    return True


def _failed(code: ConsultationCode, now: dt.datetime, why: str, *, for_good: bool) -> None:
    _log.warning("Code %d of a consultation, attempt %d: %s", code.pk, code.attempts + 1, why)
    settle_consultation_code(code, again_at=None if for_good else now + AGAIN)


def _message(code: ConsultationCode, minutes: int) -> Message:
    if code.wrapped_key is None or code.number_ct is None or code.code_ct is None:
        raise NotSent("code_is_over", for_good=True)
    number = vault().decrypt_text(code.wrapped_key, code.number_ct, CONTACT)
    digits = vault().decrypt_text(code.wrapped_key, code.code_ct, CODE)
    zh, en = City.objects.values_list("hotline_zh", "hotline_en").get()
    gaps = {"hotline": Said(zh, en or zh), "code": Said(digits, digits), "minutes": Said(str(minutes), str(minutes))}
    title, body = say(CONSULTATION_CODE, gaps, english=code.english)
    key = f"consultation_code:{code.pk}"
    return Message(key, CONSULTATION_CODE.template, Address(AddressKind.PHONE, number), title, body)
