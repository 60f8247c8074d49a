"""What callers said of the answer, row by row: the last one counts, all are kept (R30)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Index, Q

from lianxin.law.words import Grade, RatingCheck, RatingWay, Solved
from lianxin.records.fields import code_text, known_words, moment, moment_or_none, word


class Rating(models.Model):
    """One rating by one caller of an order, known by its order and its serial."""

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="ratings", db_index=False)
    serial = models.SmallIntegerField()
    caller = models.SmallIntegerField()
    rated_at = moment()
    round = models.SmallIntegerField()
    way = word(RatingWay)
    contacted = models.BooleanField(null=True)
    solved = word(Solved, null=True)
    grade_result = word(Grade, null=True)
    grade_attitude = word(Grade, null=True)
    reasons = ArrayField(code_text(), default=list)
    check_state = word(RatingCheck, null=True)
    checked_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    checked_at = moment_or_none()

    class Meta:
        db_table = "rating"
        constraints = known_words(
            "rating", way=RatingWay, solved=Solved, grade_result=Grade, grade_attitude=Grade, check_state=RatingCheck
        )
        indexes = [
            Index(fields=["rated_at"], name="rating_at"),
            Index(
                fields=["rated_at", "order"],
                name="rating_to_check",
                condition=Q(check_state=RatingCheck.TO_CHECK.value),
            ),
        ]
