"""核对意见的查询码 · Try the code of an opinion."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._door import Door
from lianxin.law.publishing import MOST_CODES_TRIED
from lianxin.law.refusals import Refused
from lianxin.records.hotline_opinions import find_opinion_number, fits, opinion_numbered
from lianxin.records.models import HotlineOpinion, OpinionCodeAttempt

COUNTED = dt.timedelta(minutes=15)


def try_opinion_code(door: Door, *, number: str, code: str) -> HotlineOpinion:
    """The opinion that number and code open, both as typed; refuses a wrong pair in the same words whatever is wrong.

    Trying is no event. It is counted for the opinion before the code is compared, and committed at once; call it
    outside a transaction. Beyond the limit even the right code opens nothing for a while, in the same words (R47).
    """
    known = find_opinion_number(number)
    row = opinion_numbered(known)
    OpinionCodeAttempt.objects.filter(at__lt=door.now - COUNTED).delete()
    attempt = OpinionCodeAttempt.objects.create(opinion=row, at=door.now) if row is not None else None
    tried = OpinionCodeAttempt.objects.filter(opinion=row).count() if row is not None else 0
    right = fits(row, known, code)
    if row is None or attempt is None or not right or tried > MOST_CODES_TRIED:
        raise Refused("opinion_code_wrong")
    attempt.delete()
    return row
