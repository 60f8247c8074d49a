"""Counts wrong tries of query codes and contacts, so that nobody finds one, or which numbers exist, by trying (R47).

Codes of orders and of opinions on the hotline are counted alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Q

from lianxin.actions._door import Door
from lianxin.law.refusals import Refused
from lianxin.records.models import CodeAttempt
from lianxin.records.people import vault

Found = TypeVar("Found")

COUNTED = dt.timedelta(minutes=15)
MOST_FOR_NUMBER = 5
MOST_OF_STAFF = 20
MOST_FROM_ADDRESS = 60
"""Wrong tries in a quarter of an hour, as at signing in: beyond them not even the right one is looked at.

An address may be shared by many: its number is generous, and right tries are not counted.
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """The number that was tried, in one spelling, and the network address it came from; each may be "".

    `purpose` keeps numbers of different kinds apart. `wrong` and `too_often` are the refusals' codes: the same code for
    both tells nobody that checking is suspended.
    """

    number: str
    source: str = field(default="", repr=False)
    purpose: str = "tried_number"
    wrong: str = "query_code_wrong"
    too_often: str = "query_codes_tried_too_often"


def counted(door: Door, tried: Tried, look: Callable[[], Found | None]) -> Found:
    """What `look` finds; refuses when it finds nothing, and without looking after too many tries that found nothing.

    Trying is no event: it changes nothing. The attempt is counted before anything is compared, and committed at once,
    so that many at the same time cannot slip through; call it outside a transaction. An unknown number is counted as
    a known one is: nobody learns from it which numbers there are.
    """
    CodeAttempt.objects.filter(at__lt=door.now - COUNTED).delete()
    attempt = CodeAttempt.objects.create(
        number_digest=_digest(tried.number, tried.purpose),
        source_digest=_digest(tried.source, "tried_from"),
        staff_id=door.actor.staff,
        at=door.now,
    )
    if _too_many(attempt):
        attempt.delete()
        raise Refused(tried.too_often)
    found = look()
    if found is None:
        raise Refused(tried.wrong)
    attempt.delete()
    return found


def _digest(value: str, purpose: str) -> bytes | None:
    return vault().digest(value, purpose) if value else None


def _too_many(attempt: CodeAttempt) -> bool:
    """For the number, whoever tried; of the person or from the address, whatever they tried."""
    limits = (
        ("number_digest", attempt.number_digest, MOST_FOR_NUMBER),
        ("source_digest", attempt.source_digest, MOST_FROM_ADDRESS),
        ("staff", attempt.staff_id, MOST_OF_STAFF),
    )
    return any(
        CodeAttempt.objects.filter(Q(**{column: value})).count() > most
        for column, value, most in limits
        if value is not None
    )
