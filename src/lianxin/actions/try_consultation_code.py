"""核对征集验证码 · Try a code for a consultation."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._door import Door
from lianxin.actions._one_time import NOBODYS, spend
from lianxin.records.consultations import code_digest
from lianxin.records.models import ConsultationCode


def try_consultation_code(door: Door, *, consultation: int, sent: int, code: str, lasts: dt.timedelta) -> int:
    """Whoever has the code that went last to the number of `sent` has proved that number; refuses all else.

    No event: nothing was said yet. Returns the id of the code, by which the visit is known. Call it outside a
    transaction: the try is counted whatever comes of it.
    """
    asked = ConsultationCode.objects.filter(pk=sent, consultation=consultation)
    contact = bytes(asked.values_list("contact_digest", flat=True).first() or NOBODYS)
    codes = ConsultationCode.objects.filter(consultation=consultation, contact_digest=contact)
    return spend(codes, code_digest(consultation, contact, code), now=door.now, lasts=lasts)
