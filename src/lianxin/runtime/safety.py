"""What production refuses to start with, each thing by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from lianxin.runtime.database_roles import owns_tables
from lianxin.runtime.database_url import url_parts
from lianxin.runtime.keys import MASTER, SEAL, SECRET, missing_keys
from lianxin.runtime.mail import parse_mail_url
from lianxin.runtime.speech import CommandRefused, pick
from lianxin.vault.errors import KeyFileOpenToOthers, VaultError
from lianxin.vault.key_file import read_key_file

# Passwords that anyone would try first.
GUESSED = {
    "",
    "lianxin",
    "postgres",
    "password",
    "passwd",
    "secret",
    "changeme",
    "admin",
    "123456",
    "12345678",
    "12345",
}
# Of the server's log, the values with which no statement and no row comes into it; the first is the one to set.
HARMLESS = {
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_min_error_statement": ("panic", "fatal", "log"),
    "log_error_verbosity": ("terse",),
    "log_parameter_max_length_on_error": ("0",),
}
SHORTEST_SECRET = 40  # characters of the secret that signs cookies


@dataclass(frozen=True)
class Unsafe:
    """One thing that is not safe: its code, the sentence in both languages, what to do."""

    code: str
    zh: str
    en: str
    next_step: str


def unsafe_settings(environ: Mapping[str, str], keys: Path) -> Iterator[Unsafe]:
    """What is wrong before the database is asked: environment, keys, mail."""
    yield from _unsafe_debug(environ)
    yield from _unsafe_hosts(environ)
    yield from _unsafe_keys(keys)
    yield from _unsafe_mail(environ)
    yield from _unsafe_urls(environ)


def unsafe_database(application_url: str) -> Iterator[Unsafe]:
    """What is wrong with the migrated database: the role's rights, its durability, accounts of the demonstration."""
    if owns_tables(application_url):
        yield Unsafe(
            "role_owns_tables",
            "应用的数据库角色是表的属主或超级用户，可以改动事件日志的结构。",
            "The application's database role owns the tables or is a superuser, so it could alter the event log.",
            pick(
                "请用两个角色：LIANXIN_DATABASE_URL（应用）与 LIANXIN_OWNER_DATABASE_URL（属主，仅用于升级）。",
                "Use two roles: LIANXIN_DATABASE_URL (application) and LIANXIN_OWNER_DATABASE_URL (owner).",
            ),
        )
    with psycopg.connect(application_url) as connection:
        yield from _unsafe_durability(connection)
        yield from _unsafe_logging(connection)
        row = connection.execute("SELECT count(*) FROM staff WHERE is_demo").fetchone()
        if row and row[0]:
            yield Unsafe(
                "demo_accounts",
                f"数据库中有 {row[0]} 个演示账号，口令是公开的。",
                f"The database holds {row[0]} demonstration accounts, whose passwords are public.",
                pick("请换用未载入演示数据的数据库。", "Use a database into which no demonstration was loaded."),
            )


def _unsafe_durability(connection: psycopg.Connection) -> Iterator[Unsafe]:
    """Settings with which an acknowledged commit may be lost."""
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
        if row and row[0] == "off":
            yield Unsafe(
                f"postgresql_{name}",
                f"PostgreSQL 的 {name} 为 off，断电会丢失已确认的工单。",
                f"PostgreSQL's {name} is off: a power cut would lose acknowledged orders.",
                pick(f"请在 postgresql.conf 中设置 {name} = on。", f"Set {name} = on in postgresql.conf."),
            )


def _unsafe_logging(connection: psycopg.Connection) -> Iterator[Unsafe]:
    """Settings with which the server's own log would hold what callers said, which no forgetting reaches (R46, R63)."""
    for name, harmless in HARMLESS.items():
        row = connection.execute("SELECT setting FROM pg_settings WHERE name = %s", [name]).fetchone()
        if row and row[0] not in harmless:
            yield Unsafe(
                f"postgresql_{name}",
                f"PostgreSQL 的 {name} 为 {row[0]}，会把诉求内容写进数据库日志。",
                f"PostgreSQL's {name} is {row[0]}: its log would hold what callers said.",
                pick(
                    f"请设置 {name} = {harmless[0]}（postgresql.conf，或由超级用户 ALTER ROLE … SET）。",
                    f"Set {name} = {harmless[0]} in postgresql.conf, or as superuser with ALTER ROLE … SET.",
                ),
            )


