"""The rows inside an order, each known by its order and its serial: charges, callers, limits, feedback, overlays."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Index, Q, UniqueConstraint
from django.db.models.functions import Coalesce

from lianxin.law.state import ACTIVE_ASSIGNMENT
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    CallbackResult,
    CallerKind,
    ClockEnd,
    ClockName,
    ClockOwner,
    FeedbackEnd,
    Grade,
    Language,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyState,
    Signal,
    Solved,
    TermUnit,
)
from lianxin.records.fields import (
    code_text,
    code_text_or_none,
    known_words,
    moment,
    moment_or_none,
    octets_or_none,
    word,
)

JUDGED = (ClockName.SIGN, ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.CALLBACK)
"""Limits that figures are made of: counted by the day they fell due, whatever became of them."""

ACTIVE = Q(state__in=sorted(state.value for state in ACTIVE_ASSIGNMENT))


class Assignment(models.Model):
    """One unit's charge of an order; `parent` is the serial of the charge above it."""

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="assignments", db_index=False)
    serial = models.SmallIntegerField()
    kind = word(AssignmentKind)
    unit = models.ForeignKey("Unit", models.PROTECT, related_name="assignments", db_index=False)
    state = word(AssignmentState)
    round = models.SmallIntegerField()
    offered_at = moment()
    parent = models.SmallIntegerField(null=True)
    signed_at = moment_or_none()
    signed_automatically = models.BooleanField(default=False)
    first_contact_at = moment_or_none()
    last_contact_at = moment_or_none()
    designated = models.BooleanField(default=False)
    catalogue = code_text_or_none()
    to_correct = models.BooleanField(default=False)
    ended_at = moment_or_none()

    class Meta:
        db_table = "assignment"
        constraints = known_words("assignment", kind=AssignmentKind, state=AssignmentState)
        indexes = [
            Index(fields=["unit", "state", "order"], name="assignment_active_of_unit", condition=ACTIVE),
            Index(fields=["unit", "offered_at"], name="assignment_of_unit"),
            Index(
                fields=["offered_at", "order", "serial"],
                name="assignment_of_host",
                condition=Q(kind=AssignmentKind.HOST.value),
            ),
        ]


DISSATISFIED_WITH_ATTITUDE = Q(
    grade_attitude__in=[Grade.DISSATISFIED.value, Grade.VERY_DISSATISFIED.value], rated_at__isnull=False
)
"""Callers who said that they were not treated well."""


class OrderCaller(models.Model):
    """One caller of an order: own wishes, reply, callback and rating (R27).

    `query_code_digest` is no field of `law.state.Caller`: it stands in no event, an upsert of the other columns leaves
    it as it is, and it goes when the caller is forgotten (R47, R63). Null for whoever was given no code.
    """

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="callers", db_index=False)
    serial = models.SmallIntegerField()
    joined_at = moment()
    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="appearances", db_index=False)
    kind = word(CallerKind, default=CallerKind.NATURAL_PERSON)
    anonymous = models.BooleanField(default=False)
    contactable = models.BooleanField(default=True)
    secret = models.BooleanField(default=False)
    reply_waived = models.BooleanField(default=False)
    text_only = models.BooleanField(default=False)
    minor = models.BooleanField(default=False)
    language = word(Language, default=Language.MANDARIN)
    reply = word(ReplyState, default=ReplyState.OWED)
    replied_at = moment_or_none()
    reply_attempts = ArrayField(models.DateTimeField(), default=list)
    callback_attempts = ArrayField(models.DateTimeField(), default=list)
    message_left_at = moment_or_none()
    callback = word(CallbackResult, null=True)
    callback_at = moment_or_none()
    told = models.BooleanField(null=True)
    contacted = models.BooleanField(null=True)
    solved = word(Solved, null=True)
    grade_result = word(Grade, null=True)
    grade_attitude = word(Grade, null=True)
    rated_at = moment_or_none()
    rating_to_check = models.BooleanField(default=False)
    dissatisfied_rounds = models.SmallIntegerField(default=0)
    accepted_though_dissatisfied = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    from_order = models.ForeignKey("WorkOrder", models.PROTECT, null=True, related_name="+", db_index=False)
    query_code_digest = octets_or_none()

    class Meta:
        db_table = "order_caller"
        constraints = known_words(
            "order_caller",
            kind=CallerKind,
            language=Language,
            reply=ReplyState,
            callback=CallbackResult,
            solved=Solved,
            grade_result=Grade,
            grade_attitude=Grade,
        )
        indexes = [
            Index(fields=["person", "order"], name="order_caller_person", condition=Q(person__isnull=False)),
            Index(fields=["rated_at"], name="order_caller_attitude", condition=DISSATISFIED_WITH_ATTITUDE),
        ]


