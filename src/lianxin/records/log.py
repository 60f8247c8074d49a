"""Reads the log of an order, with the names of those who acted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.words import Role, SubjectKind
from lianxin.records.models import Event, OrderText, RequestKey, Staff


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One act as the log has it; the words that came with it lie beside it."""

    sequence: int
    name: str
    occurred_at: dt.datetime
    role: Role
    staff: int | None
    unit: int | None
    articles: tuple[str, ...]
    payload: dict[str, Any]

    @property
    def changes(self) -> dict[str, Any]:
        """What the act changed, by table and serial."""
        found: dict[str, Any] = self.payload.get("changes", {})
        return found

    def rows(self, table: str) -> dict[int, dict[str, Any]]:
        """The changed fields of a table's rows by serial."""
        return {int(serial): fields for serial, fields in self.changes.get(table, {}).items()}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acted: the name, and the number callers hear."""

    name: str
    number: str


@dataclass(slots=True)
class Log:
    """The events of an order, the oldest first, its texts by the sequence they came with, and who acted."""

    events: list[LoggedEvent]
    texts: dict[int, list[OrderText]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, Person] = field(default_factory=dict)


def read_log(order: int) -> Log:
    """The whole log of one order; whoever shows it leaves out the texts that are not for the reader."""
    rows = Event.objects.filter(subject_kind=SubjectKind.ORDER, subject_id=order).order_by("sequence")
    log = Log([_event(row) for row in rows])
    for text in OrderText.objects.filter(order_id=order, content__isnull=False).order_by("sequence", "place"):
        log.texts[text.sequence].append(text)
    log.people = people({event.staff for event in log.events if event.staff is not None})
    return log


def people(staff: Collection[int]) -> dict[int, Person]:
    """These members of staff by id."""
    rows = Staff.objects.filter(pk__in=staff).values_list("pk", "display_name", "number")
    return {pk: Person(name, number) for pk, name, number in rows}


def _event(row: Event) -> LoggedEvent:
    return LoggedEvent(
        sequence=row.sequence,
        name=row.name,
        occurred_at=row.occurred_at,
        role=Role(row.actor_role),
        staff=row.actor_staff,
        unit=row.actor_unit,
        articles=tuple(row.article.split()),
        payload=row.payload,
    )


def acted_since(log: Log, mark: int, *, besides: int | None) -> list[LoggedEvent]:
    """What people did after an event of the log, leaving out one of them, and the clockwork."""
    return [one for one in log.events if one.sequence > mark and one.staff is not None and one.staff != besides]


def was_asked(actor: str, key: str) -> bool:
    """Whether this actor has sent a request with this key before."""
    return RequestKey.objects.filter(actor=actor, key=key).exists()
