"""Counts many queues in one statement; what stays the same from page to page is put into SQL once and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from lianxin.law.actors import Actor
from lianxin.records.orders import Asked, Moments, Queue, narrowed, orders_in
from lianxin.records.rules import Rules

MOST_COUNTED = 1000
"""Beyond this many a list only says that there are more."""

MOST_GLANCED = 99
"""Beyond this many a menu only says that there are more: it stands on every page, and counting is what it costs."""

MOST_KEPT = 2000
"""Statements a process keeps: one for each set of queues and office, until the rules change."""

_MARKS = Moments(dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.datetime(1, 1, 2, tzinfo=dt.UTC))
"""Stand in the kept statement where the moments of the request go."""


@dataclass(frozen=True, slots=True)
class Question:
    """How many orders of a queue the reader may open, narrowed to what they asked for."""

    queue: Queue
    asked: Asked = field(default_factory=Asked)


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    params: tuple[Any, ...]


_kept: dict[Hashable, _Statement] = {}


def counts(
    questions: Mapping[str, Question], actor: Actor, rules: Rules, moments: Moments, *, most: int = MOST_COUNTED
) -> dict[str, int]:
    """The answers by name, none counted beyond `most` + 1."""
    if not questions:
        return {}
    statement = _statement(tuple(questions.values()), actor, rules, most)
    given = {_MARKS.now: moments.now, _MARKS.tonight: moments.tonight}
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [given.get(one, one) if _is_moment(one) else one for one in statement.params])
        row = cursor.fetchone()
    return dict(zip(questions, row or (), strict=True))


def _is_moment(value: object) -> bool:
    return isinstance(value, dt.datetime)


def _statement(questions: tuple[Question, ...], actor: Actor, rules: Rules, most: int) -> _Statement:
    """Kept, unless somebody looks for words: those are seldom the same twice, and people come and go."""
    if any(one.asked.words for one in questions):
        return _made(questions, actor, rules, most)
    key = (questions, actor, rules.revision, most)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _made(questions, actor, rules, most)
    return _kept[key]


def _asked(question: Question, actor: Actor, rules: Rules) -> QuerySet[Any]:
    queue = orders_in(question.queue, actor, rules.units, open_only=question.asked.open_only)
    return narrowed(queue, question.asked, _MARKS)


def _made(questions: tuple[Question, ...], actor: Actor, rules: Rules, most: int) -> _Statement:
    parts: list[str] = []
    params: list[Any] = []
    for question in questions:
        found = _asked(question, actor, rules)
        try:
            sql, given = found.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django's own SQL, values apart
        params += given
    return _Statement("SELECT " + ", ".join(parts), tuple(params))
