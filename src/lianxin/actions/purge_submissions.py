"""清理未提交的诉求 · Purge old submissions."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lianxin.records.models import SubmissionDraft

AT_A_TIME = 5_000


def purge_submissions(*, begun_before: dt.datetime, submitted_before: dt.datetime) -> int:
    """Lets go of up to 5,000 that nobody went on with since a moment, and of receipts older than another; how many."""
    left = Q(submitted_at__isnull=True, saved_at__lt=begun_before)
    old = SubmissionDraft.objects.filter(left | Q(submitted_at__lt=submitted_before))
    count, _ = SubmissionDraft.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:AT_A_TIME])).delete()
    return count
