"""The two roles of the database: the owner, who changes its structure, and the application, which may not."""

from __future__ import annotations

import psycopg
from psycopg import sql

from lianxin.records import grants
from lianxin.runtime.database_url import url_parts
from lianxin.runtime.embedded_postgres import SUPERUSER, Cluster

OWNER = "lianxin_owner"
APPLICATION = "lianxin_app"
DATABASE = "lianxin"


def prepare_cluster(cluster: Cluster, name: str = DATABASE) -> None:
    """Make both roles and the database of an embedded cluster if they are absent."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        for role in (OWNER, APPLICATION):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            create = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(OWNER)))
    # At every start, for a kill may have come in between. Before PostgreSQL 15 `public` belongs to the superuser,
    # and anyone may build in it.
    with psycopg.connect(cluster.url(SUPERUSER, name), autocommit=True) as inside:
        inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
        inside.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def grant_application_role(owner_url: str, application_url: str) -> None:
    """Let the application read and write rows, and nothing else: no TRUNCATE, no DROP, no change to the log."""
    role = url_parts(application_url).get("user", "")
    with psycopg.connect(owner_url) as connection:
        if role in ("", connection.info.user):
            return  # one role for both: `serve` refuses this, `demo` says it
        grants.grant_application_role(connection, role)


def owns_tables(application_url: str) -> bool:
    """Whether the application's role could change the structure: it owns a table or is a superuser."""
    with psycopg.connect(application_url) as connection:
        row = connection.execute(
            """
            SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper)
                OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                             AND pg_has_role(current_user, c.relowner, 'MEMBER'))
            """
        ).fetchone()
    return bool(row and row[0])
