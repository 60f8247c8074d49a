"""Reads which orders and calls agents took in: what a sample is drawn from, and what a rule finds worth a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from lianxin.law.inspection import RECEIVING, Intake
from lianxin.law.inspection_form import Nightly
from lianxin.law.terms import SHANGHAI, midnight
from lianxin.law.words import InspectedKind, InspectionCause, OverlayKind, OverlayState, SendBackReason
from lianxin.records.models import Call, CallOrder, Inspection, OrderCaller, OrderText, Overlay, StaffRole, WorkOrder
from lianxin.records.models.call import ANSWERED
from lianxin.records.models.order_rows import DISSATISFIED_WITH_ATTITUDE
from lianxin.records.models.text import INTAKE

MISDIRECTED = (
    SendBackReason.NOT_OUR_DUTY.value,
    SendBackReason.NOT_OUR_PLACE.value,
    SendBackReason.OTHER_TRADE.value,
    SendBackReason.MIXED_MATTERS.value,
)
"""Reasons of a send-back that say something of how the matter was taken down."""

TWICE = 2


@dataclass(frozen=True, slots=True)
class Days:
    """A period of whole days in Shanghai, both included."""

    first: dt.date
    last: dt.date

    @property
    def begin(self) -> dt.datetime:
        """The moment the first day begins."""
        return midnight(self.first)

    @property
    def end(self) -> dt.datetime:
        """The moment the last day is over, exclusive."""
        return midnight(self.last + dt.timedelta(days=1))


# ---- to draw from ----------------------------------------------------------------------------------------------------


def sizes(what: InspectedKind, days: Days) -> list[tuple[int, int]]:
    """For each agent by id how many intakes of these days wait to be drawn from, by the agents' ids."""
    rows = _open(what, days).values("agent_of").annotate(size=Count("pk")).order_by("agent_of")
    return list(rows.values_list("agent_of", "size"))


def intakes(what: InspectedKind, days: Days) -> list[Intake]:
    """Every intake of these days that was not inspected, by agent and id."""
    rows = _open(what, days).order_by("agent_of", "subject").values_list("agent_of", "subject")
    return [Intake(agent, subject) for agent, subject in rows]


def _open(what: InspectedKind, days: Days) -> QuerySet[Any]:
    if what is InspectedKind.CALL:
        calls = Call.objects.filter(ANSWERED, answered_at__gte=days.begin, answered_at__lt=days.end)
        calls = calls.exclude(Exists(Inspection.objects.filter(call=OuterRef("pk"))))
        return calls.annotate(agent_of=F("agent_id"), subject=F("pk"))
    # A part that was split off has an account as well, but nobody received it.
    parts = WorkOrder.objects.filter(split_from__isnull=False, received_at__gte=days.begin, received_at__lt=days.end)
    texts = OrderText.objects.filter(INTAKE, at__gte=days.begin, at__lt=days.end).exclude(order__in=parts)
    texts = texts.exclude(Exists(Inspection.objects.filter(order=OuterRef("order"))))
    return texts.annotate(agent_of=F("author_id"), subject=F("order_id"))


# ---- one intake ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took one order or call in, and when."""

    agent: int
    at: dt.datetime


def who_took(what: InspectedKind, subjects: Collection[int]) -> dict[int, Taken]:
    """By the id of each order or call the agent who took it; those that no agent took are left out."""
    rows: QuerySet[Any]
    if what is InspectedKind.CALL:
        rows = Call.objects.filter(ANSWERED, pk__in=subjects).values_list("pk", "agent_id", "answered_at")
    else:
        whole = Q(order__split_from__isnull=True, order__in=subjects)
        rows = OrderText.objects.filter(INTAKE, whole).values_list("order_id", "author_id", "at")
    return {subject: Taken(agent, at) for subject, agent, at in rows}


