"""What the processes write into their logs: of a database error its kind and place, never the values it quotes."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import psycopg
from django.db import Error as DjangoError

QUOTES_VALUES = ("22", "42601")
"""Errors whose SQLSTATE begins so (data exceptions, syntax errors) quote the value itself in their first sentence."""


class WithoutTexts(logging.Formatter):
    """Writes records as usual; callers' words, which a failing row or statement would bring along, are left out."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        written = super().format(record)
        found = [*_chain(record.exc_info[1] if record.exc_info else None)]
        for value in record.args if isinstance(record.args, tuple) else ():
            found += _chain(value if isinstance(value, BaseException) else None)
        return _without(written, found)


def write_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What Python does with an error that nobody caught, in the same words (for `sys.excepthook`)."""
    written = "".join(traceback.format_exception(kind, error, trace))
    print(_without(written, [*_chain(error)]), file=sys.stderr, end="")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all it came from."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, *(one.exceptions if isinstance(one, BaseExceptionGroup) else ())]


def _without(written: str, errors: list[BaseException]) -> str:
    """The same text with every database error's words replaced, the longest first: one may hold another."""
    found = [one for one in errors if isinstance(one, psycopg.Error | DjangoError) and str(one)]
    for one in sorted(found, key=lambda error: -len(str(error))):
        written = written.replace(str(one), _short(one))
    return written


def _short(error: psycopg.Error | DjangoError) -> str:
    """The server's first sentence, without row and statement, or only the code of what quotes a value in it."""
    inner = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(inner, psycopg.Error) or inner.sqlstate is None:
        return str(error).partition("\n")[0]  # of the connection, or of Django itself: they quote no row
    if inner.sqlstate.startswith(QUOTES_VALUES):
        return f"SQLSTATE {inner.sqlstate}"
    return f"{inner.diag.message_primary} (SQLSTATE {inner.sqlstate})"
