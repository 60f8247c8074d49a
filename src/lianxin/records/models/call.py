"""Calls: a subject of its own, whose number is encrypted under a key of its own, and the orders it led to."""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import (
    CallDirection,
    CallDisposition,
    CallEndedBy,
    CallMissed,
    CallRelation,
    EmergencyService,
    SubjectKind,
)
from lianxin.records.fields import code_text, known_words, moment, moment_or_none, octets_or_none, word
from lianxin.records.models.chained import Chained

ON_A_DESK = Q(disposed_at__isnull=True, missed__isnull=True, agent__isnull=False)
"""Calls that somebody has before them: ringing, talked on, or waiting for its outcome to be recorded."""

ALERT_OPEN = Q(alerted_at__isnull=False, helped_at__isnull=True)
"""Calls whose agent waits for a shift leader."""


ANSWERED = Q(answered_at__isnull=False, agent__isnull=False, disposed_at__isnull=False)
"""Calls that somebody talked on, and of which is known what came."""


class Call(Chained):
    """One call, known by what the switch `source` calls it. Every moment is the switch's, save that of the outcome.

    `number_digest` is the look-up digest of people's numbers. Number, digest and key go together, and at latest when
    nobody needs them any more; a call without them from the start came with its number withheld.
    """

    SUBJECT = SubjectKind.CALL

    source = code_text()
    source_id = code_text()
    direction = word(CallDirection, default=CallDirection.IN)
    did = code_text(blank=True)
    queue = models.TextField(blank=True)
    wrapped_key = octets_or_none()
    number_ct = octets_or_none()
    number_digest = octets_or_none()
    number_destroyed_at = moment_or_none()
    agent = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="calls", db_index=False)
    queued_at = moment_or_none()
    offered_at = moment()
    rang_at = moment_or_none()
    answered_at = moment_or_none()
    ended_at = moment_or_none()
    ended_by = word(CallEndedBy, null=True)
    missed = word(CallMissed, null=True)
    disposition = word(CallDisposition, null=True)
    disposed_at = moment_or_none()
    alerted_at = moment_or_none()
    alert_service = word(EmergencyService, null=True)
    helped_at = moment_or_none()
    helped_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        db_table = "call"
        constraints = [
            UniqueConstraint(fields=["source", "source_id"], name="call_once"),
            *known_words(
                "call",
                direction=CallDirection,
                ended_by=CallEndedBy,
                missed=CallMissed,
                disposition=CallDisposition,
                alert_service=EmergencyService,
            ),
            models.CheckConstraint(
                condition=Q(wrapped_key__isnull=True, number_ct__isnull=True, number_digest__isnull=True)
                | Q(
                    wrapped_key__isnull=False,
                    number_ct__isnull=False,
                    number_digest__isnull=False,
                    number_destroyed_at__isnull=True,
                ),
                name="call_number_wholly",
            ),
            models.CheckConstraint(
                condition=Q(disposed_at__isnull=True, disposition__isnull=True)
                | Q(disposed_at__isnull=False, disposition__isnull=False, ended_at__isnull=False),
                name="call_disposed_after_its_end",
            ),
            models.CheckConstraint(
                condition=Q(helped_at__isnull=True, helped_by__isnull=True)
                | Q(helped_at__isnull=False, helped_by__isnull=False, alerted_at__isnull=False),
                name="call_helped_after_an_alert",
            ),
        ]
        indexes = [
            Index(fields=["agent"], name="call_on_a_desk", condition=ON_A_DESK),
            Index(fields=["answered_at", "agent"], name="call_answered", condition=ANSWERED),
            Index(fields=["alerted_at"], name="call_alert", condition=ALERT_OPEN),
            Index(fields=["number_digest"], name="call_number", condition=Q(number_digest__isnull=False)),
            Index(fields=["ended_at"], name="call_number_age", condition=Q(number_digest__isnull=False)),
        ]


class CallOrder(models.Model):
    """What a call has to do with an order: one call, any number of orders (R26)."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="orders", db_index=False)
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="calls")
    relation = word(CallRelation)
    at = moment()

    class Meta:
        db_table = "call_order"
        constraints = [
            UniqueConstraint(fields=["call", "order", "relation"], name="call_order_once"),
            *known_words("call_order", relation=CallRelation),
        ]
