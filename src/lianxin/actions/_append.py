"""Appends one event to a subject's chain; the head lies on the subject's row, which is locked anyway."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from lianxin.actions._door import Door
from lianxin.law.event_chain import EventBody, link
from lianxin.law.words import SubjectKind
from lianxin.records.models import Chained, City, Event

SCHEMA_VERSION = 1


def next_event(
    subject: Chained, door: Door, name: str, *, recorded_at: dt.datetime, article: str, payload: dict[str, Any]
) -> Event:
    """The next event of a subject, and the subject's new head; both still have to be saved."""
    body = EventBody(
        subject_kind=subject.SUBJECT.value,
        subject_id=subject.subject_id,
        sequence=subject.head_sequence + 1,
        name=name,
        schema_version=SCHEMA_VERSION,
        occurred_at=door.now,
        recorded_at=recorded_at,
        actor=door.actor,
        article=article,
        payload=payload,
    )
    subject.head_hash = link(bytes(subject.head_hash), body)
    subject.head_sequence = body.sequence
    return Event(
        subject_kind=SubjectKind(subject.SUBJECT),
        subject_id=body.subject_id,
        sequence=body.sequence,
        name=name,
        schema_version=SCHEMA_VERSION,
        occurred_at=body.occurred_at,
        recorded_at=recorded_at,
        actor_role=door.actor.role,
        actor_staff=door.actor.staff,
        actor_unit=door.actor.unit,
        actor_person=door.actor.person,
        article=article,
        payload=payload,
        hash=subject.head_hash,
    )


def append_events(
    subjects: Iterable[Chained], door: Door, name: str, *, article: str, payloads: Iterable[dict[str, Any]]
) -> None:
    """One event for each subject of one kind (units, staff, a calendar year, a regime …), each with its payload.

    The rows must have been inserted or locked in the same transaction; their other columns are saved by the caller,
    who also calls `note_new_rules` when units, calendar or regimes changed.
    """
    rows = list(subjects)
    if not rows:
        return
    clock: dt.datetime = City.objects.values_list(Now(), flat=True).get()
    events = [
        next_event(row, door, name, recorded_at=clock, article=article, payload=payload)
        for row, payload in zip(rows, payloads, strict=True)
    ]
    table: QuerySet[Any] = QuerySet(type(rows[0]))
    table.bulk_update(rows, ["head_sequence", "head_hash"], batch_size=500)
    Event.objects.bulk_create(events, batch_size=500)


def note_new_rules() -> None:
    """Lets every process read units, calendar and regimes again with its next act; call it within the change."""
    City.objects.update(rules_revision=uuid.uuid4())
