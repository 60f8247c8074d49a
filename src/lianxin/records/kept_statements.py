"""Statements over many queues: what stays the same from page to page is put into SQL once and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from lianxin.law.actors import Actor
from lianxin.records.orders import Asked, Moments, Queue, narrowed, orders_in
from lianxin.records.rules import Rules

MOST_KEPT = 2000
"""Statements a process keeps: one for each set of queues and office, until the rules change."""

_MARKS = Moments(dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.datetime(1, 1, 2, tzinfo=dt.UTC))
"""Stand in the kept statement where the moments of the request go."""


@dataclass(frozen=True, slots=True)
class Question:
    """The orders of a queue that the reader may open, narrowed to what they asked for."""

    queue: Queue
    asked: Asked = field(default_factory=Asked)


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values apart."""

    sql: str
    params: tuple[Any, ...]


Make = Callable[[tuple[QuerySet[Any], ...]], Statement]

_kept: dict[Hashable, Statement] = {}


def kept_statement(
    purpose: Hashable, questions: tuple[Question, ...], actor: Actor, rules: Rules, make: Make
) -> Statement:
    """The statement that `make` puts together from the orders asked for, made once for a purpose.

    Not kept while somebody looks for words: those are seldom the same twice, and people come and go.
    """
    if any(one.asked.words for one in questions):
        return make(tuple(_asked(one, actor, rules) for one in questions))
    key = (purpose, questions, actor, rules.revision)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = make(tuple(_asked(one, actor, rules) for one in questions))
    return _kept[key]


def _asked(question: Question, actor: Actor, rules: Rules) -> QuerySet[Any]:
    queue = orders_in(question.queue, actor, rules.units, open_only=question.asked.open_only)
    return narrowed(queue, question.asked, _MARKS)


def fetched(statement: Statement, moments: Moments) -> list[tuple[Any, ...]]:
    """The rows of a kept statement at these moments."""
    given = {_MARKS.now: moments.now, _MARKS.tonight: moments.tonight}
    with connection.cursor() as cursor:
        values = [given.get(one, one) if isinstance(one, dt.datetime) else one for one in statement.params]
        cursor.execute(statement.sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
