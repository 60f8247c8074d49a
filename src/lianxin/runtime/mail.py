"""Where outgoing mail goes: one URL such as smtps://USER:PASSWORD@HOST:465/?from=hotline@example.gov.cn."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from lianxin.runtime.speech import CommandRefused

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtps": 465, "smtp+tls": 587}


@dataclass(frozen=True)
class Mail:
    """Django's mail settings; without a URL, mail is written to the log."""

    backend: str = CONSOLE
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    sender: str = "lianxin@localhost"
    tls_from_start: bool = False


def parse_mail_url(url: str) -> Mail:
    """`smtps://` (TLS from the start) or `smtp+tls://` (STARTTLS); anything unencrypted or incomplete is refused."""
    if not url:
        return Mail()
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in PORTS or not parts.hostname or not sender:
        raise CommandRefused(
            "email_url",
            zh="LIANXIN_EMAIL_URL 须为 smtps:// 或 smtp+tls:// 地址，并写明 ?from=发件人。",
            en="LIANXIN_EMAIL_URL must be an smtps:// or smtp+tls:// URL that names ?from=SENDER.",
            next_step="LIANXIN_EMAIL_URL='smtps://USER:PASSWORD@HOST:465/?from=hotline@example.gov.cn'",
        )
    return Mail(
        backend=SMTP,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        tls_from_start=parts.scheme == "smtps",
    )
