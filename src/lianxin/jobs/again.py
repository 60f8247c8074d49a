"""When a message that did not go is tried again: patiently, while anybody waits soon, and in the end never."""

from __future__ import annotations

import datetime as dt

WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720, 1440))
"""How long a message that failed waits before the next attempt; after the last one it is given up."""

SOON = dt.timedelta(seconds=30)
"""The same where somebody waits for it at a page; it is given up when it is too old."""


def next_attempt(
    now: dt.datetime, attempts: int, *, for_good: bool, good_until: dt.datetime | None = None
) -> dt.datetime | None:
    """The moment of the next attempt after so many; None when the message is given up."""
    if for_good:
        return None
    if good_until is not None:
        soon = now + SOON
        return soon if soon < good_until else None
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None
