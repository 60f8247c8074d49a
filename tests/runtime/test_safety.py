"""What production refuses, each thing shown to be refused."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from lianxin.runtime.database_roles import APPLICATION, OWNER
from lianxin.runtime.embedded_postgres import SUPERUSER
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.safety import refuse, unsafe_database, unsafe_settings
from lianxin.runtime.speech import CommandRefused
from tests.servers import Server

SAFE = {
    "LIANXIN_HOSTS": "12345.example.gov.cn",
    "LIANXIN_ORIGINS": "https://12345.example.gov.cn",
    "LIANXIN_DATABASE_URL": "postgresql://app:Zk7cQ2mNw8@db/lianxin",
    "LIANXIN_OWNER_DATABASE_URL": "postgresql://owner:Vb3xL9tRq4@db/lianxin",
    "LIANXIN_EMAIL_URL": "smtps://user:word@mail.example/?from=hotline@example.gov.cn",
}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    make_missing_keys(tmp_path)
    return tmp_path


def codes(environ: dict[str, str], keys: Path) -> set[str]:
    return {one.code for one in unsafe_settings(environ, keys)}


def test_a_master_key_that_cannot_be_used_says_what_to_do(keys: Path) -> None:
    master = keys / "master.toml"
    master.chmod(0o644)
    assert {one.code: one.next_step for one in unsafe_settings(SAFE, keys)}["master_key"] == f"chmod 600 {master}"
    master.chmod(0o600)
    master.write_text("nonsense")
    steps = {one.code: one.next_step for one in unsafe_settings(SAFE, keys)}
    assert str(master) in steps["master_key"]


def test_a_safe_environment_is_let_through(keys: Path) -> None:
    assert codes(SAFE, keys) == set()
    refuse([])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"LIANXIN_HOSTS": ""}, "hosts"),
        ({"LIANXIN_HOSTS": "*"}, "hosts"),
        ({"LIANXIN_HOSTS": "a.example,*.example"}, "hosts"),
        ({"LIANXIN_ORIGINS": "http://12345.example.gov.cn"}, "origins"),
        ({"DEBUG": "1"}, "debug"),
        ({"LIANXIN_DEBUG": "true"}, "debug"),
        ({"LIANXIN_EMAIL_URL": ""}, "mail_missing"),
        ({"LIANXIN_EMAIL_URL": "smtp://mail.example/?from=a@b"}, "email_url"),
        ({"LIANXIN_DATABASE_URL": ""}, "database_missing"),
        ({"LIANXIN_DATABASE_URL": "postgresql://app:postgres@db/x"}, "default_password"),
        ({"LIANXIN_DATABASE_URL": "postgresql://app@db/x"}, "default_password"),
        ({"LIANXIN_OWNER_DATABASE_URL": "postgresql://owner:owner@db/x"}, "default_password"),
    ],
)
def test_each_unsafe_setting_is_named(keys: Path, changed: dict[str, str], code: str) -> None:
    assert codes({**SAFE, **changed}, keys) == {code}


def test_missing_open_short_and_broken_keys_are_named(keys: Path) -> None:
    (keys / "seal.pem").unlink()
    (keys / "django_secret").write_text("django-insecure")
    (keys / "master.toml").chmod(0o644)
    assert codes(SAFE, keys) == {"key_missing", "default_secret", "master_key"}
    (keys / "django_secret").chmod(0o644)
    assert "key_open" in codes(SAFE, keys)


def test_a_refusal_names_everything_at_once(keys: Path) -> None:
    with pytest.raises(CommandRefused) as refused:
        refuse(list(unsafe_settings({**SAFE, "LIANXIN_HOSTS": "*", "DEBUG": "1"}, keys)))
    assert "(hosts)" in refused.value.en
    assert "(debug)" in refused.value.en
    assert "unset DEBUG" in refused.value.next_step


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("log_statement", "mod"),
        ("log_min_duration_statement", "250"),
        ("log_min_error_statement", "error"),
        ("log_error_verbosity", "default"),
        ("log_transaction_sample_rate", "0.5"),
        ("log_min_duration_sample", "0"),
        ("log_parameter_max_length_on_error", "-1"),
    ],
)
def test_a_server_that_logs_what_statements_say_is_named(postgresql: Server, setting: str, value: str) -> None:
    with psycopg.connect(postgresql.url("postgres", role=SUPERUSER), autocommit=True) as administrator:
        administrator.execute(f"ALTER ROLE {APPLICATION} SET {setting} = '{value}'")
        try:
            found = {one.code: one for one in unsafe_database(postgresql.url())}
        finally:
            administrator.execute(f"ALTER ROLE {APPLICATION} RESET {setting}")
    assert f"{setting} = " in found[f"postgresql_{setting}"].next_step


def test_the_database_of_the_tests_is_unsafe_for_its_durability_alone(postgresql: Server) -> None:
    found = {one.code for one in unsafe_database(postgresql.url())}
    assert found == {"postgresql_fsync", "postgresql_full_page_writes", "postgresql_synchronous_commit"}


def test_a_role_that_owns_the_tables_is_named(postgresql: Server) -> None:
    assert "role_owns_tables" in {one.code for one in unsafe_database(postgresql.url(role=OWNER))}


def test_demonstration_accounts_are_named(committing_db: str) -> None:
    with psycopg.connect(committing_db) as connection:
        rows = connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_name = 'staff' AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
        ).fetchall()
        values: dict[str, object] = {name: EMPTY[kind] for name, kind in rows} | {"is_demo": True}
        names = ", ".join(values)
        places = ", ".join(["%s"] * len(values))
        connection.execute(f"INSERT INTO staff ({names}) VALUES ({places})", list(values.values()))
    assert "demo_accounts" in {one.code for one in unsafe_database(committing_db)}


EMPTY: dict[str, object] = {
    "text": "x",
    "character varying": "x",
    "boolean": False,
    "integer": 0,
    "bigint": 0,
    "bytea": bytes(32),
    "timestamp with time zone": "2026-01-01T00:00:00Z",
}
