"""What citizens submit themselves: how often one contact or network may, before a person answers (R41)."""

from __future__ import annotations

import datetime as dt

from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI

COUNTED = dt.timedelta(days=1)


def check_frequency(submitted: int, most: int) -> None:
    """Refuses the web, never the matter: who has submitted so many within a day is asked to call."""
    if submitted >= most:
        raise Refused("submitted_too_often")


def check_network(again_at: dt.datetime | None) -> None:
    """Refuses the web, never the matter, to a network from which too many came of late, and says when it may again.

    A contact that is merely stated proves nothing: whoever has many browsers may state as many.
    """
    if again_at is not None:
        minute = again_at.astimezone(SHANGHAI) + dt.timedelta(minutes=1)
        raise Refused("submitted_from_one_network", f"{minute:%H:%M}")
