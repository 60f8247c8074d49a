"""存未提交的诉求 · Save a submission."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.records.models import SubmissionDraft
from lianxin.records.people import vault
from lianxin.records.submissions import Begun, sealed, submission_digest


def save_submission(door: Door, *, token: str, begun: Begun) -> bool:
    """Keeps what a citizen has begun, in place of what was kept before; False once it was submitted.

    Unsent words are no event: nobody has said them yet.
    """
    key = vault().new_data_key()
    fresh = {"wrapped_key": key, "words_ct": sealed(token, key, begun), "saved_at": door.now}
    digest = submission_digest(token)
    if SubmissionDraft.objects.filter(token_digest=digest, submitted_at__isnull=True).update(**fresh):
        return True
    _, made = SubmissionDraft.objects.get_or_create(token_digest=digest, defaults=fresh)
    return made
