"""领取待发征集验证码 · Claim codes of consultations."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from lianxin.records.models import ConsultationCode


def claim_consultation_codes(
    now: dt.datetime, *, limit: int, lease: dt.timedelta, lasts: dt.timedelta
) -> list[ConsultationCode]:
    """Takes up to `limit` codes that wait to be sent; nobody else gets them within `lease`. Old ones are let go of."""
    with transaction.atomic():
        ConsultationCode.objects.filter(next_at__isnull=False, made_at__lte=now - lasts).update(
            next_at=None, number_ct=None, code_ct=None, wrapped_key=None
        )
        due = ConsultationCode.objects.filter(next_at__lte=now).order_by("next_at", "pk")
        claimed = list(due.select_for_update(skip_locked=True)[:limit])
        taken = ConsultationCode.objects.filter(pk__in=[one.pk for one in claimed])
        taken.update(attempts=F("attempts") + 1, next_at=now + lease)
    return claimed
