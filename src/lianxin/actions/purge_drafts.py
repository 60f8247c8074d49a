"""清理草稿 · Purge old drafts."""

from __future__ import annotations

import datetime as dt

from lianxin.records.models import UnsentForm

AT_A_TIME = 5_000


def purge_drafts(before: dt.datetime) -> int:
    """Lets go of up to 5,000 drafts that nobody has touched since a moment; returns how many."""
    old = UnsentForm.objects.filter(saved_at__lt=before)
    count, _ = UnsentForm.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_A_TIME])).delete()
    return count
