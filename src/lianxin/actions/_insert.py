"""Inserts new rows as `bulk_create` does, with SQL that is put together once for each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.fields import NOT_PROVIDED


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns whose values are sent; what the database fills in is left to it."""

    sent: tuple[Field[Any, Any], ...]
    left_out: tuple[str, ...]
    begins: str
    row: str
    ends: str
    key: str


def insert(records: Sequence[Model]) -> None:
    """Inserts rows of one table in one statement; those whose key the database gives have it afterwards."""
    if not records:
        return
    table = _table(type(records[0]))
    values: list[Any] = []
    for record in records:
        for name in table.left_out:
            if not isinstance(getattr(record, name), DatabaseDefault):
                raise TypeError(f"{name} is given by the database and cannot be inserted")
        values += [one.get_db_prep_save(one.pre_save(record, add=True), connection) for one in table.sent]
    with connection.cursor() as cursor:
        cursor.execute(f"{table.begins}{', '.join([table.row] * len(records))}{table.ends}", values)
        keys = cursor.fetchall() if table.key else []
    for record, (key,) in zip(records, keys, strict=bool(table.key)):
        setattr(record, table.key, key)
    for record in records:
        record._state.adding = False  # noqa: SLF001 - as Django leaves every record that was saved


@cache
def _table(model: type[Model]) -> _Table:
    about = model._meta  # noqa: SLF001 - documented by Django under this name
    columns: list[Any] = [one for one in about.concrete_fields if not one.generated]
    keys: list[Any] = [one for one in columns if isinstance(one, AutoField)]
    defaults = [one for one in columns if one.db_default is not NOT_PROVIDED]
    sent: list[Any] = [one for one in columns if one not in keys and one not in defaults]
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(one.column) for one in sent)
    return _Table(
        sent=tuple(sent),
        left_out=tuple(one.attname for one in defaults),
        begins=f"INSERT INTO {quoted(about.db_table)} ({names}) VALUES ",  # noqa: S608 - names of our own tables
        row=f"({', '.join(map(_placeholder, sent))})",
        ends="".join(f" RETURNING {quoted(one.column)}" for one in keys),
        key="".join(one.attname for one in keys),
    )


def _placeholder(column: Field[Any, Any]) -> str:
    """How a value stands in the SQL; an array is told its type. On PostgreSQL it is the same for every value."""
    written = getattr(column, "get_placeholder", None)
    return str(written(None, None, connection)) if written is not None else "%s"
