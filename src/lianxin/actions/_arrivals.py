"""Counts by network address what nobody proved: generously, for a quarter of an hour, so that a shared one survives."""

from __future__ import annotations

import datetime as dt

from lianxin.law.refusals import Refused
from lianxin.records.consultations import source_digest
from lianxin.records.models import ConsultationArrival, ConsultationCode

COUNTED = dt.timedelta(minutes=15)
MOST_ANSWERS = 120
"""Answers of one address that nobody proved: a school or an office answers in one hour; a machine in a minute."""
MOST_UNUSED = 60
"""Codes asked for from one address and never given back."""


def count_arrival(source: str, now: dt.datetime) -> None:
    """One more answer came from this address; refuses it after too many."""
    ConsultationArrival.objects.filter(at__lte=now - COUNTED).delete()
    if not source:
        return
    digest = source_digest(source)
    if ConsultationArrival.objects.filter(source_digest=digest).count() >= MOST_ANSWERS:
        raise Refused("consultation_busy")
    ConsultationArrival.objects.create(source_digest=digest, at=now)


def check_unused(digest: bytes | None, now: dt.datetime) -> None:
    """Refuses a further code to an address from which many were asked for and not given back."""
    ConsultationCode.objects.filter(made_at__lte=now - COUNTED, source_digest__isnull=False).update(source_digest=None)
    if digest is None:
        return
    unused = ConsultationCode.objects.filter(source_digest=digest, used_at__isnull=True)
    if unused.count() >= MOST_UNUSED:
        raise Refused("consultation_busy")
