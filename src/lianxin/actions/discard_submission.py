"""清除未提交的诉求 · Discard a submission."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.records.models import SubmissionDraft
from lianxin.records.submissions import submission_digest


def discard_submission(door: Door, *, token: str) -> bool:
    """Lets go of what a citizen has begun, or of the receipt; False where nothing was kept. Orders are not touched."""
    _ = door
    count, _ = SubmissionDraft.objects.filter(token_digest=submission_digest(token)).delete()
    return bool(count)
