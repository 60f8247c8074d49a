"""One-time codes, whoever they are sent to: the one sent last is good for few tries, a few minutes, and once."""

from __future__ import annotations

import datetime as dt
import hmac

from django.db.models import F, QuerySet

from lianxin.law.refusals import Refused

MOST_TRIES = 5
AN_HOUR = dt.timedelta(hours=1)
MOST_TO_CONTACT = 5
"""Codes to one contact in an hour."""

NOBODYS = bytes(32)


def check_not_too_often(sent_to_contact: QuerySet, now: dt.datetime) -> None:  # type: ignore[type-arg] # of any table of codes
    """Refuses a further code to a contact to which several went within the hour."""
    if sent_to_contact.filter(made_at__gt=now - AN_HOUR).count() >= MOST_TO_CONTACT:
        raise Refused("one_time_codes_sent_too_often")


def spend(codes: QuerySet, digest: bytes, *, now: dt.datetime, lasts: dt.timedelta) -> int:  # type: ignore[type-arg] # as above
    """The id of the code sent last of these, when its digest is this one, and now spent; refuses everything else.

    The try is counted before anything is compared, and whoever asks commits it: call it outside a transaction.
    """
    last = codes.filter(made_at__gt=now - lasts).order_by("-made_at", "-pk").values_list("pk", "code_digest").first()
    pk, expected = last or (0, NOBODYS)
    unspent = codes.filter(pk=pk, used_at__isnull=True)
    counted = unspent.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
    fits = hmac.compare_digest(digest, bytes(expected))
    if not (counted and fits and unspent.update(used_at=now)):
        raise Refused("one_time_code_wrong")
    return int(pk)