def answered_at(seat: str, minute: dt.datetime, readable: Q) -> int | None:
    """The id of the call on which the agent of a number talked in a minute, of several one that was not inspected.

    None where there is none, and where an order that it led to is not for the reader.
    """
    during = Q(answered_at__lt=minute + dt.timedelta(minutes=1), ended_at__gte=minute)
    shut = CallOrder.objects.filter(call=OuterRef("pk")).exclude(order__in=WorkOrder.objects.filter(readable))
    inspected = Exists(Inspection.objects.filter(call=OuterRef("pk")))
    calls = Call.objects.filter(ANSWERED, during, agent__number=seat).exclude(Exists(shut))
    return calls.annotate(inspected=inspected).order_by("inspected", "pk").values_list("pk", flat=True).first()


def units_of_agents(agents: Collection[int], at: dt.datetime) -> Mapping[int, int | None]:
    """In which unit each of these people receives on the day of a moment; left out who does not."""
    day = at.astimezone(SHANGHAI).date()
    held = StaffRole.objects.filter(staff__in=agents, role__in=RECEIVING, valid_from__lte=day)
    held = held.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day)).order_by("-pk")
    return dict(held.values_list("staff_id", "unit_id"))


# ---- found by rule ---------------------------------------------------------------------------------------------------


def flagged(cause: InspectionCause, what: InspectedKind, days: Days, bounds: Nightly) -> list[int]:
    """The ids of orders or calls that a rule finds in what happened on these days, not inspected yet."""
    rule = _RULES.get((cause, what))
    found = rule(days, bounds) if rule is not None else []
    known = {"order_id" if what is InspectedKind.ORDER else "call_id": found}
    name = next(iter(known))
    inspected = set(Inspection.objects.filter(**{f"{name}__in": found}).values_list(name, flat=True))
    return [one for one in dict.fromkeys(found) if one not in inspected]


def _sent_back(days: Days) -> QuerySet[Overlay]:
    upheld = Q(kind=OverlayKind.SEND_BACK, state=OverlayState.UPHELD)
    return Overlay.objects.filter(upheld, ended_at__gte=days.begin, ended_at__lt=days.end)


def _misdirected(days: Days, _: Nightly) -> list[int]:
    rows = _sent_back(days).filter(code__in=MISDIRECTED).order_by("ended_at")
    return list(rows.values_list("order_id", flat=True))


def _sent_back_twice(days: Days, _: Nightly) -> list[int]:
    rows = _sent_back(days).filter(order__upheld_send_backs__gte=TWICE).order_by("ended_at")
    return list(rows.values_list("order_id", flat=True))


def _short_accounts(days: Days, bounds: Nightly) -> list[int]:
    rows = OrderText.objects.filter(INTAKE, at__gte=days.begin, at__lt=days.end, content__isnull=False)
    short = rows.annotate(length=Length("content")).filter(length__lt=bounds.account_characters).order_by("order_id")
    return list(short.values_list("order_id", flat=True))


def _long_calls(days: Days, bounds: Nightly) -> list[int]:
    rows = Call.objects.filter(ANSWERED, answered_at__gte=days.begin, answered_at__lt=days.end)
    longest = dt.timedelta(minutes=bounds.call_minutes)
    long = rows.filter(ended_at__gt=F("answered_at") + longest).order_by("pk")
    return list(long.values_list("pk", flat=True))


def _attitude(days: Days, _: Nightly) -> list[int]:
    rows = OrderCaller.objects.filter(DISSATISFIED_WITH_ATTITUDE, rated_at__gte=days.begin, rated_at__lt=days.end)
    return list(rows.order_by("rated_at").values_list("order_id", flat=True))


_RULES: Mapping[tuple[InspectionCause, InspectedKind], Callable[[Days, Nightly], list[int]]] = {
    (InspectionCause.MISDIRECTED, InspectedKind.ORDER): _misdirected,
    (InspectionCause.SENT_BACK_TWICE, InspectedKind.ORDER): _sent_back_twice,
    (InspectionCause.UNUSUAL_LENGTH, InspectedKind.ORDER): _short_accounts,
    (InspectionCause.UNUSUAL_LENGTH, InspectedKind.CALL): _long_calls,
    (InspectionCause.ATTITUDE, InspectedKind.ORDER): _attitude,
}
