"""What the one door keeps beside an order: keys of requests, messages to send, signals given, numbers leased."""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import DeliveryState, Signal, SubjectKind
from lianxin.records.fields import (
    code_text,
    code_text_or_none,
    known_words,
    moment,
    moment_or_none,
    octets,
    octets_or_none,
    word,
)


class RequestKey(models.Model):
    """A request that was carried out: who asked, by which key, what (a digest) and what came of it."""

    actor = code_text()
    key = code_text()
    digest = code_text()
    result = models.JSONField()
    recorded_at = moment()

    class Meta:
        db_table = "request_key"
        constraints = [UniqueConstraint(fields=["actor", "key"], name="request_key_once")]
        indexes = [Index(fields=["recorded_at"], name="request_key_age")]


class Delivery(models.Model):
    """One message, sent at least once; `key` lets whoever receives it drop a second copy."""

    key = code_text()
    template = code_text()
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    caller = models.SmallIntegerField(null=True)
    desk = code_text_or_none()
    state = word(DeliveryState, default=DeliveryState.PENDING)
    attempts = models.SmallIntegerField(default=0)
    created_at = moment()
    next_at = moment_or_none()
    sent_at = moment_or_none()

    class Meta:
        db_table = "delivery"
        constraints = [
            UniqueConstraint(fields=["key"], name="delivery_key"),
            *known_words("delivery", state=DeliveryState),
        ]
        indexes = [
            Index(fields=["next_at"], name="delivery_due", condition=Q(state=DeliveryState.PENDING.value)),
            Index(fields=["unit", "id"], name="delivery_of_unit", condition=Q(unit__isnull=False)),
            Index(fields=["desk", "id"], name="delivery_of_desk", condition=Q(desk__isnull=False)),
        ]


class CitizenMessage(models.Model):
    """One message to somebody of whom no order is known, about a subject beside orders; sent at least once.

    `said_ct` holds the address and what the sentences' gaps are filled with, under `wrapped_key`, a key of its own:
    both go once the message has left or never will. From `good_until` on it is not sent any more.
    """

    key = code_text()
    template = code_text()
    subject_kind = word(SubjectKind)
    subject_id = models.BigIntegerField()
    english = models.BooleanField(default=False)
    wrapped_key = octets_or_none()
    said_ct = octets_or_none()
    state = word(DeliveryState, default=DeliveryState.PENDING)
    attempts = models.SmallIntegerField(default=0)
    created_at = moment()
    good_until = moment_or_none()
    next_at = moment_or_none()
    sent_at = moment_or_none()

    class Meta:
        db_table = "citizen_message"
        constraints = [
            UniqueConstraint(fields=["key"], name="citizen_message_key"),
            *known_words("citizen_message", state=DeliveryState, subject_kind=SubjectKind),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.PENDING.value) | Q(wrapped_key__isnull=True, said_ct__isnull=True),
                name="citizen_message_gone_wholly",
            ),
        ]
        indexes = [
            Index(fields=["next_at"], name="citizen_message_due", condition=Q(state=DeliveryState.PENDING.value)),
            Index(fields=["subject_kind", "subject_id"], name="citizen_message_subject"),
        ]


class WebArrival(models.Model):
    """Something that nobody proved came by the web: counted a quarter of an hour by network address, then gone.

    `source_digest` is a keyed digest of the address for one purpose: matters and answers to consultations count apart.
    """

    source_digest = octets()
    at = moment()

    class Meta:
        db_table = "web_arrival"
        indexes = [
            Index(fields=["source_digest", "at"], name="web_arrival_of"),
            Index(fields=["at"], name="web_arrival_age"),
        ]


class ClockSignal(models.Model):
    """A signal that a clock gave: once for each computation, which is known by its due moment."""

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="signals", db_index=False)
    clock = models.SmallIntegerField()
    signal = word(Signal)
    computation = moment()
    recorded_at = moment()

    class Meta:
        db_table = "clock_signal"
        constraints = [
            UniqueConstraint(fields=["order", "clock", "signal", "computation"], name="clock_signal_once"),
            *known_words("clock_signal", signal=Signal),
        ]


class NumberLease(models.Model):
    """The next order number of a day that no process has leased yet."""

    day = models.DateField(primary_key=True)
    next = models.IntegerField()

    class Meta:
        db_table = "number_lease"


class ExternalReference(models.Model):
    """What another system calls a subject of ours."""

    system = code_text()
    external_id = code_text()
    subject_kind = word(SubjectKind)
    subject_id = models.BigIntegerField()

    class Meta:
        db_table = "external_reference"
        constraints = [
            UniqueConstraint(fields=["system", "external_id"], name="external_reference_once"),
            *known_words("external_reference", subject_kind=SubjectKind),
        ]
        indexes = [Index(fields=["subject_kind", "subject_id"], name="external_reference_subject")]


class CodeAttempt(models.Model):
    """A query code, or a contact, that was tried and did not fit: counted for a while, so that nobody finds one by
    trying (R47).

    `number_digest` and `source_digest` are keyed digests of the number as it was tried, whether there is such an order,
    or opinion, or not, and of the network address it came from; null where there is none.
    """

    number_digest = octets_or_none()
    source_digest = octets_or_none()
    staff = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    at = moment()

    class Meta:
        db_table = "code_attempt"
        indexes = [Index(fields=["at"], name="code_attempt_age")]


class OneTimeCode(models.Model):
    """A code that was sent to a caller's own contact, by event `sequence` of the order, as a keyed digest (R47).

    `code_ct` is the code under the person's key as long as its message has not gone; `contact_digest` tells how many
    went to one contact. A code is good for few tries, a few minutes, and once.
    """

    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="+", db_index=False)
    caller = models.SmallIntegerField()
    sequence = models.IntegerField()
    person = models.ForeignKey("Person", models.PROTECT, related_name="+", db_index=False)
    contact_digest = octets()
    code_digest = octets()
    code_ct = octets_or_none()
    made_at = moment()
    tries = models.SmallIntegerField(default=0)
    used_at = moment_or_none()

    class Meta:
        db_table = "one_time_code"
        constraints = [UniqueConstraint(fields=["order", "sequence"], name="one_time_code_event")]
        indexes = [
            Index(fields=["contact_digest"], name="one_time_code_contact"),
            Index(fields=["made_at"], name="one_time_code_age"),
        ]


class ReadingLog(models.Model):
    """Who opened which order in which hour, or asked for which list (its filter and the ids it showed)."""

    staff = models.ForeignKey("Staff", models.PROTECT, related_name="readings", db_index=False)
    order = models.ForeignKey("WorkOrder", models.PROTECT, null=True, related_name="readings")
    hour = moment()
    query = models.JSONField(null=True)

    class Meta:
        db_table = "reading_log"
        constraints = [
            UniqueConstraint(
                fields=["staff", "order", "hour"], name="reading_log_once", condition=Q(order__isnull=False)
            )
        ]
        indexes = [Index(fields=["hour"], name="reading_log_age")]
