"""Consultations: a subject of its own with the text it asks about, answers whose words can go, and the report."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import ConsultationChannel, ConsultationState, SubjectKind, TakenUp
from lianxin.records.fields import (
    code_text,
    known_words,
    moment,
    moment_or_none,
    octets,
    octets_or_none,
    word,
)
from lianxin.records.models.chained import Chained

STAFF = "Staff"


class Consultation(Chained):
    """One consultation. `content` is what people read (`law.consultation_text.Content`); its digest is in the log.

    `closes_at` is exclusive: 24:00 of the last day. `version` counts the drafts. `answers` counts the answers taken,
    `figures` are the counts as they stood when the report was published.
    """

    SUBJECT = SubjectKind.CONSULTATION

    state = word(ConsultationState, default=ConsultationState.DRAFTED)
    content = models.JSONField()
    content_digest = code_text()
    version = models.IntegerField(default=1)
    opens_at = moment()
    closes_at = moment()
    one_per_person = models.BooleanField(default=False)
    drafted_at = moment()
    drafted_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    published_at = moment_or_none()
    published_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = moment_or_none()
    reported_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    reported_at = moment_or_none()
    report_published_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    answers = models.IntegerField(default=0)
    figures = models.JSONField(null=True)
    words_destroyed_at = moment_or_none()

    class Meta:
        db_table = "consultation"
        constraints = [
            *known_words("consultation", state=ConsultationState),
            models.CheckConstraint(condition=Q(opens_at__lt=models.F("closes_at")), name="consultation_period"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[ConsultationState.DRAFTED.value, ConsultationState.DISCARDED.value],
                    published_at__isnull=True,
                )
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="consultation_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("drafted_by")),
                name="consultation_published_by_another",
            ),
            models.CheckConstraint(
                condition=Q(report_published_by__isnull=True) | ~Q(report_published_by=models.F("reported_by")),
                name="consultation_reported_by_another",
            ),
        ]
        indexes = [
            Index(fields=["state", "-opens_at", "-id"], name="consultation_by_state"),
            Index(fields=["closes_at"], name="consultation_words_kept", condition=Q(words_destroyed_at__isnull=True)),
        ]


class ConsultationNote(models.Model):
    """A correction beside the text that was published, by event `sequence`: the text itself never changes.

    `closes_at` is the new end that the note announces with its reason, null where it announces none.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="notes", db_index=False)
    sequence = models.IntegerField()
    zh = models.TextField()
    en = models.TextField(blank=True)
    author = models.ForeignKey(STAFF, models.PROTECT, related_name="+", db_index=False)
    closes_at = moment_or_none()
    at = moment()

    class Meta:
        db_table = "consultation_note"
        constraints = [UniqueConstraint(fields=["consultation", "sequence"], name="consultation_note_once")]


class ConsultationAnswer(models.Model):
    """One answer, by event `sequence`: group, channel, what was ticked by serial. Who gave it stands nowhere in clear.

    `giver_digest` is a keyed digest of a proven or told number, of use in this consultation alone; without a number, of
    the form. Of one giver the last answer counts, the earlier ones are kept; it goes with the words.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="given", db_index=False)
    serial = models.IntegerField()
    sequence = models.IntegerField()
    channel = word(ConsultationChannel)
    group = code_text(blank=True)
    picks = models.JSONField()
    giver_digest = octets_or_none()
    proved = models.BooleanField(default=False)
    counts = models.BooleanField(default=True)
    received_on = models.DateField(null=True)
    entered_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    at = moment()

    class Meta:
        db_table = "consultation_answer"
        constraints = [
            UniqueConstraint(fields=["consultation", "serial"], name="consultation_answer_serial"),
            UniqueConstraint(
                fields=["consultation", "giver_digest"], name="consultation_answer_once", condition=Q(counts=True)
            ),
            *known_words("consultation_answer", channel=ConsultationChannel),
        ]
        indexes = [Index(fields=["consultation", "group"], name="consultation_counted", condition=Q(counts=True))]


class ConsultationTheme(models.Model):
    """Something that comes up again in what was written, named by whoever sorts it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="themes", db_index=False)
    name = models.TextField()

    class Meta:
        db_table = "consultation_theme"
        constraints = [UniqueConstraint(fields=["consultation", "name"], name="consultation_theme_once")]


class ConsultationWords(models.Model):
    """What an answer says in words to one paragraph or question (0: to the whole), as `OrderText` is of an order."""

    answer = models.ForeignKey(ConsultationAnswer, models.PROTECT, related_name="words", db_index=False)
    item = models.SmallIntegerField()
    content = models.TextField(null=True)
    hmac_key = octets_or_none()
    digest = code_text()
    themes = ArrayField(models.BigIntegerField(), default=list)
    sorted_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+", db_index=False)
    sorted_at = moment_or_none()
    destroyed_at = moment_or_none()

    class Meta:
        db_table = "consultation_words"
        constraints = [
            UniqueConstraint(fields=["answer", "item"], name="consultation_words_once"),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(content__isnull=True, hmac_key__isnull=True),
                name="consultation_words_destroyed_wholly",
            ),
        ]


class ConsultationReport(models.Model):
    """What the report says of one paragraph or question (0: of the whole): what came, what became of it, and why."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="report", db_index=False)
    item = models.SmallIntegerField()
    summary_zh = models.TextField()
    summary_en = models.TextField(blank=True)
    taken_up = word(TakenUp)
    reason_zh = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        db_table = "consultation_report"
        constraints = [
            UniqueConstraint(fields=["consultation", "item"], name="consultation_report_once"),
            *known_words("consultation_report", taken_up=TakenUp),
        ]


class ConsultationCode(models.Model):
    """A one-time code to a number that nobody here knows; its message (`CitizenMessage`) holds code and number.

    `contact_digest` tells how many went to one number; `source_digest` from which network address it was asked for, for
    a quarter of an hour at most. A row is gone after a day.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+", db_index=False)
    contact_digest = octets()
    giver_digest = octets()
    code_digest = octets()
    source_digest = octets_or_none()
    made_at = moment()
    tries = models.SmallIntegerField(default=0)
    used_at = moment_or_none()

    class Meta:
        db_table = "consultation_code"
        indexes = [
            Index(fields=["contact_digest"], name="consultation_code_contact"),
            Index(fields=["made_at"], name="consultation_code_age"),
        ]
