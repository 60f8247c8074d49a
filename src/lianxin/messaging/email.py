"""Sends to mailboxes by the mail server that the settings name."""

from __future__ import annotations

import hashlib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from lianxin.law.words import AddressKind
from lianxin.messaging.port import Message, NotSent


class Mail:
    """E-mail; its Message-ID follows from the delivery's key, so that a second copy is the same letter."""

    def send(self, message: Message) -> None:
        """Hands the letter to the mail server; raises `NotSent`, without its cause, which names the mailbox."""
        if message.to.kind is not AddressKind.MAILBOX:
            raise NotSent("no_mailbox", for_good=True)
        letter = EmailMessage(
            subject=message.title,
            body=message.body,
            to=[message.to.value],
            headers={"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"},
        )
        trouble = ""
        try:
            letter.send()
        except (OSError, ValueError) as problem:  # smtplib's errors are OSErrors, a header of two lines is a ValueError
            trouble = type(problem).__name__
        if trouble:
            raise NotSent(f"mail_{trouble}")


def message_id(key: str) -> str:
    """The same identifier for the same key, below the sender's domain; orders cannot be told from it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"
