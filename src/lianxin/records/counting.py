"""Counts many queues in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from lianxin.law.actors import Actor
from lianxin.records.kept_statements import Askable, Statement, fetched, kept_statement
from lianxin.records.orders import Moments
from lianxin.records.rules import Rules

MOST_COUNTED = 1000
"""Beyond this many a list only says that there are more."""

MOST_GLANCED = 99
"""Beyond this many a menu only says that there are more: it stands on every page, and counting is what it costs."""


def counts(
    questions: Mapping[str, Askable], actor: Actor, rules: Rules, moments: Moments, *, most: int = MOST_COUNTED
) -> dict[str, int]:
    """The answers by name, none counted beyond `most` + 1."""
    if not questions:
        return {}

    def make(found: tuple[QuerySet[Any], ...]) -> Statement:
        return _made(found, most)

    statement = kept_statement(("counts", most), tuple(questions.values()), actor, rules, make)
    rows = fetched(statement, moments)
    return dict(zip(questions, rows[0], strict=True))


def _made(found: Sequence[QuerySet[Any]], most: int) -> Statement:
    parts: list[str] = []
    params: list[Any] = []
    for rows in found:
        try:
            sql, given = rows.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django's own SQL, values apart
        params += given
    return Statement("SELECT " + ", ".join(parts), tuple(params))
