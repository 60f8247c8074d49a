"""核对验证码 · Try a one-time code."""

from __future__ import annotations

import datetime as dt
import hmac

from django.db.models import F

from lianxin.actions._door import Door
from lianxin.law.refusals import Refused
from lianxin.records.models import OneTimeCode
from lianxin.records.one_time_codes import one_time_code_digest
from lianxin.records.query_codes import CodeHolder

MOST_TRIES = 5


def try_one_time_code(door: Door, *, holder: CodeHolder | None, code: str, lasts: dt.timedelta) -> None:
    """Lets a caller through who has the code that was sent last; refuses a wrong, old, used or much tried one (R47).

    No event, as trying a query code is none. The try is counted before the code is compared. `holder` is None for
    whoever named a contact that is not of this number: they hear what a wrong code hears.
    """
    order, caller = (holder.order, holder.caller) if holder is not None else (0, 0)
    good = OneTimeCode.objects.filter(order=order, caller=caller, made_at__gt=door.now - lasts)
    last = good.order_by("-made_at", "-pk").values_list("pk", "code_digest").first()
    pk, expected = last or (0, bytes(32))
    open_for_a_try = OneTimeCode.objects.filter(pk=pk, used_at__isnull=True, tries__lt=MOST_TRIES)
    if not open_for_a_try.update(tries=F("tries") + 1):
        raise Refused("one_time_code_wrong")
    if not hmac.compare_digest(one_time_code_digest(order, caller, code), bytes(expected)):
        raise Refused("one_time_code_wrong")
    if not OneTimeCode.objects.filter(pk=pk, used_at__isnull=True).update(used_at=door.now):
        raise Refused("one_time_code_wrong")
