"""Questions whose SQL is written once: the few that every request and every act asks again, with other values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg import Binary

Row = TypeVar("Row", bound=Model)
Value = int | str | bytes | dt.datetime


class Small(int):
    """A value for a column of two octets, such as a serial: the mark of any other number is too large for one."""


class Kept(Generic[Row]):
    """A question with named values, put into SQL by Django at its first use and only filled in afterwards.

    `ask` is given a mark of the right type for each of its values and returns the query; a mark must come through
    unchanged, so it suits equality and comparison, not words that are cut or lists whose length varies.
    """

    def __init__(self, ask: Callable[..., QuerySet[Row, Any]], **values: type[Value]) -> None:
        self._ask, self._values = ask, values
        self._written: _Written | None = None

    def records(self, **values: object) -> list[Row]:
        """The answer as records, with what `select_related` and `annotate` add to them."""
        written = self._writing()
        records: list[Row] = [written.record(row) for row in written.rows(values)]
        return records

    def tuples(self, **values: object) -> list[tuple[Any, ...]]:
        """The answer as plain rows, of a question that ends in `values_list`."""
        return [tuple(row) for row in self._writing().rows(values)]

    def _writing(self) -> _Written:
        # Two threads may write the same SQL at the same time; either is kept.
        if self._written is None:
            marks = {name: _MARKS[kind](place) for place, (name, kind) in enumerate(self._values.items())}
            self._written = _write(self._ask(**marks), marks)
        return self._written


_MARKS: dict[type, Callable[[int], object]] = {
    int: lambda place: 9_100_000_000_000_000_000 + place,
    Small: lambda place: 32_000 + place,
    str: lambda place: f"\ue000 value {place}",
    bytes: lambda place: f"\ue000 value {place}".encode(),
    dt.datetime: lambda place: dt.datetime(1, 1, 1 + place, tzinfo=dt.UTC),
    dt.date: lambda place: dt.date(1, 1, 1 + place),
}


@dataclass(frozen=True, slots=True)
class _Written:
    """SQL with its values apart; `names` says which of them are filled in anew each time."""

    compiler: Any
    sql: str
    params: tuple[Any, ...]
    names: dict[int, str]
    converters: Any
    shape: tuple[type[Model], list[str], int]
    related: list[Any]

    def rows(self, values: dict[str, object]) -> Sequence[Sequence[Any]]:
        """Asks the database. What Django wrapped a mark in, the value is wrapped in too: the width of an integer."""
        filled = list(self.params)
        for place, name in self.names.items():
            kind, value = type(filled[place]), values[name]
            filled[place] = kind(value) if isinstance(value, int | bytes) else value
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            rows: Sequence[Sequence[Any]] = cursor.fetchall()
        if self.converters:
            rows = list(self.compiler.apply_converters(rows, self.converters))
        return rows

    def record(self, row: Sequence[Any]) -> Any:  # noqa: ANN401 - a record of whatever model was asked for
        """One row as Django's own querysets make it."""
        model, fields, first = self.shape
        record = model.from_db(DEFAULT_DB_ALIAS, fields, row[first : first + len(fields)])
        for related in self.related:
            related.populate(row, record)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(record, name, row[place])
        return record


def _write(question: QuerySet[Any, Any], marks: dict[str, object]) -> _Written:
    compiler = question.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    names = {place: name for place, value in enumerate(params) for name, mark in marks.items() if _bare(value) == mark}
    if set(names.values()) != set(marks):
        raise TypeError(
            f"a value of this question does not come through to its SQL: {set(marks) - set(names.values())}"
        )
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return _Written(compiler, sql, tuple(params), names, converters, *_shape(compiler))


def _bare(value: object) -> object:
    return value.obj if isinstance(value, Binary) else value


def _shape(compiler: Any) -> tuple[tuple[type[Model], list[str], int], list[Any]]:  # noqa: ANN401 - Django's own
    """Model, columns and their place in a row, and what fills in related records; nothing of it for plain rows."""
    known = compiler.klass_info
    if known is None:
        return (Model, [], 0), []
    first, last = known["select_fields"][0], known["select_fields"][-1] + 1
    fields = [column[0].target.attname for column in compiler.select[first:last]]
    related = get_related_populators(known, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # as in 5.2
    return (known["model"], fields, first), related
