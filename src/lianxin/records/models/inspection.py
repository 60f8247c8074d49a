"""Inspections of intake: a subject of its own beside the order or call, samples, forms, and remarks that can go."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import InspectedKind, InspectionCause, InspectionState, InspectionTextKind, SubjectKind
from lianxin.records.fields import (
    code_text,
    code_text_or_none,
    known_words,
    moment,
    moment_or_none,
    word,
)
from lianxin.records.models.chained import Chained
from lianxin.records.models.subject_text import SubjectText, text_constraints

SCORED = Q(scored_at__isnull=False)
"""Inspections that count in results: whatever became of the score, it is there."""


class InspectionFormVersion(models.Model):
    """One version of the city's form, as its file said it; scores name it, so it never changes."""

    version = code_text(unique=True)
    in_force_from = models.DateField()
    text = models.TextField()
    recorded_at = moment()

    class Meta:
        db_table = "inspection_form"


class InspectionSample(models.Model):
    """One draw: of which days, how many for each agent, and by which seed, so that it can be drawn again.

    `sizes` says by the id of each agent how many intakes there were to draw from, and how many were drawn.
    """

    what = word(InspectedKind)
    first_date = models.DateField()
    last_date = models.DateField()
    per_agent = models.SmallIntegerField()
    seed = code_text()
    sizes = models.JSONField()
    drawn_at = moment()
    drawn_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        db_table = "inspection_sample"
        constraints = [*known_words("inspection_sample", what=InspectedKind)]


class Inspection(Chained):
    """One intake before the inspectors: an order or a call, and the agent who took it at `taken_at`.

    `points` are those by criterion, `faults` the fatal ones, `total` what comes of both, by the form `form_version`;
    those that end in `_decided` are what an upheld appeal put in their place. `sample` is the draw it came with,
    `drawn_by` who drew or flagged it; both null: a rule did.
    """

    SUBJECT = SubjectKind.INSPECTION

    what = word(InspectedKind)
    order = models.ForeignKey("WorkOrder", models.PROTECT, null=True, related_name="inspections", db_index=False)
    call = models.ForeignKey("Call", models.PROTECT, null=True, related_name="inspections", db_index=False)
    agent = models.ForeignKey("Staff", models.PROTECT, related_name="inspected", db_index=False)
    agent_unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    taken_at = moment()
    cause = word(InspectionCause)
    state = word(InspectionState, default=InspectionState.DRAWN)
    drawn_at = moment()
    drawn_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    sample = models.ForeignKey(InspectionSample, models.PROTECT, null=True, related_name="inspections", db_index=False)
    form_version = code_text_or_none()
    inspector = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    points = models.JSONField(null=True)
    faults = ArrayField(models.TextField(), default=list)
    total = models.SmallIntegerField(null=True)
    scored_at = moment_or_none()
    appeal_until = moment_or_none()
    acknowledged_at = moment_or_none()
    appealed_at = moment_or_none()
    decided_at = moment_or_none()
    decided_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    upheld = models.BooleanField(null=True)
    points_decided = models.JSONField(null=True)
    faults_decided = ArrayField(models.TextField(), default=list)
    total_decided = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "inspection"
        constraints = [
            UniqueConstraint(fields=["order"], name="inspection_of_order_once"),
            UniqueConstraint(fields=["call"], name="inspection_of_call_once"),
            *known_words("inspection", what=InspectedKind, cause=InspectionCause, state=InspectionState),
            models.CheckConstraint(
                condition=Q(what=InspectedKind.ORDER.value, order__isnull=False, call__isnull=True)
                | Q(what=InspectedKind.CALL.value, order__isnull=True, call__isnull=False),
                name="inspection_of_one",
            ),
            models.CheckConstraint(
                condition=Q(state=InspectionState.DRAWN.value, scored_at__isnull=True, total__isnull=True)
                | Q(
                    scored_at__isnull=False,
                    total__isnull=False,
                    points__isnull=False,
                    inspector__isnull=False,
                    form_version__isnull=False,
                ),
                name="inspection_scored_wholly",
            ),
            models.CheckConstraint(condition=~Q(agent=models.F("inspector")), name="inspection_by_another"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=models.F("inspector")) & ~Q(decided_by=models.F("agent"))),
                name="inspection_decided_by_another",
            ),
        ]
        indexes = [
            Index(fields=["state", "drawn_at", "id"], name="inspection_by_state"),
            Index(fields=["scored_at", "id"], name="inspection_scored", condition=SCORED),
            Index(fields=["agent", "scored_at"], name="inspection_of_agent", condition=SCORED),
        ]


class InspectionText(SubjectText):
    """One remark on an inspection."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="texts", db_index=False)
    kind = word(InspectionTextKind)

    class Meta:
        db_table = "inspection_text"
        constraints = text_constraints("inspection", kind=InspectionTextKind, table="inspection_text")
