"""Orders that were really lived, taken apart so that each can be written again under another number and day."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

import orjson
import psycopg
from psycopg import sql

from lianxin.law.actors import Actor
from lianxin.law.event_chain import GENESIS, EventBody, canonical_bytes
from lianxin.law.numbers import format_number
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Role
from lianxin.records.numbers import SERIALS_A_DAY

ROW_TABLES = (
    "assignment", "order_caller", "clock", "feedback", "overlay", "rating", "order_point", "order_text",
)  # fmt: skip
"""Tables below an order that are written as they are; the order itself and its events carry hashes."""

EVENT_COLUMNS = (
    "subject_kind", "subject_id", "sequence", "name", "schema_version", "occurred_at", "recorded_at",
    "actor_role", "actor_staff", "actor_unit", "actor_person", "article", "payload", "hash",
)  # fmt: skip

FIRST_SERIAL = 20_001
"""Copies are numbered above what a day's own orders could reach, by which they are known."""

STAND_INS_APART = 1_000_000
"""How far the ids of a person's stand-ins lie apart: further than the database counted so far."""

_PERSON_MARK = 777 * 10**15
"""Added to a caller's id while an order is taken apart: so long a number is nothing else, and its end is the id."""

_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_PERSON = re.compile(r"(?<!\d)777\d{15}(?!\d)")
_HASH = "\ue000"
"""Stands in a text where a hash goes that is known only when the chain is written."""

Names = Mapping[str, str]
"""What an id, a number, a place, a caller or a date of the template is called in the copy."""


class Pattern:
    """A text whose dates, callers, place, id and number can be replaced: cut once, joined for every copy."""

    def __init__(self, text: str, own: tuple[str, ...]) -> None:
        cut = re.compile(
            "|".join([*(rf"(?<!\d){re.escape(one)}(?!\d)" for one in own), _DATE.pattern, _PERSON.pattern])
        )
        self._pieces: list[str] = []
        self._names: list[str] = []
        place = 0
        for found in cut.finditer(text):
            self._pieces.append(text[place : found.start()])
            self._names.append(found[0])
            place = found.end()
        self._end = text[place:]

    @property
    def names(self) -> set[str]:
        """Everything that has to be replaced."""
        return set(self._names)

    def filled(self, names: Names) -> str:
        """The text of a copy."""
        parts = [part for piece, name in zip(self._pieces, self._names, strict=True) for part in (piece, names[name])]
        return "".join(parts) + self._end


class Stage(Enum):
    """How far an order is: somebody has to do something, it may still be reopened, or it lies in the archive."""

    OPEN = "open"
    CLOSED = "closed"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Template:
    """One order: its own row, the rows below it, and its events as canonical text and as row, in their order.

    `division` is empty where nobody knew the place.
    """

    id: int
    number: str
    received_on: dt.date
    division: str
    stage: Stage
    order: Pattern
    rows: Mapping[str, Pattern]
    events: tuple[tuple[Pattern, Pattern], ...]
    dates: frozenset[str]
    people: frozenset[str]

    def copy(self, serial: int, weeks: int, division: str, stand_in: int) -> dict[str, str]:
        """Lines for COPY by table: the order as it would have been so many weeks earlier, its chain whole.

        It happens in `division`, and the callers' so-many-eth stand-ins call (`stand_in_of`).
        """
        day = self.received_on - dt.timedelta(weeks=weeks)
        order = int(f"{day:%Y%m%d}") * SERIALS_A_DAY + serial
        names = {date: _earlier(date, weeks) for date in self.dates}
        names |= {mark: str(stand_in_of(int(mark) - _PERSON_MARK, stand_in)) for mark in self.people}
        names |= {str(self.id): str(order), self.number: format_number(day, serial)}
        if self.division:
            names[self.division] = division
        lines = {table: pattern.filled(names) for table, pattern in self.rows.items()}
        previous, events = GENESIS, []
        for canonical, row in self.events:
            previous = hashlib.sha256(previous + canonical.filled(names).encode()).digest()
            events.append(row.filled(names).replace(_HASH, previous.hex()))
        lines["event"] = "".join(events)
        lines["work_order"] = self.order.filled(names).replace(_HASH, previous.hex())
        return lines


def stand_in_of(person: int, which: int) -> int:
    """The id of somebody who calls in a copy in the place of a person who lived; the 0th is the person."""
    return person + which * STAND_INS_APART


def _earlier(date: str, weeks: int) -> str:
    return (dt.date.fromisoformat(date) - dt.timedelta(weeks=weeks)).isoformat()


