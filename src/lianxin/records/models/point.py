"""The points of a matter, which every feedback on it is examined against."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lianxin.law.words import PointState
from lianxin.records.fields import known_words, word


class Point(models.Model):
    """One point of the matter that a feedback has to deal with; its words are the order's POINT text of this number."""

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="points", db_index=False)
    serial = models.SmallIntegerField()
    state = word(PointState, default=PointState.OPEN)
    feedback = models.SmallIntegerField(null=True)
    evidence = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        db_table = "order_point"
        constraints = known_words("order_point", state=PointState)
