"""What the hotline makes public: typical cases, opinions on itself, and how many matters a month had."""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import (
    HotlineOpinionState,
    HotlineOpinionTextKind,
    SubjectKind,
    TypicalCaseState,
    TypicalCaseTextKind,
)
from lianxin.records.fields import code_text, known_words, moment, moment_or_none, octets_or_none, word
from lianxin.records.models.chained import Chained
from lianxin.records.models.indicator import IndicatorMonth
from lianxin.records.models.subject_text import SubjectText, text_constraints


class TypicalCase(Chained):
    """A matter told anew for the public, from an order that ended (Art. 33(3)).

    `confirmed` says of how many flagged places of each kind the writer confirmed that they are no personal data;
    `decider` is who published, declined or withdrew it, where that was another person.
    """

    SUBJECT = SubjectKind.TYPICAL_CASE

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="typical_cases", db_index=False)
    topic = models.ForeignKey("Topic", models.PROTECT, null=True, related_name="+", db_index=False)
    state = word(TypicalCaseState, default=TypicalCaseState.AWAITING)
    writer = models.ForeignKey("Staff", models.PROTECT, related_name="+", db_index=False)
    written_at = moment()
    confirmed = models.JSONField(default=dict)
    decider = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = moment_or_none()

    class Meta:
        db_table = "typical_case"
        constraints = [
            UniqueConstraint(fields=["order"], name="typical_case_of_order_once"),
            *known_words("typical_case", state=TypicalCaseState),
            models.CheckConstraint(
                condition=Q(decider__isnull=True) | ~Q(decider=models.F("writer")), name="typical_case_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state=TypicalCaseState.PUBLISHED.value) | Q(decider__isnull=False),
                name="typical_case_published_by_somebody",
            ),
        ]
        indexes = [Index(fields=["state", "written_at", "id"], name="typical_case_by_state")]


class TypicalCaseText(SubjectText):
    """One text of a typical case: title, text, a reason."""

    case = models.ForeignKey(TypicalCase, models.PROTECT, related_name="texts", db_index=False)
    kind = word(TypicalCaseTextKind)

    class Meta:
        db_table = "typical_case_text"
        constraints = text_constraints("case", kind=TypicalCaseTextKind, table="typical_case_text")


class HotlineOpinion(Chained):
    """What somebody thinks of the hotline itself (Art. 37).

    `contact_ct` is a telephone number or a mailbox under the opinion's own `wrapped_key`; `code_digest` that of the
    code with which the answer is read; `text_digest` finds the same words sent twice in a day. All of them go with
    `forgotten_at`. With `english` a message to its writer speaks both languages.
    """

    SUBJECT = SubjectKind.HOTLINE_OPINION

    number = code_text(unique=True)
    state = word(HotlineOpinionState, default=HotlineOpinionState.RECEIVED)
    received_at = moment()
    wants_answer = models.BooleanField(default=True)
    may_publish = models.BooleanField(default=False)
    english = models.BooleanField(default=False)
    answer_due_at = moment_or_none()
    wrapped_key = octets_or_none()
    contact_ct = octets_or_none()
    contact_digest = octets_or_none()
    code_digest = octets_or_none()
    text_digest = octets_or_none()
    answerer = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = moment_or_none()
    publisher = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = moment_or_none()
    confirmed = models.JSONField(default=dict)
    forgotten_at = moment_or_none()

    class Meta:
        db_table = "hotline_opinion"
        constraints = [
            *known_words("hotline_opinion", state=HotlineOpinionState),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(
                    wrapped_key__isnull=True,
                    contact_ct__isnull=True,
                    contact_digest__isnull=True,
                    code_digest__isnull=True,
                ),
                name="hotline_opinion_forgotten_wholly",
            ),
            models.CheckConstraint(
                condition=Q(publisher__isnull=True) | ~Q(publisher=models.F("answerer")), name="hotline_opinion_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state=HotlineOpinionState.PUBLISHED.value) | Q(publisher__isnull=False, may_publish=True),
                name="hotline_opinion_published_by_consent",
            ),
        ]
        indexes = [
            Index(fields=["state", "received_at", "id"], name="hotline_opinion_by_state"),
            Index(fields=["received_at"], name="hotline_opinion_age"),
            Index(
                fields=["contact_digest", "received_at"],
                name="hotline_opinion_of_contact",
                condition=Q(contact_digest__isnull=False),
            ),
        ]


class HotlineOpinionText(SubjectText):
    """One text of an opinion: the writer's words, the answer, both as published, a reason."""

    opinion = models.ForeignKey(HotlineOpinion, models.PROTECT, related_name="texts", db_index=False)
    kind = word(HotlineOpinionTextKind)

    class Meta:
        db_table = "hotline_opinion_text"
        constraints = text_constraints("opinion", kind=HotlineOpinionTextKind, table="hotline_opinion_text")


class MonthMatters(models.Model):
    """How many matters of one topic and one district were received in a counted month; null is none named."""

    month = models.ForeignKey(IndicatorMonth, models.CASCADE, related_name="matters", db_index=False)
    topic = models.ForeignKey("Topic", models.PROTECT, null=True, related_name="+", db_index=False)
    district = models.ForeignKey("Division", models.PROTECT, null=True, related_name="+", db_index=False)
    received = models.IntegerField()

    class Meta:
        db_table = "month_matters"
        indexes = [Index(fields=["month"], name="month_matters_of")]
