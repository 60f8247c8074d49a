"""What a month's figures came to: counted anew while the month is open, kept as they are once it is frozen."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Index

from lianxin.law.words import SubjectKind
from lianxin.records.fields import code_text, moment
from lianxin.records.models.chained import Chained


class IndicatorMonth(Chained):
    """One month that was counted; `month` is its first day. A frozen one is never counted again (R30, R66).

    Counting leaves no event, freezing does: the log knows the month as 202611, and its counts by their digest.
    """

    SUBJECT = SubjectKind.MONTH

    month = models.DateField(primary_key=True)
    counted_at = moment()
    frozen = models.BooleanField(default=False)

    class Meta:
        db_table = "indicator_month"

    @classmethod
    def subject_id_of(cls, key: dt.date) -> int:
        """November 2026 is 202611."""
        return key.year * 100 + key.month


class IndicatorCount(models.Model):
    """How many cases of a figure and month came to the same verdict: of one unit (`of` = unit), or of one topic.

    Each case is counted once by unit and once by topic; null is a unit or topic nobody named. `verdict` is the code of
    a `Verdict` or an `Exclusion`.
    """

    month = models.ForeignKey(IndicatorMonth, models.CASCADE, related_name="counts", db_index=False)
    code = code_text()
    of = code_text()
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    topic = models.ForeignKey("Topic", models.PROTECT, null=True, related_name="+", db_index=False)
    verdict = code_text()
    cases = models.IntegerField()

    class Meta:
        db_table = "indicator_count"
        indexes = [
            Index(fields=["month", "of", "code"], name="indicator_count_of_month"),
            Index(fields=["code", "of", "month"], name="indicator_count_of_code"),
        ]
