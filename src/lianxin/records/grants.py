"""What the application's role may do: less than the owner, and nothing at all against the log."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

NEVER_DELETED = (
    "assignment",
    "calendar_day",
    "calendar_year",
    "catalogue_row",
    "catalogue_version",
    "clock",
    "clock_signal",
    "feedback",
    "installation",
    "number_lease",
    "order_caller",
    "overlay",
    "person",
    "regime_version",
    "staff",
    "unit",
    "work_order",
)
"""Tables whose rows may change but not go."""

ADDED_ONLY = ("event", "seal")
"""Tables that are only ever added to."""


def grant_application_role(connection: BaseDatabaseWrapper, role: str) -> None:
    """Gives `role` what the application needs, on a Django connection of the tables' owner; safe to repeat.

    The role must exist. Of event partitions it gets nothing: it reaches them through the parent table only.
    """
    with connection.cursor() as cursor:
        for statement in _statements(role, _partitions(cursor)):
            cursor.execute(statement)


def _partitions(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'event'::regclass"
    )
    return [name for (name,) in cursor.fetchall()]


def _statements(role: str, partitions: list[str]) -> list[sql.Composed]:
    to = sql.Identifier(role)
    templates = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "GRANT EXECUTE ON FUNCTION event_ensure_partitions(timestamptz, integer) TO {role}",
    ]
    narrowed = [("DELETE", NEVER_DELETED), ("UPDATE, DELETE", ADDED_ONLY), ("ALL", tuple(partitions))]
    return [sql.SQL(text).format(role=to) for text in templates] + [
        sql.SQL("REVOKE {what} ON {table} FROM {role}").format(what=sql.SQL(what), table=sql.Identifier(table), role=to)
        for what, tables in narrowed
        for table in tables
    ]
