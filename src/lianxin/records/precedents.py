"""Precedents: how disputes about whose matter it is were decided before, read off the decided requests (R6)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lianxin.law.words import (
    AssignmentKind,
    EscalationStep,
    OverlayKind,
    OverlayState,
    RequestType,
    SendBackReason,
    TextKind,
)
from lianxin.records.models import Assignment, OrderText, Overlay, WorkOrder
from lianxin.records.models.order_rows import DECIDED

REASONS = (TextKind.REASON, TextKind.OPINION)


@dataclass(frozen=True, slots=True)
class Precedent:
    """One decision. `contested_by`: the unit that would not have the matter; `goes_to`: whose it is by the decision.

    `goes_to` is None while an upheld send-back waits for its next host. `reason` is empty where its text is gone.
    """

    order: int
    number: str
    serial: int
    kind: OverlayKind
    upheld: bool
    decided_at: dt.datetime
    topic: str | None
    division: str | None
    contested_by: int | None
    goes_to: int | None
    ground: SendBackReason | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which precedents a reader looks for; empty values ask for nothing."""

    topic: str = ""
    division: str = ""
    unit: int | None = None
    ground: SendBackReason | None = None
    upheld: bool | None = None


def decided() -> QuerySet[Any]:
    """Every decided dispute of a host with the centre, unsorted; a delegate's is between the two units."""
    of_host = Assignment.objects.filter(order=OuterRef("order_id"), serial=OuterRef("assignment"))
    of_host = of_host.filter(kind=AssignmentKind.HOST)
    later = Assignment.objects.filter(
        order=OuterRef("order_id"), kind=AssignmentKind.HOST, offered_at__gte=OuterRef("ended_at")
    )
    asked = Q(kind__in=[OverlayKind.SEND_BACK, OverlayKind.HOST_CHANGE]) & Q(Exists(of_host))
    ruled = Q(kind=OverlayKind.ESCALATION, code=EscalationStep.CITY_HOTLINE, unit__isnull=False)
    asker, next_host = of_host.values("unit")[:1], later.order_by("serial").values("unit")[:1]
    found: QuerySet[Any] = Overlay.objects.annotate(asker=Subquery(asker), next_host=Subquery(next_host))
    return found.filter(DECIDED).filter(asked | ruled).select_related("order")


def precedents_of(topic: str, places: Collection[str], most: int) -> list[Precedent]:
    """How the same topic in these places was decided, the latest first; tip-offs teach nobody anything."""
    rows = decided().filter(order__topic=topic, order__division__in=places)
    rows = rows.exclude(order__request_type=RequestType.TIP_OFF).order_by("-ended_at", "order", "serial")
    return [_precedent(row) for row in rows[:most]]


def sought(asked: Sought, readable: Q) -> QuerySet[Any]:
    """The decided disputes that a reader asked for, among orders that they may open, the latest first."""
    rows = decided().filter(Exists(WorkOrder.objects.filter(readable, pk=OuterRef("order_id"))))
    if asked.topic:
        rows = rows.filter(order__topic__code__startswith=asked.topic)
    if asked.division:
        rows = rows.filter(order__division__code__startswith=asked.division)
    if asked.ground is not None:
        rows = rows.filter(code=asked.ground)
    if asked.upheld is not None:
        rows = rows.exclude(kind=OverlayKind.ESCALATION)
        rows = rows.filter(state=OverlayState.UPHELD if asked.upheld else OverlayState.REFUSED)
    if asked.unit is not None:
        rows = rows.filter(Q(asker=asked.unit) | Q(next_host=asked.unit) | Q(unit=asked.unit))
    return rows.order_by("-ended_at", "order", "serial")


def with_reasons(rows: Collection[Overlay]) -> list[Precedent]:
    """These decisions with the words of who decided."""
    said: dict[tuple[int, dt.datetime], list[str]] = defaultdict(list)
    texts = OrderText.objects.filter(order__in={row.order_id for row in rows}, kind__in=REASONS, content__isnull=False)
    for text in texts.order_by("sequence", "place"):
        said[(text.order_id, text.at)].append(text.content or "")
    words = [said[(row.order_id, row.ended_at or row.opened_at)] for row in rows]
    return [_precedent(row, "\n".join(dict.fromkeys(one))) for row, one in zip(rows, words, strict=True)]


def _precedent(row: Overlay, reason: str = "") -> Precedent:
    kind, upheld = OverlayKind(row.kind), row.state == OverlayState.UPHELD
    asker, next_host = vars(row)["asker"], vars(row)["next_host"]
    stays = asker if row.state == OverlayState.REFUSED else next_host
    return Precedent(
        order=row.order_id,
        number=row.order.number,
        serial=row.serial,
        kind=kind,
        upheld=upheld,
        decided_at=row.ended_at or row.opened_at,
        topic=row.order.topic_id,
        division=row.order.division_id,
        contested_by=asker,
        goes_to=row.unit_id if kind is OverlayKind.ESCALATION else stays,
        ground=SendBackReason(row.code) if kind is OverlayKind.SEND_BACK and row.code else None,
        reason=reason,
    )
