"""Locks orders and reads them with all their rows as plain data: two statements, however many rows there are."""

from __future__ import annotations

import datetime as dt
import functools
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
from lianxin.records.models import (
    Assignment,
    City,
    Clock,
    Feedback,
    OrderCaller,
    Overlay,
    RequestKey,
    WorkOrder,
)

MODELS: Mapping[str, type[models.Model]] = {
    "assignment": Assignment,
    "caller": OrderCaller,
    "clock": Clock,
    "feedback": Feedback,
    "overlay": Overlay,
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
    numbers = [one for one in asked if isinstance(one, str)]
    ids = [one for one in asked if isinstance(one, int)]
    wanted = WorkOrder.objects.filter(number__in=numbers) if numbers else WorkOrder.objects.none()
    if ids:
        wanted = WorkOrder.objects.filter(models.Q(id__in=ids) | models.Q(number__in=numbers))
    found = dict(wanted.order_by("id").select_for_update(of=("self",)).values_list("number", "id"))
    known: dict[int | str, int] = {one: one for one in found.values()} | dict(found)
    if missing := [one for one in asked if one not in known]:
        raise Refused("order_unknown", str(missing[0]))
    return [known[one] for one in asked]


def load_orders(ids: list[int], *, actor: str = "", key: str = "") -> list[LoadedOrder]:
    """The orders with these ids in this order, with what was done before under the actor's request key."""
    rows = {row.pk: row for row in _with_rows(actor, key).filter(id__in=ids)}
    return [_loaded(rows[one]) for one in ids]


def read_order(order: int | str) -> LoadedOrder:
    """One order as it stands, without a lock: for pages, jobs and tests; refuses an unknown one."""
    chosen = {"id": order} if isinstance(order, int) else {"number": order}
    row = _with_rows("", "").filter(**chosen).first()
    if row is None:
        raise Refused("order_unknown", str(order))
    return _loaded(row)


def read_along(actor: str, key: str) -> ReadAlong:
    """What an act that makes its first order must know; refuses when no city was loaded."""
    row: Any = City.objects.annotate(read_at=Now(), earlier_requests=_earlier(actor, key)).first()
    if row is None:
        raise Refused("city_not_loaded")
    return _along(row, row.rules_revision)


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
    orders: QuerySet[Any] = _question().annotate(earlier_requests=_earlier(actor, key))
    return orders


@functools.cache
def _question() -> QuerySet[Any]:
    rows: dict[str, Any] = {f"rows_of_{table}": ArraySubquery(_rows(table)) for table in TABLES}
    revision = Subquery(City.objects.values("rules_revision")[:1])
    orders: QuerySet[Any] = WorkOrder.objects.annotate(read_at=Now(), revision=revision, **rows)
    return orders


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
