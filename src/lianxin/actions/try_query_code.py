"""核对查询码 · Try a query code."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lianxin.actions._door import Door
from lianxin.law.numbers import find_number
from lianxin.law.refusals import Refused
from lianxin.records.models import CodeAttempt
from lianxin.records.orders import order_with_number
from lianxin.records.query_codes import CodeHolder, code_holder

COUNTED = dt.timedelta(minutes=15)
MOST_FOR_ORDER = 5
MOST_OF_STAFF = 20
"""Wrong codes in a quarter of an hour, as at signing in: beyond them not even the right one is looked at."""


def try_query_code(door: Door, *, number: str, code: str) -> CodeHolder:
    """Whose code it is, both as typed; refuses a wrong one, and every one after too many wrong ones (R47).

    Trying is no event: it changes nothing. The attempt is counted before the code is compared, and committed at once,
    so that many at the same time cannot slip through; call it outside a transaction.
    """
    order_number = find_number(number)
    known = order_with_number(order_number) if order_number is not None else None
    CodeAttempt.objects.filter(at__lt=door.now - COUNTED).delete()
    attempt = CodeAttempt.objects.create(order_id=known, staff_id=door.actor.staff, at=door.now)
    if _too_many(attempt):
        attempt.delete()
        raise Refused("query_codes_tried_too_often")
    holder = code_holder(number, code)
    if holder is None:
        raise Refused("query_code_wrong")
    attempt.delete()
    return holder


def _too_many(attempt: CodeAttempt) -> bool:
    """For the order, whoever tried; and of the person, whatever they tried."""
    of_order = Q(order=attempt.order_id, order__isnull=False)
    of_staff = Q(staff=attempt.staff_id, staff__isnull=False)
    for_order = CodeAttempt.objects.filter(of_order).count()
    return for_order > MOST_FOR_ORDER or CodeAttempt.objects.filter(of_staff).count() > MOST_OF_STAFF