def _unsafe_debug(environ: Mapping[str, str]) -> Iterator[Unsafe]:
    for name in ("DEBUG", "DJANGO_DEBUG", "LIANXIN_DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        if environ.get(name, "").lower() not in ("", "0", "false", "no", "off"):
            yield Unsafe(
                "debug",
                f"环境变量 {name} 打开了调试。",
                f"The environment variable {name} switches debugging on.",
                f"unset {name}",
            )


def _unsafe_hosts(environ: Mapping[str, str]) -> Iterator[Unsafe]:
    hosts = [host for host in environ.get("LIANXIN_HOSTS", "").split(",") if host]
    if not hosts or any("*" in host for host in hosts):
        yield Unsafe(
            "hosts",
            "未写明本站域名，或允许任何域名。",
            "The site's own host names are not named, or any host is allowed.",
            pick(
                "请设置 LIANXIN_HOSTS=12345.example.gov.cn（多个用逗号分隔）。",
                "Set LIANXIN_HOSTS=12345.example.gov.cn (several with commas).",
            ),
        )
    if any(not origin.startswith("https://") for origin in environ.get("LIANXIN_ORIGINS", "").split(",") if origin):
        yield Unsafe(
            "origins",
            "LIANXIN_ORIGINS 含有非 https 地址。",
            "LIANXIN_ORIGINS names an origin without https.",
            pick(
                "请设置 LIANXIN_ORIGINS=https://12345.example.gov.cn",
                "Set LIANXIN_ORIGINS=https://12345.example.gov.cn",
            ),
        )


def _unsafe_keys(keys: Path) -> Iterator[Unsafe]:
    missing = missing_keys(keys)
    for name in missing:
        yield Unsafe(
            "key_missing",
            f"缺少密钥文件 {keys / name}。",
            f"The key file {keys / name} is missing.",
            pick(
                "请从备份恢复；新装请运行 ./lianxin keys",
                "Restore it from its backup; for a new installation run ./lianxin keys",
            ),
        )
    for name in (SECRET, SEAL):
        place = keys / name
        if name not in missing and place.stat().st_mode & 0o077:
            yield Unsafe(
                "key_open",
                f"密钥文件 {place} 可被他人读取。",
                f"Others can read the key file {place}.",
                f"chmod 600 {place}",
            )
    if SECRET not in missing and len((keys / SECRET).read_text(encoding="utf-8").strip()) < SHORTEST_SECRET:
        yield Unsafe(
            "default_secret",
            f"{keys / SECRET} 过短或为默认值。",
            f"{keys / SECRET} is too short or a default.",
            pick(
                f"请删除 {keys / SECRET} 并运行 ./lianxin keys；所有人须重新登录。",
                f"Delete {keys / SECRET} and run ./lianxin keys; everyone signs in anew.",
            ),
        )
    if MASTER not in missing:
        try:
            read_key_file(keys / MASTER)
        except VaultError as problem:
            restore = pick(f"请从备份恢复 {keys / MASTER}", f"Restore {keys / MASTER} from its backup")
            open_to_others = isinstance(problem, KeyFileOpenToOthers)
            step = f"chmod 600 {keys / MASTER}" if open_to_others else restore
            yield Unsafe("master_key", problem.zh, problem.en, step)


def _unsafe_mail(environ: Mapping[str, str]) -> Iterator[Unsafe]:
    try:
        if not parse_mail_url(environ.get("LIANXIN_EMAIL_URL", "")).host:
            yield Unsafe(
                "mail_missing",
                "未设置邮件服务器，提醒与督办将发不出去。",
                "No mail server is set: reminders and supervision could not be sent.",
                pick(
                    "请设置 LIANXIN_EMAIL_URL='smtps://USER:PASSWORD@HOST:465/?from=hotline@example.gov.cn'",
                    "Set LIANXIN_EMAIL_URL='smtps://USER:PASSWORD@HOST:465/?from=hotline@example.gov.cn'",
                ),
            )
    except CommandRefused as problem:
        yield Unsafe(problem.code, problem.zh, problem.en, problem.next_step)


def _unsafe_urls(environ: Mapping[str, str]) -> Iterator[Unsafe]:
    url = environ.get("LIANXIN_DATABASE_URL", "")
    if not url:
        yield Unsafe(
            "database_missing",
            "未设置 LIANXIN_DATABASE_URL：正式运行须用独立的 PostgreSQL（14 至 18）。",
            "LIANXIN_DATABASE_URL is not set: production needs a PostgreSQL of its own (14 to 18).",
            pick(
                "请设置 LIANXIN_DATABASE_URL 与 LIANXIN_OWNER_DATABASE_URL。",
                "Set LIANXIN_DATABASE_URL and LIANXIN_OWNER_DATABASE_URL.",
            ),
        )
    for name in ("LIANXIN_DATABASE_URL", "LIANXIN_OWNER_DATABASE_URL"):
        if not environ.get(name):
            continue
        parts = url_parts(environ[name])
        # Behind a unix socket the server knows its user without a password.
        if not parts.get("host", "").startswith("/") and parts.get("password", "") in GUESSED | {parts.get("user", "")}:
            yield Unsafe(
                "default_password",
                f"{name} 中的口令为空或为常见默认值。",
                f"The password in {name} is empty or one that anyone would try first.",
                pick(
                    f"请为该角色设置随机长口令，并写入 {name}。",
                    f"Give the role a long random password and name it in {name}.",
                ),
            )


def refuse(found: list[Unsafe]) -> None:
    """Raise one refusal that names everything found and what to do about each; nothing happens when all is safe."""
    if found:
        steps = dict.fromkeys(one.next_step for one in found if one.next_step)
        raise CommandRefused(
            found[0].code if len(found) == 1 else "unsafe",
            zh="\n".join(["不能启动：", *(f"· {one.zh}（{one.code}）" for one in found)]),
            en="\n".join(["This cannot start:", *(f"- {one.en} ({one.code})" for one in found)]),
            next_step="\n  ".join(["", *steps]) if len(steps) > 1 else "".join(steps),
        )
