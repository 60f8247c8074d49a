"""No log says what a caller said: a failing row or statement would bring it along."""

from __future__ import annotations

import logging
import sys

import psycopg
import pytest
from django.db import DatabaseError, connection

from lianxin.runtime.logs import WithoutTexts, write_uncaught
from tests.servers import Server

MARK, ANOTHER = "王女士家住三号楼", "李先生家住五号楼"
FAILING = {
    "a check, with the failing row": "INSERT INTO twice VALUES (%s, '')",
    "a broken key": "INSERT INTO twice VALUES (%s), (%s)",
    "a value of another kind": "SELECT %s::int",
    "a statement that cannot be read": "SELECT 1 FROM %s",
    "words that are no search": "SELECT to_tsquery('simple', %s || ' (')",
    "what a function was about": (
        "SELECT query_to_xml('SELECT * FROM nowhere WHERE word = ' || quote_literal(%s), true, true, '')"
    ),
}


def written(error: Exception) -> str:
    """What the handler of every process writes of an error that is logged, and told of besides."""
    [handler] = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    assert isinstance(handler.formatter, WithoutTexts)
    about = (type(error), error, error.__traceback__)
    return handler.formatter.format(logging.LogRecord("x", logging.ERROR, "", 1, "It broke: %s", (error,), about))


def fail(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE twice (word text PRIMARY KEY, other text CHECK (other > word))")
        cursor.execute(statement, [MARK] * statement.count("%s"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", FAILING)
def test_a_database_error_is_logged_without_what_it_quotes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DatabaseError) as raised:
        fail(FAILING[name])
    error = raised.value
    assert MARK in str(error), "the test itself would prove nothing"
    assert MARK not in written(error)
    assert "test_logs.py" in written(error), "where it happened is told"
    assert "SQLSTATE" in written(error)
    write_uncaught(type(error), error, error.__traceback__)
    assert MARK not in capsys.readouterr().err


def test_other_errors_are_logged_as_they_are() -> None:
    assert "ValueError: a plain one" in written(ValueError("a plain one"))


def test_the_hook_for_uncaught_errors_is_set() -> None:
    import lianxin.runtime.__main__  # noqa: F401, PLC0415 - what every process begins with

    assert sys.excepthook is write_uncaught


def test_the_servers_log_holds_no_statement_and_no_row(postgresql: Server) -> None:
    with psycopg.connect(postgresql.url(), autocommit=True, cursor_factory=psycopg.ClientCursor) as client:
        client.execute("CREATE TEMPORARY TABLE short (word text CHECK (length(word) < 3), other int)")
        for statement in ("INSERT INTO short VALUES (%s)", "INSERT INTO short (other) VALUES (1); SELEC %s"):
            with pytest.raises(psycopg.Error):
                client.execute(statement, [ANOTHER])
    with psycopg.connect(postgresql.url(), autocommit=True) as server_side, pytest.raises(psycopg.Error):
        server_side.execute("SELECT 1 / (length(%s) - length(%s))", [ANOTHER, ANOTHER])
    logs = "".join(log.read_text(errors="replace") for log in postgresql.cluster.folder.glob("log/*.log"))
    assert "violates check constraint" in logs
    assert "division by zero" in logs
    assert ANOTHER not in logs
