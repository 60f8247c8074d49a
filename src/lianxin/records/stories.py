"""Every order as its events alone tell it: plain fields by table and serial, folded without the law's own types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from lianxin.law.words import SubjectKind

ROWS_AT_A_TIME = 5_000
LOG = """SELECT subject_id, payload -> 'changes' FROM event WHERE subject_kind = %s
    AND (%s::bigint[] IS NULL OR subject_id = ANY(%s)) ORDER BY subject_id, sequence"""

Fields = dict[str, Any]


@dataclass(slots=True)
class Told:
    """One order as its events tell it: the fields that were ever set, by table and serial."""

    id: int
    order: Fields = field(default_factory=dict)
    rows: dict[str, dict[int, Fields]] = field(default_factory=dict)

    def hear(self, changes: Mapping[str, Any]) -> None:
        """Takes in one event."""
        for table, value in changes.items():
            if table == "order":
                self.order.update(value)
                continue
            mine = self.rows.setdefault(table, {})
            for serial, fields in value.items():
                mine.setdefault(int(serial), {"serial": int(serial)}).update(fields)

    def all(self, table: str, **wanted: object) -> list[Fields]:
        """The rows of a table, the oldest first, whose fields are as wanted."""
        rows = self.rows.get(table, {})
        return [
            rows[one] for one in sorted(rows) if all(rows[one].get(name) == value for name, value in wanted.items())
        ]

    @property
    def imported(self) -> bool:
        """Whether the order is history of another system."""
        return self.order.get("closed_as") == "imported"

    @property
    def round(self) -> int:
        """The present round."""
        return int(self.order.get("round", 1))


def stories(orders: list[int] | None = None) -> Iterator[Told]:
    """Every order as its log tells it, one after the other, read in one snapshot."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(LOG, [SubjectKind.ORDER.value, orders, orders])
        for order, events in groupby(_events(cursor), key=lambda row: row[0]):
            told = Told(order)
            for _, changes in events:
                told.hear(json.loads(changes) if isinstance(changes, str) else changes or {})
            yield told


def _events(cursor: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - Django gives its cursors no type with rows
    while rows := cursor.fetchmany(ROWS_AT_A_TIME):
        yield from rows
