"""The first orders of many queues in one statement, each queue's most urgent ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from lianxin.law.actors import Actor
from lianxin.records.kept_statements import Question, Statement, fetched, kept_statement
from lianxin.records.orders import Moments
from lianxin.records.rules import Rules
from lianxin.records.running import in_order

LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def firsts(
    questions: Mapping[str, Question], actor: Actor, rules: Rules, moments: Moments, *, most: int
) -> dict[str, list[int]]:
    """Ids of orders by the name of their question, the most urgent first, at most `most` of each."""

    def make(found: tuple[QuerySet[Any], ...]) -> Statement:
        return _made(found, most)

    statement = kept_statement(("firsts", most), tuple(questions.values()), actor, rules, make)
    rows = fetched(statement, moments) if statement.sql else []
    rows.sort(key=lambda row: (row[0], row[2] or LAST, row[1]))
    found: dict[str, list[int]] = {name: [] for name in questions}
    names = list(questions)
    for place, order, _ in rows:
        found[names[place]].append(order)
    return found


def _made(found: tuple[QuerySet[Any], ...], most: int) -> Statement:
    parts: list[str] = []
    params: list[Any] = []
    for place, orders in enumerate(found):
        try:
            sql, given = orders.order_by(*in_order()).values_list("pk", "urgent_at")[:most].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT {place}, first.* FROM ({sql}) AS first)")  # noqa: S608 - Django's own SQL, values apart
        params += given
    return Statement(" UNION ALL ".join(parts), tuple(params))
