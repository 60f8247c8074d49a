"""Locks orders and reads them with all their rows as plain data: two statements, however many rows there are."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.db.models.sql.compiler import SQLCompiler

from lianxin.law.changes import decode_fields
from lianxin.law.refusals import Refused
from lianxin.law.state import (
    TABLES,
    Order,
    OrderAggregate,
)
from lianxin.records.kept import Kept
from lianxin.records.models import (
    Assignment,
    City,
    Clock,
    Feedback,
    OrderCaller,
    Overlay,
    Point,
    Rating,
    RequestKey,
    WorkOrder,
)

MODELS: Mapping[str, type[models.Model]] = {
    "assignment": Assignment,
    "caller": OrderCaller,
    "clock": Clock,
    "feedback": Feedback,
    "overlay": Overlay,
    "rating": Rating,
    "point": Point,
}
"""The table of each kind of row inside an order, by the name events use."""


@dataclass(frozen=True, slots=True)
class KnownRequest:
    """What was asked under a request key before, and what came of it."""

    digest: str
    result: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReadAlong:
    """What every act must know besides its orders: the database's clock, the rules' revision, an earlier request.

    With orders it is read after their lock was given, so that `recorded_at` never runs backwards within an order.
    """

    recorded_at: dt.datetime
    revision: uuid.UUID | None
    earlier: KnownRequest | None


@dataclass(frozen=True, slots=True)
class LoadedOrder:
    """An order as it stands: its row, the same as plain data, and what was read along."""

    row: WorkOrder
    aggregate: OrderAggregate
    along: ReadAlong


def columns(kind: type[Any], model: type[models.Model]) -> dict[str, str]:
    """For each field of the plain row the attribute of the record that holds it (`unit` is held by `unit_id`)."""
    names = [item.name for item in dataclass_fields(kind)]
    return {name: f"{name}_id" if hasattr(model, f"{name}_id") else name for name in names}


ORDER_COLUMNS = columns(Order, WorkOrder)
ROW_COLUMNS = {table: columns(kind, MODELS[table]) for table, kind in TABLES.items()}


def lock_orders(orders: Iterable[int | str]) -> list[int]:
    """Locks orders by id or number, always in the order of their ids; refuses when one of them does not exist.

    Returns their ids as they were asked for. Must run inside a transaction, before `load_orders`.
    """
    asked = list(orders)
    found: dict[str, int] = dict(_lock_one(asked[0]) if len(asked) == 1 else _lock_many(asked))
    known: dict[int | str, int] = {one: one for one in found.values()} | dict(found)
    if missing := [one for one in asked if one not in known]:
        raise Refused("order_unknown", str(missing[0]))
    return [known[one] for one in asked]


_LOCK_BY_ID = Kept(lambda order: _locking().filter(id=order), order=int)
_LOCK_BY_NUMBER = Kept(lambda order: _locking().filter(number=order), order=str)


def _locking() -> QuerySet[Any, Any]:
    return WorkOrder.objects.order_by("id").select_for_update(of=("self",)).values_list("number", "id")


def _lock_one(order: int | str) -> list[tuple[Any, ...]]:
    return (_LOCK_BY_ID if isinstance(order, int) else _LOCK_BY_NUMBER).tuples(order=order)


def _lock_many(orders: list[int | str]) -> list[tuple[Any, ...]]:
    numbers = [one for one in orders if isinstance(one, str)]
    ids = [one for one in orders if isinstance(one, int)]
    return list(_locking().filter(models.Q(id__in=ids) | models.Q(number__in=numbers)))


def load_orders(ids: list[int], *, actor: str = "", key: str = "") -> list[LoadedOrder]:
    """The orders with these ids in this order, with what was done before under the actor's request key."""
    if len(ids) == 1:
        found = _ONE_BY_ID.records(order=ids[0], actor=actor, key=key)
    else:
        found = list(_with_rows(actor, key).filter(id__in=ids))
    rows = {row.pk: row for row in found}
    return [_loaded(rows[one]) for one in ids]


def read_order(order: int | str) -> LoadedOrder:
    """One order as it stands, without a lock: for pages, jobs and tests; refuses an unknown one."""
    question = _ONE_BY_ID if isinstance(order, int) else _ONE_BY_NUMBER
    found = question.records(order=order, actor="", key="")
    if not found:
        raise Refused("order_unknown", str(order))
    return _loaded(found[0])


def read_along(actor: str, key: str) -> ReadAlong:
    """What an act that makes its first order must know; refuses when no city was loaded."""
    found: list[Any] = _ALONG.records(actor=actor, key=key)
    if not found:
        raise Refused("city_not_loaded")
    return _along(found[0], found[0].rules_revision)


class WholeRow(Func):
    """The row of a column as JSON: its columns need not be named one by one, which is most of the work of asking."""

    output_field = models.JSONField()

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: object, **__: object
    ) -> tuple[str, tuple[str | int, ...]]:
        """The table's alias, which PostgreSQL takes for the whole row."""
        column: Any = self.get_source_expressions()[0]
        return f"to_jsonb({compiler.quote_name_unless_alias(column.alias)})", ()


def _earlier(actor: str, key: str) -> ArraySubquery:
    return ArraySubquery(RequestKey.objects.filter(actor=actor, key=key).values(json=WholeRow("key")))


def _along(row: Any, revision: uuid.UUID | None) -> ReadAlong:
    earlier = [KnownRequest(digest=values["digest"], result=values["result"]) for values in row.earlier_requests]
    return ReadAlong(recorded_at=row.read_at, revision=revision, earlier=earlier[0] if earlier else None)


def _with_rows(actor: str, key: str) -> QuerySet[Any]:
    """Orders with their rows as JSON: one statement, and it sees what the lock waited for."""
    rows: dict[str, Any] = {f"rows_of_{table}": ArraySubquery(_rows(table)) for table in TABLES}
    revision = Subquery(City.objects.values("rules_revision")[:1])
    earlier = _earlier(actor, key)
    orders: QuerySet[Any] = WorkOrder.objects.annotate(
        read_at=Now(), revision=revision, earlier_requests=earlier, **rows
    )
    return orders


_ONE_BY_ID: Kept[Any] = Kept(
    lambda order, actor, key: _with_rows(actor, key).filter(id=order), order=int, actor=str, key=str
)
_ONE_BY_NUMBER: Kept[Any] = Kept(
    lambda order, actor, key: _with_rows(actor, key).filter(number=order), order=str, actor=str, key=str
)
_ALONG: Kept[Any] = Kept(
    lambda actor, key: City.objects.annotate(read_at=Now(), earlier_requests=_earlier(actor, key)), actor=str, key=str
)


def _rows(table: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(MODELS[table])
    return rows.filter(order_id=OuterRef("pk")).order_by("serial").values(json=WholeRow("serial"))


def _loaded(row: Any) -> LoadedOrder:
    tables = {
        table: {values["serial"]: _row(table, kind, values) for values in getattr(row, f"rows_of_{table}")}
        for table, kind in TABLES.items()
    }
    aggregate = OrderAggregate(order=order_data(row), **tables)
    return LoadedOrder(row=row, aggregate=aggregate, along=_along(row, row.revision))


def _row(table: str, kind: type[Any], values: Mapping[str, Any]) -> Any:
    named = {name: values[attribute] for name, attribute in ROW_COLUMNS[table].items()}
    return kind(**decode_fields(kind, named))


def order_data(row: WorkOrder) -> Order:
    """The order's own row as plain data."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value := getattr(row, attribute), list) else value
        for name, attribute in ORDER_COLUMNS.items()
    }
    return Order(**values)
