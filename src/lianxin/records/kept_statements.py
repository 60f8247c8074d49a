"""Statements over many queues: what stays the same from page to page is put into SQL once and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import astuple, dataclass, field
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet

from lianxin.law.actors import Actor
from lianxin.records.orders import Asked, Moments, Queue, narrowed, orders_in
from lianxin.records.rules import Rules

MOST_KEPT = 2000
"""Statements a process keeps: one for each set of queues and office, until the rules change."""

_MARKS = Moments(*(dt.datetime(1, 1, day, tzinfo=dt.UTC) for day in (1, 2, 3)))
"""Stand in the kept statement where the moments of the request go."""


class Askable(Protocol):
    """What can be asked about for one reader; the same question is equal to itself, and hashable."""

    @property
    def kept(self) -> bool:
        """Whether it will be asked again: its statement is kept."""

    def rows(self, actor: Actor, rules: Rules, moments: Moments) -> QuerySet[Any]:
        """The answer; moments go into it as they are, nothing is computed from them."""


@dataclass(frozen=True, slots=True)
class Question:
    """The orders of a queue that the reader may open, narrowed to what they asked for."""

    queue: Queue
    asked: Asked = field(default_factory=Asked)

    @property
    def kept(self) -> bool:
        """Not while somebody looks for words: those are seldom the same twice, and people come and go."""
        return not self.asked.words

    def rows(self, actor: Actor, rules: Rules, moments: Moments) -> QuerySet[Any]:
        """These orders, unsorted."""
        return narrowed(orders_in(self.queue, actor, rules.units, open_only=self.asked.open_only), self.asked, moments)


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values apart."""

    sql: str
    params: tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Orders that were looked for already; nobody will ask for these again."""

    orders: QuerySet[Any]
    kept: bool = field(default=False, init=False)

    def rows(self, actor: Actor, rules: Rules, moments: Moments) -> QuerySet[Any]:
        """These orders, whoever asks."""
        _ = (actor, rules, moments)
        return self.orders


Make = Callable[[tuple[QuerySet[Any], ...]], Statement]

_kept: dict[Hashable, Statement] = {}


def kept_statement(
    purpose: Hashable, questions: tuple[Askable, ...], actor: Actor, rules: Rules, make: Make
) -> Statement:
    """The statement that `make` puts together from what is asked for, made once for a purpose."""
    key = (purpose, questions, actor, rules.revision)
    if key in _kept:
        return _kept[key]
    statement = make(tuple(one.rows(actor, rules, _MARKS) for one in questions))
    if all(one.kept for one in questions):
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = statement
    return statement


def fetched(statement: Statement, moments: Moments) -> list[tuple[Any, ...]]:
    """The rows of a kept statement at these moments."""
    given = dict(zip(astuple(_MARKS), astuple(moments), strict=True))
    with connection.cursor() as cursor:
        values = [given.get(one, one) if isinstance(one, dt.datetime) else one for one in statement.params]
        cursor.execute(statement.sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
