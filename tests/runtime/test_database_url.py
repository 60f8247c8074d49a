"""PostgreSQL addresses, and nothing else."""

from __future__ import annotations

import pytest

from lianxin.runtime.database_url import django_database, socket_url, url_parts
from lianxin.runtime.mail import SMTP, parse_mail_url
from lianxin.runtime.speech import CommandRefused


def test_a_url_becomes_djangos_entry() -> None:
    entry = django_database("postgresql://u:p%40ss@db.example:5433/city?sslmode=verify-full")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"]) == ("u", "p@ss", "db.example", "5433")
    assert entry["NAME"] == "city"
    assert entry["OPTIONS"] == {"sslmode": "verify-full"}
    assert entry["CONN_MAX_AGE"] is None


def test_a_socket_folder_survives_the_way_through_a_url() -> None:
    parts = url_parts(socket_url("/run/a folder/é", user="lianxin_app", name="lianxin"))
    assert parts == {"host": "/run/a folder/é", "user": "lianxin_app", "dbname": "lianxin"}


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///x", "db.example/city", "postgresql://h/x?nonsense=1"])
def test_another_database_or_a_broken_url_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(CommandRefused) as refused:
        url_parts(url)
    assert "LIANXIN_DATABASE_URL=postgresql://" in refused.value.next_step


def test_mail_is_encrypted_and_names_its_sender() -> None:
    mail = parse_mail_url("smtps://me:p%40ss@mail.example/?from=hotline@example.gov.cn")
    assert (mail.backend, mail.host, mail.port, mail.password) == (SMTP, "mail.example", 465, "p@ss")
    assert mail.tls_from_start
    starttls = parse_mail_url("smtp+tls://mail.example:2525/?from=a@b.example")
    assert (starttls.port, starttls.tls_from_start) == (2525, False)


@pytest.mark.parametrize("url", ["smtp://h/?from=a@b", "smtps://h", "smtps:///?from=a@b", "mail.example"])
def test_unencrypted_or_incomplete_mail_is_refused(url: str) -> None:
    with pytest.raises(CommandRefused):
        parse_mail_url(url)
