"""The same statements without the hotline around them: what the database alone would allow."""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from lianxin.runtime.bench.pace import Pace, keep_pace
from lianxin.runtime.bench.statements import Said, Statement

_ids = itertools.count(99_000_101 * 10_000_000)
"""Ids of a day that no order has."""


def replay(url: str, said: Said, *, connections: int, seconds: float) -> Pace:
    """Says a life again and again on so many connections, each time as that of another order.

    A step is one act, in one transaction.
    """
    lock = threading.Lock()

    def worker(wire: psycopg.Connection[Any]) -> list[float]:
        with lock:
            names = _other_names(said)
        return [_say(wire, statements, names) for statements in said.acts.values()]

    wires = [psycopg.connect(url, autocommit=True) for _ in range(connections)]
    try:
        return keep_pace([lambda wire=wire: worker(wire) for wire in wires], seconds)  # type: ignore[misc]  # bound now
    finally:
        for wire in wires:
            wire.close()


def _other_names(said: Said) -> dict[object, Any]:
    order = next(_ids)
    return {
        said.order: order,
        said.number: f"bench-{order}",
        str(said.order): str(order),
        **{key: f"bench:{uuid.uuid4()}" for key in said.keys},
    }


def _say(wire: psycopg.Connection[Any], statements: Sequence[Statement], names: Mapping[object, Any]) -> float:
    began = time.perf_counter()
    with wire.transaction(), wire.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.sql, _renamed(statement.params, names))
            if cursor.description is not None:
                cursor.fetchall()
    return time.perf_counter() - began


def _renamed(value: Any, names: Mapping[object, Any]) -> Any:  # noqa: ANN401 - whatever was given to a statement
    if isinstance(value, list | tuple):
        return type(value)(_renamed(one, names) for one in value)
    if isinstance(value, str):
        head, colon, rest = value.partition(":")
        if colon and head in names:  # the key of a delivery begins with its order
            return f"{names[head]}:{rest}"
        return names.get(value, value)
    if isinstance(value, int) and value in names:
        return type(value)(names[value])  # Django gives each integer the width of its column
    return value
