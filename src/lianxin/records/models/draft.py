"""What somebody has begun to write and not yet handed in: theirs alone, encrypted, and gone once it was accepted."""

from __future__ import annotations

from django.db import models
from django.db.models import Index, UniqueConstraint

from lianxin.records.fields import code_text, moment, moment_or_none, octets


class UnsentForm(models.Model):
    """One form as its writer left it (草稿). `form` is its path; `slot` tells several drafts of one form apart.

    `words_ct` are the fields and what stands in them, under `wrapped_key`, a data key of the draft's own.
    `request_key` is the form's: once it was carried out, the draft is nobody's any more.
    """

    staff = models.ForeignKey("Staff", models.CASCADE, related_name="drafts", db_index=False)
    form = code_text()
    slot = code_text(blank=True)
    request_key = code_text(blank=True)
    wrapped_key = octets()
    words_ct = octets()
    saved_at = moment()

    class Meta:
        db_table = "draft"
        constraints = [UniqueConstraint(fields=["staff", "form", "slot"], name="draft_once")]
        indexes = [Index(fields=["saved_at"], name="draft_age")]


class SubmissionDraft(models.Model):
    """What a citizen has begun to tell the hotline (未提交的诉求), and for a while the receipt of what was submitted.

    The browser alone holds the token: here lies its keyed digest. `words_ct` opens with the row's own `wrapped_key` and
    that token together, so that nobody at the hotline reads what was not handed in, nor the query code of the receipt.
    """

    token_digest = octets()
    wrapped_key = octets()
    words_ct = octets()
    saved_at = moment()
    submitted_at = moment_or_none()

    class Meta:
        db_table = "submission_draft"
        constraints = [UniqueConstraint(fields=["token_digest"], name="submission_draft_once")]
        indexes = [Index(fields=["saved_at"], name="submission_draft_age")]
