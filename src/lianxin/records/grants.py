"""What the application's role may do: less than the owner, and nothing at all against the log."""

from __future__ import annotations

import psycopg
from psycopg import sql

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
)
"""What every application needs; the lists below take from it again. Nobody but the owner may TRUNCATE or DROP."""

NEVER_DELETED = (
    "assignment",
    "calendar_day",
    "calendar_year",
    "call",
    "call_order",
    "catalogue_version",
    "clock",
    "clock_signal",
    "consultation",
    "consultation_answer",
    "consultation_theme",
    "consultation_words",
    "feedback",
    "city",
    "hotline_opinion",
    "hotline_opinion_text",
    "indicator_month",
    "inspection",
    "inspection_text",
    "number_lease",
    "order_caller",
    "order_point",
    "outage",
    "overlay",
    "person",
    "regime_version",
    "staff",
    "typical_case",
    "typical_case_text",
    "unit",
    "work_order",
)
"""Tables whose rows may change but not go."""

ADDED_ONLY = (
    "consultation_note",
    "event",
    "inspection_form",
    "inspection_sample",
    "refused_file",
    "seal",
    "sheet_print",
)
"""Tables that are only ever added to."""

READ_ONLY = ("django_migrations",)
"""Tables that migrations alone write."""


def grant_application_role(connection: psycopg.Connection, role: str) -> None:
    """Gives `role` what the application needs, on a connection of the tables' owner; safe to repeat.

    The role must exist. Of the log's partitions it gets nothing: it reaches them through the parent table only.
    """
    names = {"role": sql.Identifier(role), "owner": sql.Identifier(connection.info.user)}
    for text in GRANTS:
        connection.execute(sql.SQL(text).format(**names))
    for rights, tables in (
        ("DELETE", NEVER_DELETED),
        ("UPDATE, DELETE", ADDED_ONLY),
        ("INSERT, UPDATE, DELETE", READ_ONLY),
        ("ALL", _partitions(connection)),
    ):
        for table in tables:
            revoke = sql.SQL("REVOKE {rights} ON TABLE {table} FROM {role}")
            connection.execute(revoke.format(rights=sql.SQL(rights), table=sql.Identifier(table), role=names["role"]))


def _partitions(connection: psycopg.Connection) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'event'::regclass"
    )
    return tuple(str(name) for (name,) in rows)
