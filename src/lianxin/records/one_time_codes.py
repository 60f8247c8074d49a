"""Reads codes that were sent to callers: kept as keyed digests, and encrypted only until their message has gone."""

from __future__ import annotations

import datetime as dt

from lianxin.records.models import OneTimeCode
from lianxin.records.people import vault

ONE_TIME_CODE = "one_time_code"


def one_time_code_digest(order: int, caller: int, code: str) -> bytes:
    """What is stored of a code: 32 bytes under the installation's look-up key, of use for this caller only."""
    return vault().digest(f"{order}:{caller}:{code}", ONE_TIME_CODE)


def code_to_send(order: int, sequence: int, *, made_since: dt.datetime) -> str | None:
    """The code that an event of the order promised, as long as it has not gone and is good."""
    row = OneTimeCode.objects.select_related("person").filter(
        order=order, sequence=sequence, code_ct__isnull=False, made_at__gt=made_since, used_at__isnull=True
    )
    found = row.first()
    if found is None or found.code_ct is None or found.person.wrapped_key is None:
        return None
    return vault().decrypt_text(found.person.wrapped_key, found.code_ct, ONE_TIME_CODE)
