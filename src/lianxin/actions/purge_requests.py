"""清理请求标识 · Purge old request keys."""

from __future__ import annotations

import datetime as dt

from lianxin.records.models import RequestKey

AT_A_TIME = 5_000


def purge_requests(before: dt.datetime) -> int:
    """Forgets up to 5,000 requests recorded before a moment; returns how many. What was loaded last stays known."""
    old = RequestKey.objects.filter(recorded_at__lt=before).exclude(key__startswith="load_city:")
    count, _ = RequestKey.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_A_TIME])).delete()
    return count
