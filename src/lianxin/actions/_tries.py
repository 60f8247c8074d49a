"""Counts wrong tries of query codes and contacts, so that nobody finds one, or which numbers exist, by trying (R47)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Q

from lianxin.actions._door import Door
from lianxin.law.numbers import find_number
from lianxin.law.refusals import Refused
from lianxin.records.models import CodeAttempt
from lianxin.records.people import vault
from lianxin.records.query_codes import CodeHolder

COUNTED = dt.timedelta(minutes=15)
MOST_FOR_NUMBER = 5
MOST_OF_STAFF = 20
MOST_FROM_ADDRESS = 60
"""Wrong tries in a quarter of an hour, as at signing in: beyond them not even the right one is looked at.

An address may be shared by many: its number is generous, and right tries are not counted.
"""


def counted(door: Door, number: str, source: str, look: Callable[[], CodeHolder | None]) -> CodeHolder:
    """What `look` finds; refuses when it finds nothing, and without looking after too many tries that found nothing.

    Trying is no event: it changes nothing. The attempt is counted before anything is compared, and committed at once,
    so that many at the same time cannot slip through; call it outside a transaction. An unknown number is counted as
    a known one is: nobody learns from it which numbers there are. `source`: the network address, or "".
    """
    CodeAttempt.objects.filter(at__lt=door.now - COUNTED).delete()
    attempt = CodeAttempt.objects.create(
        number_digest=_digest(find_number(number), "tried_number"),
        source_digest=_digest(source, "tried_from"),
        staff_id=door.actor.staff,
        at=door.now,
    )
    if _too_many(attempt):
        attempt.delete()
        raise Refused("query_codes_tried_too_often")
    holder = look()
    if holder is None:
        raise Refused("query_code_wrong")
    attempt.delete()
    return holder


def _digest(value: str | None, purpose: str) -> bytes | None:
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
