"""Reads who proved a number for a consultation: known by the code that was sent and given back, for a while."""

from __future__ import annotations

import datetime as dt

from lianxin.records.models import ConsultationCode


def proved_giver(consultation: int, code: int, since: dt.datetime) -> bytes | None:
    """The digest of the giver who gave this code back for this consultation since a moment; None for nobody."""
    rows = ConsultationCode.objects.filter(pk=code, consultation=consultation, used_at__gt=since)
    found = rows.values_list("giver_digest", flat=True).first()
    return bytes(found) if found is not None else None