class Clock(models.Model):
    """One limit (R54): when it started, when it is due (exclusive), what it makes known next, how it ended."""

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="clocks", db_index=False)
    serial = models.SmallIntegerField()
    name = word(ClockName)
    owner = word(ClockOwner)
    round = models.SmallIntegerField()
    started_at = moment()
    due_at = moment()
    article = code_text()
    regime = code_text(blank=True)
    calendar = code_text(blank=True)
    term_amount = models.IntegerField(default=0)
    term_unit = word(TermUnit, default=TermUnit.WORKING_DAY)
    extension_amount = models.IntegerField(default=0)
    until_date = models.DateField(null=True)
    assignment = models.SmallIntegerField(null=True)
    caller = models.SmallIntegerField(null=True)
    overlay = models.SmallIntegerField(null=True)
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    provisional = models.BooleanField(default=False)
    silent = models.BooleanField(default=False)
    next_signal = word(Signal, null=True)
    next_signal_at = moment_or_none()
    end = word(ClockEnd, null=True)
    end_reason = code_text_or_none()
    ended_at = moment_or_none()

    class Meta:
        db_table = "clock"
        constraints = [
            *known_words(
                "clock", name=ClockName, owner=ClockOwner, term_unit=TermUnit, next_signal=Signal, end=ClockEnd
            ),
            UniqueConstraint(
                F("order"),
                F("name"),
                F("round"),
                *(Coalesce(F(key), 0) for key in ("assignment", "caller", "overlay")),
                condition=Q(end__isnull=True),
                name="clock_runs_once",
            ),
        ]
        indexes = [
            Index(fields=["next_signal_at"], name="clock_next_signal", condition=Q(next_signal_at__isnull=False)),
            Index(fields=["unit", "due_at"], name="clock_running_of_unit", condition=Q(end__isnull=True)),
            # Figures walk a month of all limits of five kinds, lists and sweep the few of any kind that still run: with
            # one of the two alone, or one over both, somebody would read every limit there ever was.
            Index(
                fields=["name", "due_at", "order", "serial"],
                name="clock_by_due",
                condition=Q(name__in=[name.value for name in JUDGED]),
            ),
            Index(fields=["name", "due_at", "order"], name="clock_running_by_name", condition=Q(end__isnull=True)),
            Index(fields=["order"], name="clock_provisional", condition=Q(end__isnull=True, provisional=True)),
        ]


class Feedback(models.Model):
    """What the root host told the centre, and how that feedback ended (R50)."""

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="feedbacks", db_index=False)
    serial = models.SmallIntegerField()
    assignment = models.SmallIntegerField()
    round = models.SmallIntegerField()
    outcome = word(Outcome)
    made_at = moment()
    from_state = word(OrderState)
    second_date = models.DateField(null=True)
    on_time = models.BooleanField(null=True)
    approved_by_head = models.BooleanField(default=False)
    made_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    end = word(FeedbackEnd, null=True)
    ended_at = moment_or_none()

    class Meta:
        db_table = "feedback"
        constraints = [
            *known_words("feedback", outcome=Outcome, from_state=OrderState, end=FeedbackEnd),
            UniqueConstraint(F("order"), condition=Q(end__isnull=True), name="feedback_waits_once"),
        ]
        indexes = [
            Index(fields=["made_at", "order", "serial"], name="feedback_by_made"),
            Index(
                fields=["second_date", "order"], name="feedback_by_second_date", condition=Q(second_date__isnull=False)
            ),
        ]


DECIDED = Q(
    kind__in=[OverlayKind.SEND_BACK.value, OverlayKind.HOST_CHANGE.value, OverlayKind.ESCALATION.value],
    state__in=[OverlayState.UPHELD.value, OverlayState.REFUSED.value, OverlayState.ANSWERED.value],
)
"""Disputes on whose matter it is that somebody decided: the precedents (R6)."""


EXPLAINED = Q(kind__in=[OverlayKind.EXPLANATION.value, OverlayKind.OBJECTION.value], state=OverlayState.ANSWERED.value)
"""Explanations that were given (Art. 16)."""


class Overlay(models.Model):
    """A request, a supervision, an explanation owed …: beside the state, never one."""

    pk = models.CompositePrimaryKey("order_id", "serial")
    order = models.ForeignKey("WorkOrder", models.PROTECT, related_name="overlays", db_index=False)
    serial = models.SmallIntegerField()
    kind = word(OverlayKind)
    state = word(OverlayState)
    opened_at = moment()
    assignment = models.SmallIntegerField(null=True)
    caller = models.SmallIntegerField(null=True)
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    opened_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    code = code_text_or_none()
    amount = models.IntegerField(null=True)
    until_date = models.DateField(null=True)
    ended_at = moment_or_none()

    class Meta:
        db_table = "overlay"
        constraints = known_words("overlay", kind=OverlayKind, state=OverlayState)
        indexes = [
            Index(fields=["kind", "opened_at"], name="overlay_open", condition=Q(state=OverlayState.OPEN.value)),
            Index(fields=["unit", "kind"], name="overlay_of_unit", condition=Q(unit__isnull=False)),
            # Who must stay out of an order is asked for in every list, and hardly anybody must.
            Index(fields=["staff", "kind"], name="overlay_of_staff", condition=Q(staff__isnull=False)),
            Index(fields=["ended_at", "order", "serial"], name="overlay_decided", condition=DECIDED),
            Index(fields=["ended_at", "order", "serial"], name="overlay_explained", condition=EXPLAINED),
        ]
