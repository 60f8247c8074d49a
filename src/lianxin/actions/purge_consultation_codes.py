"""清理征集验证码 · Purge codes of consultations."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._arrivals import COUNTED
from lianxin.messaging.to_citizens import CONSULTATION_CODE
from lianxin.records.models import CitizenMessage, ConsultationCode, WebArrival

KEPT = dt.timedelta(days=1)


def purge_consultation_codes(now: dt.datetime) -> int:
    """Codes are gone after a day, digests of network addresses after a quarter of an hour; returns how many went."""
    arrivals, _ = WebArrival.objects.filter(at__lte=now - COUNTED).delete()
    old = ConsultationCode.objects.filter(made_at__lte=now - COUNTED, source_digest__isnull=False)
    blanked = old.update(source_digest=None)
    CitizenMessage.objects.filter(template=CONSULTATION_CODE.template, created_at__lte=now - KEPT).delete()
    codes, _ = ConsultationCode.objects.filter(made_at__lte=now - KEPT).delete()
    return arrivals + blanked + codes
