"""What one event did to an order, as JSON: the difference it carries, and the fold that replays a log."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from lianxin.law.state import TABLES, Order, OrderAggregate

Changes = dict[str, Any]
"""`{"order": {field: value}, "clock": {"3": {field: value}}}` in JSON values: what one event did."""


def _decoder(annotation: Any) -> Callable[[Any], Any]:
    options = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    kind = next(option for option in options if option is not types.NoneType)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind is dt.datetime:
        return dt.datetime.fromisoformat
    if kind is dt.date:
        return dt.date.fromisoformat
    if typing.get_origin(kind) is tuple:
        inner = _decoder(typing.get_args(kind)[0])
        return lambda values: tuple(inner(value) for value in values)
    return lambda value: value


_TABLES: tuple[type[Any], ...] = (Order, *TABLES.values())
_DECODERS: dict[type[Any], dict[str, Callable[[Any], Any]]] = {
    table: {name: _decoder(hint) for name, hint in typing.get_type_hints(table).items()} for table in _TABLES
}


def encode_value(value: Any) -> Any:
    """A field's value as JSON: moments in UTC ISO 8601, dates ISO, words as their code, tuples as lists."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [encode_value(item) for item in value]
    return value


def decode_fields(table: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one row read back from JSON; None stays None."""
    decoders = _DECODERS[table]
    return {name: None if value is None else decoders[name](value) for name, value in values.items()}


def _row_changes(before: Any, after: Any) -> dict[str, Any]:
    changed = {}
    for name in _DECODERS[type(after)]:
        new = getattr(after, name)
        if before is None:
            if name != "serial" and new != _default(type(after), name):
                changed[name] = encode_value(new)
        elif getattr(before, name) != new:
            changed[name] = encode_value(new)
    return changed


_DEFAULTS: dict[type[Any], dict[str, Any]] = {
    table: {item.name: item.default for item in dataclasses.fields(table)} for table in _TABLES
}


def _default(table: type[Any], name: str) -> Any:
    return _DEFAULTS[table][name]


def difference(before: OrderAggregate | None, after: OrderAggregate) -> Changes:
    """What an event must carry so that `merge(before, it)` gives `after`; rows are never deleted."""
    changes: Changes = {}
    order = _row_changes(before.order if before else None, after.order)
    if order:
        changes["order"] = order
    for table in TABLES:
        old: Mapping[int, Any] = getattr(before, table) if before else {}
        rows = {
            str(serial): _row_changes(old.get(serial), row)
            for serial, row in getattr(after, table).items()
            if old.get(serial) is not row and (serial not in old or old[serial] != row)
        }
        if rows:
            changes[table] = rows
    return changes


def merge(before: OrderAggregate | None, changes: Changes) -> OrderAggregate:
    """The aggregate after one event."""
    order_fields = decode_fields(Order, changes.get("order", {}))
    order = dataclasses.replace(before.order, **order_fields) if before else Order(**order_fields)
    tables: dict[str, Mapping[int, Any]] = {}
    for table, kind in TABLES.items():
        rows: dict[int, Any] = dict(getattr(before, table)) if before else {}
        for key, values in changes.get(table, {}).items():
            serial, fields = int(key), decode_fields(kind, values)
            rows[serial] = (
                dataclasses.replace(rows[serial], **fields) if serial in rows else kind(serial=serial, **fields)
            )
        tables[table] = rows
    return OrderAggregate(order=order, **tables)


def replay(log: Iterable[Changes]) -> OrderAggregate:
    """The state that a chain of events leads to; raises ValueError for an empty log."""
    state: OrderAggregate | None = None
    for changes in log:
        state = merge(state, changes)
    if state is None:
        raise ValueError("an order's log has at least one event")
    return state