def read_templates(connection: psycopg.Connection[Any]) -> list[Template]:
    """Every lived order that points to no other one; the connection's time zone is set to UTC."""
    connection.execute("SET TIME ZONE 'UTC'")
    wanted = (
        "SELECT id, number, received_at, coalesce(division_id, ''), CASE WHEN archived_at IS NOT NULL THEN 'archived'"
        " WHEN closed_at IS NOT NULL THEN 'closed' ELSE 'open' END FROM work_order"
    )
    lived = (
        " WHERE id %% %s < %s AND merged_into_id IS NULL AND split_from_id IS NULL AND earlier_id IS NULL ORDER BY id"
    )
    found = connection.execute(sql.SQL(wanted + lived), [SERIALS_A_DAY, FIRST_SERIAL]).fetchall()
    columns = {table: columns_of(connection, table) for table in (*ROW_TABLES, "work_order")}
    return [_template(connection, columns, _Lived(*row)) for row in found]


def columns_of(connection: psycopg.Connection[Any], table: str) -> list[str]:
    """The columns of a table that are written by COPY: all but those the database fills in."""
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'NO'"
        " AND table_schema = 'public' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in rows.fetchall()]


class _Lived(NamedTuple):
    id: int
    number: str
    received_at: dt.datetime
    division: str
    stage: str


def _template(connection: psycopg.Connection[Any], columns: Mapping[str, list[str]], lived: _Lived) -> Template:
    order, own = lived.id, (str(lived.id), lived.number, *filter(None, [lived.division]))
    rows = {table: Pattern(_copied(connection, table, columns[table], "order_id", order), own) for table in ROW_TABLES}
    events = tuple(_events(connection, order, own))
    itself = _copied(connection, "work_order", columns["work_order"], "id", order)
    head = connection.execute("SELECT encode(head_hash, 'hex') FROM work_order WHERE id = %s", [order]).fetchone()
    pattern = Pattern(itself.replace(str(head[0]) if head else _HASH, _HASH), own)
    everything = [pattern, *rows.values(), *itertools.chain(*events)]
    names = {name for one in everything for name in one.names}
    return Template(
        id=order,
        number=lived.number,
        received_on=lived.received_at.astimezone(SHANGHAI).date(),
        division=lived.division,
        stage=Stage(lived.stage),
        order=pattern,
        rows=rows,
        events=events,
        dates=frozenset(filter(_DATE.fullmatch, names)),
        people=frozenset(filter(_PERSON.fullmatch, names)),
    )


def _copied(connection: psycopg.Connection[Any], table: str, columns: list[str], key: str, order: int) -> str:
    """The rows of one order as COPY writes them."""
    query = sql.SQL("COPY (SELECT {} FROM {} WHERE {} = {}) TO STDOUT").format(
        sql.SQL(", ").join(map(_column, columns)),
        sql.Identifier(table),
        sql.Identifier(key),
        sql.Literal(order),
    )
    with connection.cursor().copy(query) as out:
        return b"".join(bytes(piece) for piece in out).decode()


def _column(name: str) -> sql.Composable:
    column = sql.Identifier(name)
    return sql.SQL("{} + {}").format(column, sql.Literal(_PERSON_MARK)) if name == "person_id" else column


def _events(connection: psycopg.Connection[Any], order: int, own: tuple[str, ...]) -> Iterator[tuple[Pattern, Pattern]]:
    """Each event's canonical text and row; it counts as recorded when it occurred."""
    query = sql.SQL("SELECT {} FROM event WHERE subject_kind = 'order' AND subject_id = %s ORDER BY sequence").format(
        sql.SQL(", ").join(map(sql.Identifier, EVENT_COLUMNS))
    )
    for row in connection.execute(query, [order]).fetchall():
        kept = dict(zip(EVENT_COLUMNS, row, strict=True))
        kept["recorded_at"] = kept["occurred_at"]
        kept["actor_person"] = _marked("person", kept["actor_person"])
        kept["payload"] = _marked("payload", kept["payload"])
        actor = Actor(Role(kept["actor_role"]), kept["actor_staff"], kept["actor_unit"], kept["actor_person"])
        names = ("subject_kind", "subject_id", "sequence", "name", "schema_version", "occurred_at", "recorded_at")
        body = EventBody(
            **{name: kept[name] for name in names}, actor=actor, article=kept["article"], payload=kept["payload"]
        )
        line = "\t".join(_field(kept[name]) for name in EVENT_COLUMNS[:-1]) + f"\t\\\\x{_HASH}\n"
        yield Pattern(canonical_bytes(body).decode(), own), Pattern(line, own)


def _marked(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a payload holds
    """The value with every caller in it marked."""
    if isinstance(value, dict):
        return {key: _marked(key, below) for key, below in value.items()}
    return value + _PERSON_MARK if name == "person" and value is not None else value


def _field(value: object) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, dict):
        value = orjson.dumps(value).decode()
    elif isinstance(value, dt.datetime):
        value = value.astimezone(dt.UTC).isoformat()
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
