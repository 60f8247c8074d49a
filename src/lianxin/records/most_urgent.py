"""The first orders of many queues together, in one statement that is written once: the first page of an office."""

from __future__ import annotations

import math
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from lianxin.law.actors import Actor
from lianxin.records.kept_statements import Question, Statement, fetched, kept_statement
from lianxin.records.models import WorkOrder
from lianxin.records.orders import Moments
from lianxin.records.paging import stretches
from lianxin.records.rules import Rules

Questions = tuple[Question, ...]


def most_urgent(
    questions: Questions, actor: Actor, rules: Rules, moments: Moments, *, most: int
) -> list[tuple[Question, WorkOrder]]:
    """The most urgent orders of each queue, no more than `most` of any, each order once: with the first that has it.

    Orders without a limit come behind all that have one; they are looked for where a queue has too few of those.
    """
    found = _of_stretch(0, questions, actor, rules, moments, most)
    short = tuple(one for one in questions if sum(question == one for question, _ in found) < most)
    undated = _of_stretch(1, short, actor, rules, moments, most) if short else []
    firsts: dict[int, Question] = {}
    for question in questions:
        theirs = [order for one, order in [*found, *undated] if one == question]
        for order in theirs[:most]:
            firsts.setdefault(order, question)
    orders = WorkOrder.objects.in_bulk(firsts)
    return [(question, orders[order]) for order, question in firsts.items() if order in orders]


def _of_stretch(
    which: int, questions: Questions, actor: Actor, rules: Rules, moments: Moments, most: int
) -> list[tuple[Question, int]]:
    """The ids of one of the stretches of each queue (`paging.stretches`)."""

    def make(found: tuple[QuerySet[Any], ...]) -> Statement:
        return _made([stretches(rows, by="urgent_at")[which] for rows in found], most)

    statement = kept_statement(("most urgent", which, most), questions, actor, rules, make)
    rows = fetched(statement, moments) if statement.sql else []
    return [(questions[queue], order) for queue, order, _ in sorted(rows, key=_place)]


def _place(row: tuple[Any, ...]) -> tuple[int, float, int]:
    queue, order, at = row
    return queue, at.timestamp() if at is not None else math.inf, order


def _made(found: list[QuerySet[Any]], most: int) -> Statement:
    """Rows of: which queue, the order's id, when it is urgent at. Empty where no queue can hold anything."""
    parts: list[str] = []
    params: list[Any] = []
    for queue, rows in enumerate(found):
        try:
            sql, given = rows.values_list("pk", "urgent_at")[:most].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {queue}, queue_{queue}.* FROM ({sql}) AS queue_{queue}")  # noqa: S608 - as in counting
        params += given
    return Statement(" UNION ALL ".join(parts), tuple(params))
