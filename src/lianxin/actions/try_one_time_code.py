"""核对验证码 · Try a one-time code."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._door import Door
from lianxin.actions._one_time import spend
from lianxin.records.models import OneTimeCode
from lianxin.records.one_time_codes import one_time_code_digest
from lianxin.records.query_codes import CodeHolder


def try_one_time_code(door: Door, *, holder: CodeHolder | None, code: str, lasts: dt.timedelta) -> None:
    """Lets a caller through who has the code that was sent last; refuses a wrong, old, used or much tried one (R47).

    No event, as trying a query code is none. The try is counted before the code is compared: call it outside a
    transaction. `holder` is None for whoever named a contact that is not of this number: they hear what a wrong code
    hears.
    """
    order, caller = (holder.order, holder.caller) if holder is not None else (0, 0)
    codes = OneTimeCode.objects.filter(order=order, caller=caller)
    spend(codes, one_time_code_digest(order, caller, code), now=door.now, lasts=lasts)
