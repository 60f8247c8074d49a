"""A PostgreSQL address, as one URL, in the shapes that Django and psycopg want."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from lianxin.runtime.speech import CommandRefused, pick

NOWHERE = "postgresql:///lianxin"


def url_parts(url: str) -> dict[str, str]:
    """host, port, user, password, dbname and options of a `postgresql://` URL; refuses any other scheme."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise CommandRefused(
            "database_url",
            zh="数据库地址须以 postgresql:// 开头：只支持 PostgreSQL 14 至 18。",
            en="The database URL must begin with postgresql://: only PostgreSQL 14 to 18 is supported.",
            next_step=pick(
                "请设置 LIANXIN_DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/NAME",
                "Set LIANXIN_DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/NAME",
            ),
        )
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise CommandRefused(
            "database_url",
            zh=f"无法读取数据库地址：{error}",
            en=f"The database URL cannot be read: {error}".strip(),
            next_step=pick(
                "请设置 LIANXIN_DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/NAME",
                "Set LIANXIN_DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/NAME",
            ),
        ) from error
    return {key: str(value) for key, value in parts.items() if value is not None}


def django_database(url: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for a URL: persistent connections, checked before reuse."""
    parts = url_parts(url)
    named = {key: parts.pop(key, "") for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": named["dbname"],
        "USER": named["user"],
        "PASSWORD": named["password"],
        "HOST": named["host"],
        "PORT": named["port"],
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }


def socket_url(folder: str, *, user: str, name: str) -> str:
    """The URL of a database behind a unix socket."""
    return f"postgresql:///{quote(name)}?host={quote(folder, safe='')}&user={quote(user)}"
