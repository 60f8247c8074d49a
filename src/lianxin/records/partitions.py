"""The log's months are made ahead, because a month without a partition falls into the one for the forgetful."""

from __future__ import annotations

import datetime as dt

from django.db import connection

MONTHS_AHEAD = 3


def ensure_partitions(now: dt.datetime, months_ahead: int = MONTHS_AHEAD) -> list[str]:
    """Makes the partitions of this month and of `months_ahead` more; returns the names of those that were missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_ensure_partitions(%s, %s)", [now, months_ahead])
        return [name for (name,) in cursor.fetchall()]


def months_ready(now: dt.datetime) -> int:
    """How many months, beginning with this one, have their partition: 0 means that events fall into the default one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass")
        names = {name for (name,) in cursor.fetchall()}
    ready, month = 0, now.astimezone(dt.UTC).date().replace(day=1)
    while f"event_{month:%Y_%m}" in names:
        ready += 1
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return ready
