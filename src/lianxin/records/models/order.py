"""The work order's own row: where it stands, whose it is, and the head of its chain."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law import transitions
from lianxin.law.words import Channel, ClosedAs, OrderState, Outcome, RequestType, SubjectKind, Urgency
from lianxin.records.fields import code_text, code_text_or_none, known_words, moment, moment_or_none, word
from lianxin.records.models.chained import Chained

OPEN = Q(state__in=[state.value for state in transitions.OPEN])
"""Orders somebody still has to do something about."""


class WorkOrder(Chained):
    """One matter: the columns are the fields of `law.state.Order`. The id is the number without its check digit."""

    SUBJECT = SubjectKind.ORDER

    id = models.BigIntegerField(primary_key=True)
    number = code_text()
    state = word(OrderState)
    request_type = word(RequestType)
    channel = word(Channel)
    received_at = moment()
    regime_at_receive = code_text()
    urgency = word(Urgency, default=Urgency.NORMAL)
    closed_as = word(ClosedAs, null=True)
    outcome = word(Outcome, null=True)
    round = models.SmallIntegerField(default=1)
    accusation = models.BooleanField(default=False)
    topic = models.ForeignKey("Topic", models.PROTECT, null=True, related_name="+", db_index=False)
    division = models.ForeignKey("Division", models.PROTECT, null=True, related_name="+", db_index=False)
    managing_unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    flags = ArrayField(models.TextField(), default=list)
    subject_unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    subject_staff = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    subject_named = models.BooleanField(default=False)
    superior_requested = models.BooleanField(default=False)
    public_safety = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    anonymous_tip_off = models.BooleanField(default=False)
    transferred_at = moment_or_none()
    regime_at_transfer = code_text_or_none()
    closed_at = moment_or_none()
    archived_at = moment_or_none()
    host_unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    upheld_send_backs = models.SmallIntegerField(default=0)
    designated = models.BooleanField(default=False)
    first_contact_at = moment_or_none()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", db_index=False)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="later", db_index=False)
    reopen_causes = ArrayField(models.TextField(), default=list)
    settled_before = models.BooleanField(default=False)
    difficult = models.BooleanField(default=False)
    sealed = models.BooleanField(default=False)
    due_at = moment_or_none()
    updated_at = moment()

    class Meta:
        db_table = "work_order"
        constraints = [
            UniqueConstraint(fields=["number"], name="work_order_number"),
            *known_words(
                "work_order",
                state=OrderState,
                request_type=RequestType,
                channel=Channel,
                urgency=Urgency,
                closed_as=ClosedAs,
                outcome=Outcome,
            ),
        ]
        indexes = [
            Index(fields=["due_at", "id"], name="work_order_open_by_due", condition=OPEN),
            Index(fields=["host_unit", "due_at", "id"], name="work_order_open_by_host", condition=OPEN),
            Index(fields=["state", "received_at", "id"], name="work_order_by_state"),
            Index(fields=["received_at", "id"], name="work_order_by_received"),
            Index(fields=["topic", "division", "received_at"], name="work_order_of_matter"),
            Index(fields=["merged_into"], name="work_order_merged", condition=Q(merged_into__isnull=False)),
            Index(fields=["split_from"], name="work_order_split", condition=Q(split_from__isnull=False)),
            Index(fields=["earlier"], name="work_order_earlier", condition=Q(earlier__isnull=False)),
            Index(
                fields=["closed_at", "id"],
                name="work_order_answered",
                condition=Q(closed_as__in=[ClosedAs.DONE.value, ClosedAs.NOT_POSSIBLE.value, ClosedAs.STOPPED.value]),
            ),
            Index(fields=["closed_at"], name="work_order_to_archive", condition=Q(state=OrderState.CLOSED.value)),
        ]


class OrderLink(models.Model):
    """Two orders that somebody found to belong together."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="links")
    related = models.ForeignKey(WorkOrder, models.PROTECT, related_name="+")
    linked_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    linked_at = moment()

    class Meta:
        db_table = "order_link"
        constraints = [
            UniqueConstraint(fields=["order", "related"], name="order_link_once"),
            models.CheckConstraint(condition=~Q(order=models.F("related")), name="order_link_to_another"),
        ]
