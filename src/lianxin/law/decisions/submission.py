"""What citizens submit themselves: how often one contact may, before a person answers the telephone (R41)."""

from __future__ import annotations

import datetime as dt

from lianxin.law.refusals import Refused

COUNTED = dt.timedelta(days=1)


def check_frequency(submitted: int, most: int) -> None:
    """Refuses the web, never the matter: who has submitted so many within a day is asked to call."""
    if submitted >= most:
        raise Refused("submitted_too_often")
